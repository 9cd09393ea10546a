"""A composed time and a promise in; how long each input may take with the others as they are out."""

from collections.abc import Callable
from dataclasses import replace
from math import fsum, inf

from slamodel.propagate.compose import parts_first, replayed
from slamodel.propagate.given import Input
from slamodel.propagate.outcome import Duration, Rule, Step
from slamodel.units import TOLERANCE, TOLERANCE_S

Required = tuple[float | None, float | None]
"""The longest time for the guaranteed basis, and for the independent one."""


def required_times(step: Step, promised: Duration) -> dict[int, Required]:
    """For every input, by `id`, the longest time with which the whole keeps its promise, the others as they are.

    None when even an instant would not do, infinity when any time would. What a part may take is handed down: to the
    parts of a sum what the others leave, to those of a maximum the whole. An input that is met on several ways into a
    sum, or into a choice of alternatives, is no matter of one way at a time: for it the limit is searched. The share of
    cases has to be kept as well: among alternatives another limit may mean other parts, and with them other shares.
    """
    leeway = _Leeway(step, promised.within_s)
    limits = leeway.times()
    if not any(part.rule is Rule.FASTEST for part in leeway.order):
        return {name: kept(step.time, promised, limit) for name, limit in limits.items()}
    return {name: _kept_by(leeway, leeway.sources[name], promised, limit) for name, limit in limits.items()}


def kept(time: Duration, promised: Duration, limit: float | None) -> Required:
    """The limit in each basis in which the share of cases is kept."""
    guaranteed = time.in_guaranteed + TOLERANCE >= promised.in_guaranteed
    independent = time.in_independent + TOLERANCE >= promised.in_independent
    return (limit if guaranteed else None, limit if independent else None)


def _kept_by(leeway: "_Leeway", given: Input, promised: Duration, limit: float | None) -> Required:
    """The longest of the limits at which the choice among alternatives may change, with the shares it has there."""
    if limit is None:
        return (None, None)
    turns = {part.time.within_s for step in leeway.order if step.rule is Rule.FASTEST for part in step.parts}
    found: list[float | None] = [None, None]
    for candidate in sorted({limit, 0.0, *(turn for turn in turns if turn < limit)}, reverse=True):
        in_cases = kept(_with(leeway.order, given, candidate).time, promised, candidate)
        found = [known if known is not None else new for known, new in zip(found, in_cases, strict=True)]
        if None not in found:
            break
    return (found[0], found[1])


class _Leeway:
    def __init__(self, step: Step, promised_s: float) -> None:
        self.step, self.promised_s = step, promised_s
        self.order = parts_first(step)
        self.bits: dict[int, int] = {}
        self.sources: dict[int, Input] = {}
        self.entangled = self.hopeless = 0
        self.below = self._masks()

    def _masks(self) -> dict[int, int]:
        """For each step the inputs below it, as bits."""
        below: dict[int, int] = {}
        for step in self.order:
            seen = 0
            if step.source is not None:
                seen = self.bits.setdefault(id(step.source), 1 << len(self.bits))
                self.sources[id(step.source)] = step.source
            for part in step.parts:
                if step.rule in (Rule.IN_ORDER, Rule.FASTEST):
                    self.entangled |= seen & below[id(part)]
                seen |= below[id(part)]
            below[id(step)] = seen
        return below

    def times(self) -> dict[int, float | None]:
        allowed = dict.fromkeys(map(id, self.order), inf)
        allowed[id(self.step)] = self.promised_s
        found = dict.fromkeys(self.bits, inf)
        for step in reversed(self.order):
            limit = allowed[id(step)]
            if step.source is not None:
                found[id(step.source)] = min(found[id(step.source)], limit)
            elif limit < inf:
                _HAND_DOWN[step.rule](self, step, limit, allowed)
        return {name: self._time(name, limit) for name, limit in found.items()}

    def _time(self, name: int, limit: float) -> float | None:
        bit = self.bits[name]
        if self.entangled & bit:
            return _searched(self.order, self.sources[name], self.promised_s)
        if self.hopeless & bit or limit < -TOLERANCE_S:
            return None
        return round(max(limit, 0.0), 6) if limit < inf else inf

    def in_order(self, step: Step, limit: float, allowed: dict[int, float]) -> None:
        for part in step.parts:
            left = limit - fsum(other.time.within_s for other in step.parts if other is not part)
            allowed[id(part)] = min(allowed[id(part)], left)

    def longest(self, step: Step, limit: float, allowed: dict[int, float]) -> None:
        """Only an input that is below every part that takes too long can help."""
        helpful = -1
        for part in step.parts:
            allowed[id(part)] = min(allowed[id(part)], limit)
            if part.time.within_s > limit + TOLERANCE_S:
                helpful &= self.below[id(part)]
        self.hopeless |= self.below[id(step)] & ~helpful

    def fastest(self, step: Step, limit: float, allowed: dict[int, float]) -> None:
        in_time = [part.time.within_s <= limit + TOLERANCE_S for part in step.parts]
        for part, is_in_time in zip(step.parts, in_time, strict=True):
            others = sum(in_time) - is_in_time
            if others == step.count - 1:
                allowed[id(part)] = min(allowed[id(part)], limit)
            elif others < step.count - 1:
                self.hopeless |= self.below[id(part)]


_HAND_DOWN: dict[Rule, Callable[[_Leeway, Step, float, dict[int, float]], None]] = {
    Rule.IN_ORDER: _Leeway.in_order,
    Rule.IN_PARALLEL: _Leeway.longest,
    Rule.ANY_CAUSE: _Leeway.longest,
    Rule.LARGEST: _Leeway.longest,
    Rule.LOWEST: _Leeway.longest,
    Rule.FASTEST: _Leeway.fastest,
}


def _with(order: list[Step], given: Input, within_s: float) -> Step:
    """The whole with one input at another length."""
    return replayed(order, {id(given): replace(given, level=within_s)})


def _searched(order: list[Step], wanted: Input, promised_s: float) -> float | None:
    """The limit by halving: the whole is made of sums, maxima and minima, and never falls as an input grows."""

    def keeps(within_s: float) -> bool:
        return _with(order, wanted, within_s).time.within_s <= promised_s + TOLERANCE_S / 2

    if not keeps(0.0):
        return None
    if keeps(inf):
        return inf
    low, high = 0.0, promised_s + 1.0
    while high - low > TOLERANCE_S / 4:
        middle = (low + high) / 2
        low, high = (middle, high) if keeps(middle) else (low, middle)
    return round(low, 6)
