"""A promise before and after in; whether there is a gap that opened, closed, widened, narrowed or got unknown out."""

from collections.abc import Callable
from typing import TypeAlias

from slamodel.compare.outcome import Comparison, Movement, PromiseChange
from slamodel.compare.shortfall import lost
from slamodel.propagate import Promise, Standing
from slamodel.units import TOLERANCE

Test: TypeAlias = Callable[[PromiseChange], bool]


def told(comparison: Comparison) -> list[PromiseChange]:
    """The promises to speak of: of one that is new or gone and rests on nothing, its agreement says enough."""
    return [one for one in comparison.promises if not _is_only_given(one)]


def _is_only_given(change: PromiseChange) -> bool:
    sides = [promise for promise in (change.before, change.after) if promise is not None]
    return len(sides) == 1 and sides[0].rests_on_nothing


def opens(change: PromiseChange) -> bool:
    """Whether there is a gap where there was none."""
    return is_gap(change.after) and not is_gap(change.before)


def closes(change: PromiseChange) -> bool:
    """Whether a gap is gone for good: its promise is still made, and supported or accepted."""
    return is_gap(change.before) and change.after is not None and not change.after.standing.is_open


def is_lost(change: PromiseChange) -> bool:
    """Whether there was a gap, and it is not known any more whether there is one."""
    return is_gap(change.before) and change.after is not None and change.after.standing is Standing.UNKNOWN


def is_blurred(change: PromiseChange) -> bool:
    """Whether a gap stays one, and it is not known any more how wide it is."""
    before, after = change.before, change.after
    if before is None or after is None or change.movement is not Movement.MOVED:
        return False
    return is_gap(before) and is_gap(after) and bool(lost(before, after))


def is_unsure(change: PromiseChange) -> bool:
    """Whether of a gap it is not known any more whether there is one, or how wide it is."""
    return is_lost(change) or is_blurred(change)


def gets_unknown(change: PromiseChange) -> bool:
    """Whether a promise that was known is not known any more."""
    before, after = change.before, change.after
    if before is None or after is None or after.standing is not Standing.UNKNOWN:
        return False
    return before.standing is not Standing.UNKNOWN and bool(lost(before, after))


def widens(change: PromiseChange) -> bool:
    """Whether a gap has become larger."""
    return change.movement is Movement.WIDENED and is_gap(change.after)


def narrows(change: PromiseChange) -> bool:
    """Whether a gap has become smaller."""
    return change.movement is Movement.NARROWED and is_gap(change.after)


def promises_less(change: PromiseChange) -> bool:
    """Whether less is promised than before, so that it is easier to keep."""
    before, after = change.before, change.after
    if before is None or after is None or before.promised is None or after.promised is None:
        return False
    if after.promised_share < before.promised_share:
        return True
    # An unavailability, a time, or an amount of which less is better: a higher one promises less.
    sign = -after.measure.sign if after.measure is not None else -1.0
    return sign * (after.promised - before.promised) < -TOLERANCE


def is_gap(promise: Promise | None) -> bool:
    """Whether a promise is made, and falls short."""
    return promise is not None and promise.standing is Standing.GAP


OF_GAPS: tuple[Test, ...] = (opens, closes, widens, narrows)
"""What can become of a gap."""
