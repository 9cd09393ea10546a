"""A share in one view in; who uses how much of what is allowed out, so that it adds up at the worst timing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, window_of
from slamodel.propagate import Input, Role, View
from slamodel.propagate.because import Sum, account
from slamodel.propagate.closed_forms import most_gate
from slamodel.propagate.ground import Ground
from slamodel.propagate.modes import Use
from slamodel.propagate.modules import evaluate
from slamodel.report import bars, wording
from slamodel.report.counting import target_of
from slamodel.units import TOLERANCE, show_share


class User(NamedTuple):
    """Who uses a part of what is allowed: a link that fails it alone, or a group of links that must fail together."""

    label: str
    level: float
    tone: str = "link"
    is_group: bool = False
    detail: str = ""


def users(analysis: Analysis, view: View) -> Iterator[User]:
    """What adds up to the guaranteed figure."""
    ground: Ground | None = view.ground
    if ground is None or ground.segments is None:
        yield from _on_even_hours(analysis, view)
        return
    yield from (_link(analysis, given) for given in view.inputs if given.level is None)
    yield from _on_uneven_hours(analysis, view, ground)


def _on_even_hours(analysis: Analysis, view: View) -> Iterator[User]:
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
            yield User(label, sums[name].figures.guaranteed, "unknown" if is_unknown else "link", is_group=True)


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


def _link(analysis: Analysis, given: Input) -> User:
    tone = "unknown" if given.level is None else "own" if given.role is Role.OWN else "link"
    label = bars.label(analysis.landscape.label(given.service), bars.ITSELF if given.role is Role.OWN else "")
    return User(label, given.figures.guaranteed, tone, detail=_window(analysis, given))


def _window(analysis: Analysis, given: Input) -> str:
    """What is stated, where the window is not that of the promise."""
    target = target_of(analysis, given)
    if given.counted is None or given.level is None or target is None or given.counted.stretch <= 0:
        return ""
    level = f"{show_share(given.level)} {window_of(target.window)}"
    is_longer = given.counted.stretch > 1 + TOLERANCE and given.counted.most < inf
    return f"{level}, of which all may fall into one window of the promise" if is_longer else level


def _on_uneven_hours(analysis: Analysis, view: View, ground: Ground) -> Iterator[User]:
    """The worst timing where some of what is below does not count whenever the promise does: what it uses when."""
    assert ground.segments is not None  # noqa: S101 - the caller looked
    inputs = dict(zip(view.found.events, view.inputs, strict=True))
    leaves: list[tuple[int, ...]] = [(event,) for event in ground.steps.events]
    for part in ground.steps.parts:
        leaves.append(tuple(event for index in part.inputs for event in leaves[index]))
    values = evaluate(ground.steps, ground.worst, most_gate, lambda network, levels: ground.pack(network, levels).value)
    last = ground.steps.parts[-1]
    assert last.network is not None  # noqa: S101 - what does not count everywhere is one network
    places = [tuple(inputs[event] for event in leaves[index]) for index in last.inputs]
    maintenance = tuple(ground.segments.at_most)
    found: dict[tuple[str, str, str], float] = defaultdict(float)
    for use in ground.spread(last.network, [values[index] for index in last.inputs]).uses:
        found[_using(analysis, use, places, maintenance)] += use.time
    for (label, tone, detail), time in found.items():
        yield User(label, time, tone, detail=detail)


def _using(
    analysis: Analysis, use: Use, places: Sequence[tuple[Input, ...]], maintenance: Sequence[str]
) -> tuple[str, str, str]:
    """What a part of the worst timing is called, how it is drawn, and what is to be said of it."""
    if use.charged:
        links = [_link(analysis, given) for place in use.charged for given in places[place]]
        label, tone = " or ".join(link.label for link in links), links[0].tone if len(links) == 1 else "link"
        return label, tone, links[0].detail if len(links) == 1 else ""
    if use.mode.in_progress:
        entries = (analysis.landscape.maintenance.get(maintenance[place]) for place in use.mode.in_progress)
        names = listed(wording.isolated(entry.name or entry.id) for entry in entries if entry)
        return f"Maintenance: {names}", "maintenance", "counted by the promise, and not below"
    free = [given for place in sorted(use.mode.free) for given in places[place]]
    names = listed(dict.fromkeys(wording.service_name(analysis, given.service) for given in free))
    is_closed = all(given.counted is not None and given.counted.uncovered for given in free)
    return f"Not covered: {names}" if is_closed else f"Not counted: {names}", "open", ""
