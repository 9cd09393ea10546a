"""A share in one view in; the picture of who uses the downtime that is allowed out, the largest first."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.propagate import Input, Promise, Role, View
from slamodel.propagate.because import Sum, account
from slamodel.report import bars, wording
from slamodel.report.views import Bar, Picture
from slamodel.units import show_shortfall


def budget(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """One bar for each user, the largest first, and one for what they come to together at the worst timing."""
    if view.figures is None or promise.promised is None:
        return None
    allowed = promise.promised
    users = sorted(_users(analysis, view), key=lambda user: (-user.level, user.label))
    shown = users[: bars.MOST_BARS]
    together = view.figures.guaranteed
    scale = 1.04 * max([allowed, together, *(user.level for user in shown)]) or 1.0
    drawn = [_user_bar(promise, user, scale) for user in shown]
    word = "Together, at least" if view.unknown else "Together, at the worst timing"
    drawn.append(bars.total(word, _short(promise, together), together, allowed, scale, is_known=not view.unknown))
    limit = f"allowed {_short(promise, allowed, allowed=True)}"
    notes = [f"{len(users) - len(shown)} smaller ones are not drawn."] if len(users) > len(shown) else []
    if any(user.is_group for user in shown):
        notes.append("Links that stand in for one another share one bar: the time at the worst timing.")
    heading = f"Who uses the {_amount(promise, allowed, allowed=True)}"
    text = bars.in_words(drawn, limit)
    return Picture(heading, text, bars.percent(allowed, scale), limit, tuple(drawn), " ".join(notes))


class _User(NamedTuple):
    """Who uses a part of what is allowed: a link that fails it alone, or a group of links that must fail together."""

    label: str
    level: float
    tone: str = "link"
    is_group: bool = False


def _users(analysis: Analysis, view: View) -> Iterator[_User]:
    """What adds up to the guaranteed figure: the inputs of its last sum, and of the plain sums within that."""
    inputs = {str(count): given for count, given in enumerate(view.inputs, 1)}
    done = account(view)
    sums = {line.name: line for line in done.sums}
    waiting = [done.result]
    while waiting:
        name = waiting.pop()
        if name in inputs:
            yield _link(analysis, inputs[name])
        elif name in sums and sums[name].failing == 1:
            waiting.extend(reversed(sums[name].inputs))
        elif name in sums:
            links = [_link(analysis, inputs[leaf]) for leaf in _leaves(name, sums)]
            is_unknown = any(link.tone == "unknown" for link in links)
            label = bars.label(_group_name([link.label for link in links], sums[name], len(links)))
            yield _User(label, sums[name].figures.guaranteed, "unknown" if is_unknown else "link", is_group=True)


def _leaves(name: str, sums: Mapping[str, Sum]) -> Iterator[str]:
    """The inputs below a sum, by name, in reading order."""
    waiting = [name]
    while waiting:
        found = sums.get(current := waiting.pop())
        if found is None:
            yield current
        else:
            waiting.extend(reversed(found.inputs))


def _group_name(labels: list[str], line: Sum, count: int) -> str:
    if line.failing == len(line.inputs) == count:
        return " or ".join(labels)
    if line.failing and len(line.inputs) == count:
        return f"{count - line.failing + 1} of {count}: {', '.join(labels)}"
    return f"Group of {', '.join(labels)}"


def _link(analysis: Analysis, given: Input) -> _User:
    tone = "unknown" if given.level is None else "own" if given.role is Role.OWN else "link"
    label = bars.label(analysis.landscape.label(given.service), bars.ITSELF if given.role is Role.OWN else "")
    return _User(label, given.level or 0.0, tone)


def _amount(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """Downtime of the window; where no time can be stated, the share of it."""
    time = wording.downtime(promise, unavailability, allowed=allowed)
    return time or f"{show_shortfall(unavailability)} of the {_unit(promise)}"


def _short(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """The same without its window, where the heading has said it."""
    return wording.duration_down(promise, unavailability, allowed=allowed) or show_shortfall(unavailability)


def _unit(promise: Promise) -> str:
    return "requests" if promise.metric == "success_rate" else "counted hours"


def _user_bar(promise: Promise, user: _User, scale: float) -> Bar:
    if user.tone == "unknown":
        return Bar(user.label, wording.NOT_KNOWN, 0.0, 100.0, 0.0, "unknown")
    return Bar(user.label, _short(promise, user.level), 0.0, bars.percent(user.level, scale), 0.0, user.tone)
