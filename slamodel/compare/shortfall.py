"""A promise in; by how much it falls short in the view that decides, as numbers that can be compared, out."""

import sys
from typing import NamedTuple

from slamodel.propagate import Promise, Unknown, View
from slamodel.units import TOLERANCE, TOLERANCE_S


class Shortfall(NamedTuple):
    """What is missing; 0 where nothing is, or where it cannot be said.

    `level` is a share of downtime, seconds, or a number in the measure of the promise; `cases` the share of cases of
    a time that is missing.
    """

    level: float = 0.0
    cases: float = 0.0

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return self.level > 0 or self.cases > 0

    def exceeds(self, other: "Shortfall", slack: float) -> bool:
        """Whether more is missing: the level counts before the cases."""
        if abs(self.level - other.level) > slack:
            return self.level > other.level
        return self.cases > other.cases + TOLERANCE


def shortfall(promise: Promise) -> Shortfall:
    """What is missing in the worse view; while something is unknown, what is missing at least."""
    view = promise.deciding
    if promise.promised is None or promise.rests_on_nothing:
        return Shortfall()
    if promise.measure is not None:
        return Shortfall(_of_amount(promise, view))
    if view.time is not None:
        late = view.time.within_s - promise.limit_in(view)
        cases = promise.promised_share - view.time.in_guaranteed
        return Shortfall(late if late > TOLERANCE_S else 0.0, cases if cases > TOLERANCE else 0.0)
    missing = 0.0 if view.figures is None else view.figures.guaranteed - promise.promised
    return Shortfall(missing if missing > TOLERANCE else 0.0)


def lost(today: Promise, then: Promise) -> tuple[Unknown, ...]:
    """What a promise rests on that was known in the first model, and is not in the second, of the view that decides."""
    known = {(one.lack, one.service, one.consumer) for one in today.deciding.unknown}
    return tuple(one for one in then.deciding.unknown if (one.lack, one.service, one.consumer) not in known)


def _of_amount(promise: Promise, view: View) -> float:
    measure, amount, promised = promise.measure, view.amount, promise.promised
    if measure is None or amount is None or promised is None or measure.reaches(amount.value, promised):
        return 0.0
    return min(measure.shortfall(amount.value, promised), sys.float_info.max)


def slack_of(promise: Promise) -> float:
    """Levels that differ by no more are equal: seconds of a time, shares and amounts otherwise."""
    return TOLERANCE_S if promise.measure is None and promise.deciding.time is not None else TOLERANCE
