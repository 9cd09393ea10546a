"""How each link's level grows with what is shared out in; the most that every one can be given out.

What is given is raised for all together until no more is carried; then for those that have nothing to do with what is
used up, and so on. So of two views of a promise each is used up, and not only the stricter one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import expm1, inf

Carries = Callable[[Sequence[float]], bool]
_HALVINGS = 60
_EXACT = 1e-11
_NOTHING = 1e-14
_HAIR = 1e-4
_MOST_SINGLY = 40
"""Of more links it is not asked one by one which of them could be given more."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The level of a link by what is shared out: its weight times that, up to its cap.

    Downtimes add, whatever their timing, and so do times. Of independent outages failure rates add: `is_rate`.
    """

    weight: float
    cap: float = inf
    is_rate: bool = False

    def at(self, given: float) -> float:
        """The level for so much."""
        level = self.weight * given
        return min(self.cap, -expm1(-level) if self.is_rate else level)


def filled(curves: Sequence[Curve], carries: Carries, most: float) -> list[float] | None:
    """The levels of all links; None where not even nothing at all is carried. More than `most` is never given."""
    given = [0.0] * len(curves)
    if not carries(given):
        return None
    active = [place for place, curve in enumerate(curves) if curve.weight > 0.0]
    while active:
        start = given[active[0]]
        reached = _furthest(curves, carries, given, active, most)
        if reached is None and start:
            break  # nothing holds the others back: they stay at what all have
        given = _raised(given, active, most if reached is None else reached)
        if reached is None or reached <= start * (1 + _EXACT) or len(active) > _MOST_SINGLY:
            break
        active = [place for place in active if _is_free(curves, carries, given, place)]
    return _levels(curves, given)


def _levels(curves: Sequence[Curve], given: Sequence[float]) -> list[float]:
    return [curve.at(one) for curve, one in zip(curves, given, strict=True)]


def _raised(given: Sequence[float], active: Sequence[int], to: float) -> list[float]:
    return [to if place in active else one for place, one in enumerate(given)]


def _is_free(curves: Sequence[Curve], carries: Carries, given: Sequence[float], place: int) -> bool:
    """Whether one link alone could be given a little more, and is not at its cap."""
    more = _raised(given, [place], given[place] * (1 + _HAIR))
    levels = _levels(curves, more)
    return levels[place] > curves[place].at(given[place]) and carries(levels)


def _furthest(
    curves: Sequence[Curve], carries: Carries, given: Sequence[float], active: Sequence[int], most: float
) -> float | None:
    """The most for all active links together; None where as much as there is would do."""

    def holds(amount: float) -> bool:
        return carries(_levels(curves, _raised(given, active, amount)))

    if holds(most):
        return None
    low, high = max(given[active[0]], most * _NOTHING), most
    if not holds(low):
        return given[active[0]]
    for _ in range(_HALVINGS):
        if high - low <= _EXACT * high:
            break
        middle = (low * high) ** 0.5 if high > 4 * low else (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
