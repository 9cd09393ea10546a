"""A promise that no single change closes in; out what takes part in it, the largest part first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from slamodel.gaps.ways import Key, best, key
from slamodel.propagate import Input, Promise, Rule, Standing, Step, View
from slamodel.units import TOLERANCE, TOLERANCE_S


class Part(NamedTuple):
    """One input of the view that decides, and what it takes: an unavailability or seconds."""

    source: Input
    taken: float


def together(promise: Promise) -> tuple[Part, ...]:
    """All that has to shrink together; nothing where one change is enough, or nobody knows what it takes."""
    if promise.promised is None or promise.unwaived not in (Standing.GAP, Standing.AT_RISK) or best(promise):
        return ()
    taken: dict[Key, float] = defaultdict(float)
    sources: dict[Key, Input] = {}
    for source, amount in _taken(promise, promise.deciding):
        sources.setdefault(key(source), source)
        taken[key(source)] += amount
    parts = (Part(source, taken[name]) for name, source in sources.items())
    return tuple(sorted(parts, key=lambda part: (-part.taken, key(part.source))))


def _taken(promise: Promise, view: View) -> Iterator[tuple[Input, float]]:
    if view.step is not None:
        excess = view.step.time.within_s - promise.limit_in(view)
        # Where nothing is too long and enough cases are kept, a clock may stand still: that is no matter of length.
        if excess <= TOLERANCE_S and view.step.time.in_guaranteed >= promise.promised_share - TOLERANCE:
            return
        steps = _too_long(view.step, excess)
        yield from ((step.source, step.time.within_s) for step in steps if step.source and step.time.within_s > 0.0)
        return
    for link in view.links:
        # An alternative to something good takes next to nothing, whatever its own level is.
        taken = (link.source.level or 0.0) * (link.importance or 0.0)
        if taken > TOLERANCE:
            yield link.source, taken


def too_long(promise: Promise, view: View) -> Mapping[Key, float]:
    """By how much the longest way through each step of a time is too long: only what is on a way that is."""
    found: dict[Key, float] = {}
    if view.step is not None and (excess := view.step.time.within_s - promise.limit_in(view)) > TOLERANCE_S:
        for step, left in _on_the_way(view.step, excess):
            if step.source:
                found[key(step.source)] = max(left, found.get(key(step.source), 0.0))
    return found


def _too_long(root: Step, excess: float) -> Iterator[Step]:
    """The steps on every way that takes longer than promised: of those side by side, all that are too long."""
    yield from {id(step): step for step, _ in _on_the_way(root, excess)}.values()


def _on_the_way(root: Step, excess: float) -> Iterator[tuple[Step, float]]:
    """These steps, with by how much the way through them is too long, as often as a longer one is met."""
    walked: dict[int, float] = {}
    waiting = [(root, max(excess, 0.0))]
    while waiting:
        step, left = waiting.pop()
        if walked.get(id(step), -1.0) >= left:
            continue
        if not step.parts:
            yield step, left
        walked[id(step)] = left
        waiting += reversed(
            [(part, _left(step, part, left)) for part in _counted(step) if _left(step, part, left) >= 0]
        )


def _counted(step: Step) -> tuple[Step, ...]:
    """The parts that matter: of alternatives the one that the rest waits for."""
    if step.rule is Rule.FASTEST:
        return (sorted(step.parts, key=lambda part: part.time.within_s)[step.count - 1],)
    return step.parts


def _left(step: Step, part: Step, left: float) -> float:
    """By how much the way through a part is too long; below zero where it is not."""
    if step.rule is Rule.IN_ORDER:
        return left
    left -= step.time.within_s - part.time.within_s
    return left if left > TOLERANCE_S or part.time.within_s == step.time.within_s else -1.0
