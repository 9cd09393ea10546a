"""Two analyses in; every promise that stands otherwise, or on other figures, out, the gravest first."""

import sys
from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Movement, PromiseChange
from slamodel.compare.shortfall import lost, shortfall, slack_of
from slamodel.propagate import Promise, Standing, View
from slamodel.units import TOLERANCE

_ORDER = (
    Movement.OPENED,
    Movement.WIDENED,
    Movement.NEW,
    Movement.CLOSED,
    Movement.NARROWED,
    Movement.MOVED,
    Movement.GONE,
)


def promise_changes(before: Analysis, after: Analysis) -> tuple[PromiseChange, ...]:
    """All promises of both that are not alike."""
    found = (*_after(before, after), *_gone(before, after))
    return tuple(sorted(found, key=_order))


def _order(change: PromiseChange) -> tuple[int, int, str]:
    now = change.after or change.before
    return _ORDER.index(change.movement), now.standing.weight if now else 0, change.id


def _after(before: Analysis, after: Analysis) -> Iterator[PromiseChange]:
    for then in after.promises:
        today = before.target(then.id) if then.id in before.ids else None
        movement = movement_of(today, then) if today is not None else Movement.NEW
        if movement is not None:
            yield PromiseChange(then.id, movement, today, then)


def _gone(before: Analysis, after: Analysis) -> Iterator[PromiseChange]:
    for promise in before.promises:
        if promise.id not in after.ids:
            yield PromiseChange(promise.id, Movement.GONE, promise, None)


def movement_of(today: Promise, then: Promise) -> Movement | None:
    """How a promise has moved; None where it stands as it stood, on the same figures."""
    if today is then or (today.rests_on_nothing and then.rests_on_nothing):
        return None
    if today.standing is Standing.GAP and then.standing is Standing.UNKNOWN:
        return Movement.MOVED  # nobody has closed a gap by making it unknown
    if today.standing is not then.standing:
        return Movement.OPENED if then.standing.weight < today.standing.weight else Movement.CLOSED
    was, now, slack = shortfall(today), shortfall(then), slack_of(then)
    # What is missing at least says nothing against what is missing exactly, unless it is more already.
    if now.exceeds(was, slack) and not lost(then, today):
        return Movement.WIDENED
    if was.exceeds(now, slack) and not lost(today, then):
        return Movement.NARROWED
    return Movement.MOVED if differ(today, then) else None


def differ(today: Promise, then: Promise) -> bool:
    """Whether a promise stands differently, or on other figures; what is printed is finer than any difference here.

    Of a commitment that is taken as given there is nothing to say but its level, which is that of its agreement.
    """
    if today.rests_on_nothing and then.rests_on_nothing:
        return False
    if today.rests_on_nothing != then.rests_on_nothing or today.standing is not then.standing:
        return True
    if today.target != then.target:
        return True
    views = ((today.direct, then.direct), (today.end_to_end, then.end_to_end))
    return any(abs(one - other) > TOLERANCE for pair in views for one, other in zip(*map(_figures, pair), strict=False))


def _figures(view: View) -> tuple[float, ...]:
    if view.figures is not None:
        return view.figures
    if view.amount is not None:
        return (min(view.amount.value, sys.float_info.max),)
    return view.time or (0.0, 0.0, 0.0)
