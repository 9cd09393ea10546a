"""One agreement and the length of an outage in; what its provider owes for it, whatever caused it, out."""

from decimal import Decimal

from slamodel.model import Agreement, Landscape, Target, TimeTarget
from slamodel.money.credits import Miss, Owed, owed
from slamodel.money.timing import Timings, clock_of

_NOTHING = Decimal(0)


def counted_in(landscape: Landscape, timings: Timings, agreement: Agreement, target: Target) -> Decimal:
    """The seconds of the window of a target that count."""
    whole = Decimal(landscape.seconds_in(target.window))
    return whole * timings.part(clock_of(agreement, target))


def owed_for(
    landscape: Landscape, timings: Timings, agreement: Agreement, target: Target, spent: Decimal, length: Decimal
) -> Owed:
    """What is owed for an outage of some length of which so much falls into the hours that count."""
    if isinstance(target, TimeTarget):
        miss = Miss(target.metric, None, spent, priority=target.priority)
        return owed(landscape, agreement, target.window, [miss])
    down = agreement.down.longer_than if agreement.down else None
    is_short = down is not None and length <= Decimal(down.on(landscape.conventions.working_day))
    counted = counted_in(landscape, timings, agreement, target)
    miss = Miss.outage(target.metric, _NOTHING if is_short else spent, counted)
    return owed(landscape, agreement, target.window, [miss._replace(priority=target.priority)])


def owed_alone(landscape: Landscape, timings: Timings, agreement: Agreement, target: Target, length: Decimal) -> Owed:
    """The same where as much of it as can be falls into the hours that count."""
    spent = max(one for (one,) in timings.counted((clock_of(agreement, target),), length))
    return owed_for(landscape, timings, agreement, target, spent, length)
