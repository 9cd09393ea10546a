"""Times with their shares of cases: how steps add up, run side by side, or stand in for one another."""

from collections.abc import Container, Mapping, Sequence
from math import fsum, prod

from slamodel.propagate.given import Input
from slamodel.propagate.outcome import Duration, Rule, Step


def leaf(label: str, given: Input) -> Step:
    """A step that is one input; an unknown one counts as instant, which is the best that it could be."""
    share = given.share if given.level is not None else 1.0
    return Step(label, Duration(given.level or 0.0, share, share), source=given)


def in_order(label: str, parts: tuple[Step, ...]) -> Step:
    """One after the other: limits add up, and so do, at the worst, the cases that miss them."""
    return _together(label, Rule.IN_ORDER, parts, fsum(part.time.within_s for part in parts))


def in_parallel(label: str, parts: tuple[Step, ...]) -> Step:
    """Side by side, all have to finish: the longest limit; every part may miss its own."""
    return _together(label, Rule.IN_PARALLEL, parts, _longest(parts))


def any_cause(label: str, parts: tuple[Step, ...]) -> Step:
    """Causes that exclude one another: the longest limit, the smallest share."""
    return _one_of(label, Rule.ANY_CAUSE, parts)


def lowest(label: str, parts: tuple[Step, ...]) -> Step:
    """One service at several levels: it is as late as the latest of them, and kept as seldom as the least."""
    return _one_of(label, Rule.LOWEST, parts)


def _one_of(label: str, rule: Rule, parts: tuple[Step, ...]) -> Step:
    if len(parts) == 1:
        return parts[0]
    shares = [(part.time.in_guaranteed, part.time.in_independent) for part in parts] or [(1.0, 1.0)]
    time = Duration(_longest(parts), min(share for share, _ in shares), min(share for _, share in shares))
    return Step(label, time, rule, parts)


def fastest(label: str, parts: tuple[Step, ...], count: int) -> Step:
    """Alternatives: done when `count` of the parts are; those that are fastest have to keep their limits."""
    counted = tuple(sorted(parts, key=_fastest_first)[:count])
    together = _together(label, Rule.FASTEST, counted, _longest(counted))
    return Step(label, together.time, Rule.FASTEST, parts, count=count)


def least_kept(within_s: float, parts: tuple[Step, ...], count: int) -> Duration:
    """Alternatives of which one or another is the fastest, by the start: those count that keep their limits least."""
    guaranteed = sorted(part.time.in_guaranteed for part in parts)[:count]
    independent = sorted(part.time.in_independent for part in parts)[:count]
    return Duration(within_s, max(0.0, 1.0 - fsum(1.0 - share for share in guaranteed)), prod(independent))


def _fastest_first(part: Step) -> tuple[float, float, float]:
    """Of parts that are equally fast, the one that keeps its limit more often counts; the last digits are noise."""
    return (part.time.within_s, -round(part.time.in_guaranteed, 12), -part.time.in_independent)


def replayed(steps: Sequence[Step], instead: Mapping[int, Input]) -> Step:
    """The last of the steps (parts come before what they are part of) with other inputs in place of some, by `id`."""
    made: dict[int, Step] = {}
    for step in steps:
        if step.source is not None:
            other = instead.get(id(step.source))
            made[id(step)] = step if other is None else leaf(step.label, other)
        else:
            made[id(step)] = again(step, tuple(made[id(part)] for part in step.parts)) if step.parts else step
    return made[id(steps[-1])]


def again(step: Step, parts: tuple[Step, ...]) -> Step:
    """A step made of other parts by the same rule."""
    if step.rule is Rule.FASTEST:
        return fastest(step.label, parts, step.count)
    return _COMPOSERS[step.rule](step.label, parts)


def largest(label: str, parts: tuple[Step, ...]) -> Step:
    """The largest of all parts, each in the cases that keep its own limit."""
    return _together(label, Rule.LARGEST, parts, _longest(parts))


def _longest(parts: tuple[Step, ...]) -> float:
    return max((part.time.within_s for part in parts), default=0.0)


def _together(label: str, rule: Rule, parts: tuple[Step, ...], within_s: float) -> Step:
    """All parts have to keep their limits: misses add up (guaranteed), shares multiply (independent)."""
    if len(parts) == 1:
        return parts[0]
    guaranteed = max(0.0, 1.0 - fsum(1.0 - part.time.in_guaranteed for part in parts))
    return Step(label, Duration(within_s, guaranteed, prod(part.time.in_independent for part in parts)), rule, parts)


def sources(step: Step) -> tuple[Input, ...]:
    """The inputs below a step, each once, in reading order; parts that are shared are walked once."""
    seen: set[int] = set()
    found: dict[int, Input] = {}
    stack = [step]
    while stack:
        current = stack.pop()
        if id(current) not in seen:
            seen.add(id(current))
            if current.source is not None:
                found[id(current.source)] = current.source
            stack.extend(reversed(current.parts))
    return tuple(found.values())


def parts_first(step: Step, known: Container[int] = ()) -> list[Step]:
    """Every step once, parts before the steps that they are part of; not what is below the known ones, by `id`."""
    order: list[Step] = []
    seen: set[int] = set()
    stack = [(step, False)]
    while stack:
        current, is_done = stack.pop()
        if is_done:
            order.append(current)
        elif id(current) not in seen and id(current) not in known:
            seen.add(id(current))
            stack.append((current, True))
            stack.extend((part, False) for part in reversed(current.parts))
    return order


_COMPOSERS = {
    Rule.IN_ORDER: in_order,
    Rule.IN_PARALLEL: in_parallel,
    Rule.ANY_CAUSE: any_cause,
    Rule.LARGEST: largest,
    Rule.LOWEST: lowest,
}
