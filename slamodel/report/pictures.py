"""One view of a promise in; a picture of who uses what is allowed out: downtime by link, or the ladder of hand-offs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import metric_name
from slamodel.propagate import Input, Promise, Role, Rule, Step, View
from slamodel.propagate.because import Sum, account
from slamodel.propagate.handoffs import PASSED_ON
from slamodel.report import wording
from slamodel.report.views import Bar, Picture
from slamodel.units import TOLERANCE, show_duration, show_shortfall

MOST_BARS = 12
_MOST_STEPS = 2000
"""Steps that are walked for a ladder: parts may be shared, and a walk over every way would not end."""
_LABEL = 34
"""Characters of a label: what fits above a bar on a phone."""
_ITSELF = " itself"
_PASSING, _CAUSE = "handing on", "as the cause"
"""Why somebody may come twice: who has an incident last hands it to a need, which may be the same service."""


def picture(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """The picture of a view; None where there is nothing to draw."""
    if promise.promised is None or all(given.role is Role.ASSUMED for given in view.inputs):
        return None
    if view.step is not None:
        return _ladder(analysis, promise, view)
    return _budget(analysis, promise, view)


def _label(name: str, what: str = "") -> str:
    """A name cut so that what follows it still fits."""
    room = _LABEL - len(what)
    return wording.isolated(name if len(name) <= room else name[: room - 1] + "…") + what


def _budget(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """One bar for each user, the largest first, and one for what they come to together at the worst timing."""
    if view.figures is None or promise.promised is None:
        return None
    allowed = promise.promised
    users = sorted(_users(analysis, view), key=lambda user: (-user.level, user.label))
    shown = users[:MOST_BARS]
    together = view.figures.guaranteed
    scale = 1.04 * max([allowed, together, *(user.level for user in shown)]) or 1.0
    bars = [_user_bar(promise, user, scale) for user in shown]
    word = "Together, at least" if view.unknown else "Together, at the worst timing"
    bars.append(_total(word, _short(promise, together), together, allowed, scale, is_known=not view.unknown))
    limit = f"allowed {_short(promise, allowed, allowed=True)}"
    notes = [f"{len(users) - len(shown)} smaller ones are not drawn."] if len(users) > len(shown) else []
    if any(user.is_group for user in shown):
        notes.append("Links that stand in for one another share one bar: the time at the worst timing.")
    heading = f"Who uses the {_amount(promise, allowed, allowed=True)}"
    return Picture(heading, _in_words(bars, limit), _percent(allowed, scale), limit, tuple(bars), " ".join(notes))


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
            label = _label(_group_name([link.label for link in links], sums[name], len(links)))
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
    label = _label(analysis.landscape.label(given.service), _ITSELF if given.role is Role.OWN else "")
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
    return Bar(user.label, _short(promise, user.level), 0.0, _percent(user.level, scale), 0.0, user.tone)


def _total(label: str, value: str, length: float, limit: float, scale: float, *, is_known: bool) -> Bar:
    if not is_known and length <= TOLERANCE:
        return Bar("Together", wording.NOT_KNOWN, 0.0, 0.0, 0.0, "total")
    over = max(0.0, length - limit)
    return Bar(label, value, 0.0, _percent(length, scale), _percent(over, scale), "total")


def _percent(amount: float, scale: float) -> float:
    return round(100 * amount / scale, 2)


def _in_words(bars: Iterable[Bar], limit: str) -> str:
    return f"{'; '.join(f'{bar.label}: {bar.value}' for bar in bars)}; {limit}."


@dataclass(frozen=True, slots=True, eq=False)
class _Rung:
    """An input of a composed time: when it starts, whether its time counts in the whole, and why it is there."""

    step: Step
    given: Input
    start: float
    counts: bool
    why: str


def _ladder(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """One bar for each step of work, from where it starts, and one for the whole."""
    step = view.step
    if step is None or promise.promised is None:
        return None
    handed_on = analysis.landscape.services[promise.service].handled_by if promise.metric == "resolution" else ()
    # A hand-off of which nothing is stated is a step all the same; that no time is taken for it has to be seen.
    rungs = _once(r for r in _rungs(step) if r.given.role is not Role.ASSUMED or r.given.service in handed_on)
    uses = Counter(rung.step.label for rung in rungs)
    counting = [rung for rung in rungs if rung.counts][:MOST_BARS]
    beside = [rung for rung in rungs if not rung.counts][: MOST_BARS - len(counting)]
    shown = [rung for rung in rungs if rung in counting or rung in beside]
    if not shown or not isfinite(step.time.within_s):
        return None
    limit, together = promise.promised, step.time.within_s
    scale = 1.04 * max(limit, together, *(rung.start + rung.step.time.within_s for rung in shown)) or 1.0
    bars = [_rung_bar(promise, rung, scale, handed_on, is_twice=uses[rung.step.label] > 1) for rung in shown]
    word = "Together, at least" if view.unknown else "Together"
    bars.append(_total(word, show_duration(together), together, limit, scale, is_known=not view.unknown))
    label = f"promised {show_duration(limit, down=True)}"
    notes = [f"{len(rungs) - len(shown)} more steps are not drawn."] if len(rungs) > len(shown) else []
    if any(bar.tone == "beside" for bar in bars):
        notes.append("Dotted bars run beside the others and do not add to the whole.")
    heading = f"Who uses the {show_duration(limit, down=True)}"
    return Picture(heading, _in_words(bars, label), _percent(limit, scale), label, tuple(bars), " ".join(notes))


def _once(rungs: Iterable[_Rung]) -> list[_Rung]:
    """One rung for each input and start: the same step may be met as a hand-off and as a possible cause."""
    found: dict[tuple[Input, float], _Rung] = {}
    for rung in rungs:
        name = (rung.given, rung.start)
        if name not in found or (rung.counts and not found[name].counts):
            found[name] = rung
    return [*found.values()]


def _rung_bar(promise: Promise, rung: _Rung, scale: float, handed_on: Sequence[str], *, is_twice: bool) -> Bar:
    given = rung.given
    is_told = given.role is not Role.ASSUMED and (is_twice or given.metric != promise.metric)
    metric = metric_name(given.metric).removesuffix(" time") if is_told else ""
    what = rung.why if is_twice and rung.why else metric
    is_numbered = given.service in handed_on and len(handed_on) > 1 and rung.why != _CAUSE
    number = f"{handed_on.index(given.service) + 1} " if is_numbered else ""
    itself = _ITSELF if given.role is Role.OWN else ""
    label = _label(f"{number}{rung.step.label}", itself + (f", {what}" if what else ""))
    if given.role is Role.ASSUMED:
        return Bar(label, "nothing stated, counted as 0 min", _percent(rung.start, scale), 0.0, 0.0, "own")
    if given.level is None:
        start = _percent(rung.start, scale)
        return Bar(label, wording.NOT_KNOWN, start, 100 - start, 0.0, "unknown")
    tone = "beside" if not rung.counts else "own" if given.role is Role.OWN else "link"
    return Bar(label, show_duration(given.level), _percent(rung.start, scale), _percent(given.level, scale), 0.0, tone)


def _rungs(step: Step) -> list[_Rung]:
    """The inputs in reading order; of parts that run side by side the one that takes longest counts."""
    found: list[_Rung] = []
    seen: set[tuple[int, float, bool]] = set()
    stack = [(step, 0.0, True, "")]
    while stack and len(seen) < _MOST_STEPS:
        current, start, counts, why = stack.pop()
        if (id(current), start, counts) in seen:
            continue
        seen.add((id(current), start, counts))
        if current.source is not None:
            found.append(_Rung(current, current.source, start, counts, why))
        parts = _parts(current, start, counts=counts)
        whys = (_PASSING, _CAUSE) if current.label == PASSED_ON and len(parts) == len((_PASSING, _CAUSE)) else None
        stack.extend((*part, whys[place] if whys else why) for place, part in reversed([*enumerate(parts)]))
    return found


def _parts(step: Step, start: float, *, counts: bool) -> list[tuple[Step, float, bool]]:
    if step.rule is Rule.IN_ORDER:
        starts = [start]
        for part in step.parts:
            starts.append(starts[-1] + part.time.within_s)
        return [(part, begin, counts) for part, begin in zip(step.parts, starts, strict=False)]
    deciding = _deciding(step)
    return [(part, start, counts and part is deciding) for part in step.parts]


def _deciding(step: Step) -> Step | None:
    """The part whose time is the time of the whole."""
    return next((part for part in step.parts if part.time.within_s == step.time.within_s), None)
