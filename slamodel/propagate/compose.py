"""Times with their shares of cases: how steps add up, run side by side, or stand in for one another."""

from math import fsum, inf, prod

from slamodel.propagate.outcome import Duration, Input, Role, Rule, Step, Unknown
from slamodel.units import TOLERANCE_S

INSTANT = Duration(0.0, 1.0, 1.0)
"""A step that takes no time, in all cases."""


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
    if len(parts) == 1:
        return parts[0]
    shares = [(part.time.in_guaranteed, part.time.in_independent) for part in parts] or [(1.0, 1.0)]
    time = Duration(_longest(parts), min(share for share, _ in shares), min(share for _, share in shares))
    return Step(label, time, Rule.ANY_CAUSE, parts)


def fastest(label: str, parts: tuple[Step, ...], count: int) -> Step:
    """Alternatives: done when `count` of the parts are; those that are fastest have to keep their limits."""
    counted = tuple(sorted(parts, key=lambda part: part.time.within_s)[:count])
    together = _together(label, Rule.FASTEST, counted, _longest(counted))
    return Step(label, together.time, Rule.FASTEST, parts, count=count)


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


def leaves(step: Step) -> tuple[Step, ...]:
    """The inputs below a step, each once, in reading order; parts that are shared are walked once."""
    seen: set[int] = set()
    found: list[Step] = []
    stack = [step]
    while stack:
        current = stack.pop()
        if id(current) not in seen:
            seen.add(id(current))
            if current.source is not None:
                found.append(current)
            stack.extend(reversed(current.parts))
    return tuple(found)


def unknown_in(step: Step) -> tuple[Unknown, ...]:
    """What is not known below a step."""
    return tuple(part.source.unknown for part in leaves(step) if part.source and part.source.unknown)


def required_s(step: Step, wanted: Input, promised_s: float) -> float | None:
    """The longest time of one input with which the whole keeps to `promised_s`, the others as they are.

    None when even an instant would not do, infinity when any time would. The whole is made of sums, maxima and minima,
    so that it never falls as an input grows: mostly what the others leave is the answer, else halving finds it.
    """
    others = _with(step, wanted, 0.0)
    if others > promised_s + TOLERANCE_S:
        return None
    if _with(step, wanted, inf) <= promised_s:
        return inf
    left = promised_s - others
    if _keeps(step, wanted, left, promised_s) and not _keeps(step, wanted, left + 2 * TOLERANCE_S, promised_s):
        return left
    low, high = 0.0, promised_s + 1.0
    while high - low > TOLERANCE_S / 4:
        middle = (low + high) / 2
        low, high = (middle, high) if _keeps(step, wanted, middle, promised_s) else (low, middle)
    return round(low, 6)


def _keeps(step: Step, wanted: Input, within_s: float, promised_s: float) -> bool:
    return _with(step, wanted, within_s) <= promised_s + TOLERANCE_S / 2


def _with(step: Step, wanted: Input, within_s: float) -> float:
    """The whole time with one input at another length; shared parts are worked out once, without recursion."""
    known: dict[int, float] = {}
    stack = [step]
    while stack:
        current = stack[-1]
        pending = [part for part in current.parts if id(part) not in known] if id(current) not in known else []
        if pending:
            stack.extend(pending)
            continue
        stack.pop()
        if id(current) not in known:
            is_wanted = current.source is wanted
            known[id(current)] = within_s if is_wanted else _recomputed(current, [known[id(p)] for p in current.parts])
    return known[id(step)]


def _recomputed(step: Step, times: list[float]) -> float:
    if step.rule is Rule.INPUT:
        return step.time.within_s
    if step.rule is Rule.IN_ORDER:
        return fsum(times)
    if step.rule is Rule.FASTEST:
        return sorted(times)[step.count - 1]
    return max(times, default=0.0)


def assumed_in(step: Step) -> tuple[str, ...]:
    """Services below a step whose own part is not stated and taken as perfect, sorted."""
    return tuple(sorted({p.source.service for p in leaves(step) if p.source and p.source.role is Role.ASSUMED}))
