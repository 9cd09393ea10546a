"""How each link's level grows with what is shared out in; the most that every one can be given out.

What is given is raised for all together until no more is carried; then for those that have nothing to do with what is
used up, and so on. So of two views of a promise each is used up, and not only the stricter one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import expm1, inf
from typing import NamedTuple

Excess = Callable[[Sequence[float]], float]
"""By how much more is lost with these levels than is promised: zero or less where the promise is carried."""
_TURNS = 90
_EXACT = 1e-11
_NOTHING = 1e-14
_HAIR = 1e-4
_FLAT = 1e-3
"""What is below by less than this part of what is above says nothing of a slope."""
_MOST_SINGLY = 40
"""Of more links it is not asked one by one which of them could be given more."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The level of a link by what is shared out: its weight times that, up to its cap.

    Downtimes add, whatever their timing, and so do times. Of independent outages failure rates add: `is_rate`. Where
    nothing holds it back, it is given all of its cap if that is its level of today: `is_kept`.
    """

    weight: float
    cap: float = inf
    is_rate: bool = False
    is_kept: bool = False

    def at(self, given: float) -> float:
        """The level for so much."""
        level = self.weight * given
        return min(self.cap, -expm1(-level) if self.is_rate else level)


def filled(curves: Sequence[Curve], excess: Excess, most: float) -> list[float] | None:
    """The levels of all links; None where not even nothing at all is carried. More than `most` is never given."""
    given = [0.0] * len(curves)
    if excess(given) > 0.0:
        return None
    active = [place for place, curve in enumerate(curves) if curve.weight > 0.0]
    while active:
        start = given[active[0]]
        reached = _furthest(curves, excess, given, active, most)
        if reached is None and start:
            # Nothing holds the others back: what is good enough stays so, the rest stays at what all have.
            given = _raised(given, [place for place in active if curves[place].is_kept], most)
            break
        given = _raised(given, active, most if reached is None else reached)
        if reached is None or reached <= start * (1 + _HAIR) or len(active) > _MOST_SINGLY:
            break
        active = [place for place in active if _is_free(curves, excess, given, place)]
    return _levels(curves, given)


def _levels(curves: Sequence[Curve], given: Sequence[float]) -> list[float]:
    return [curve.at(one) for curve, one in zip(curves, given, strict=True)]


def _raised(given: Sequence[float], active: Sequence[int], to: float) -> list[float]:
    return [to if place in active else one for place, one in enumerate(given)]


def _is_free(curves: Sequence[Curve], excess: Excess, given: Sequence[float], place: int) -> bool:
    """Whether one link alone could be given a little more, and is not at its cap."""
    more = _raised(given, [place], given[place] * (1 + _HAIR))
    levels = _levels(curves, more)
    return levels[place] > curves[place].at(given[place]) and excess(levels) <= 0.0


def _furthest(
    curves: Sequence[Curve], excess: Excess, given: Sequence[float], active: Sequence[int], most: float
) -> float | None:
    """The most for all active links together; None where as much as there is would do."""

    def beyond(amount: float) -> float:
        return excess(_levels(curves, _raised(given, active, amount)))

    start = max(given[active[0]], most * _NOTHING)
    bracket = Bracket(start, beyond(start), most, beyond(most))
    if bracket.above <= 0.0:
        return None
    return given[active[0]] if bracket.below > 0.0 else root(beyond, bracket)


class Bracket(NamedTuple):
    """Two amounts, and what is in excess with them: nothing with the lower one, something with the higher one."""

    low: float
    below: float
    high: float
    above: float

    @property
    def is_narrow(self) -> bool:
        """Whether the two are the same for all purposes."""
        return self.high - self.low <= _EXACT * self.high

    def with_one(self, amount: float, excess: float) -> "Bracket":
        """The part of it in which the root is."""
        if excess <= 0.0:
            return self._replace(low=amount, below=excess)
        return self._replace(high=amount, above=excess)

    def leaning(self, *, is_low: bool) -> "Bracket":
        """With one end that counts half: that which has stayed twice, so that it does not stay for long."""
        return self._replace(below=self.below / 2) if is_low else self._replace(above=self.above / 2)

    def guess(self, turn: int) -> float:
        """Where it would be on a straight line; now and then, and where it is flat below, the middle."""
        if turn % 4 == 3 or self.above == inf or -self.below < _FLAT * self.above:
            return (self.low * self.high) ** 0.5 if self.high > 4 * self.low else (self.low + self.high) / 2
        inside = self.low - self.below * (self.high - self.low) / (self.above - self.below)
        return min(max(inside, self.low * (1 + _EXACT / 4)), self.high * (1 - _EXACT / 4))


def root(beyond: Callable[[float], float], bracket: Bracket) -> float:
    """The largest amount, to eleven digits, with which nothing is in excess of a function that grows."""
    was_carried: bool | None = None
    for turn in range(_TURNS):
        if bracket.is_narrow:
            break
        amount = bracket.guess(turn)
        found = beyond(amount)
        is_carried = found <= 0.0
        bracket = bracket.with_one(amount, found)
        beside = amount * (1 + _EXACT / 2 if is_carried else 1 - _EXACT / 2)
        if bracket.low < beside < bracket.high:
            bracket = bracket.with_one(beside, beyond(beside))
        if is_carried is was_carried:
            bracket = bracket.leaning(is_low=not is_carried)
        was_carried = is_carried
    return bracket.low
