"""The terms of an agreement and what was missed in one window in; what is owed for it, after caps, out."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from slamodel.model import Agreement, Credit, Landscape, ShareTarget, TimeTarget, Window
from slamodel.money.prices import agreed_price, price_of
from slamodel.units import Duration, Worth

_NOTHING = Decimal(0)


class Miss(NamedTuple):
    """What became of one metric in one window.

    `level` is the share that was kept, None for a time; `spent` are the seconds that it was out, or that the case took;
    `counted` are the seconds of the window that count.
    """

    metric: str
    level: Decimal | None
    spent: Decimal = _NOTHING
    counted: Decimal = _NOTHING
    priority: str | None = None

    @classmethod
    def outage(cls, metric: str, seconds: Decimal, counted: Decimal) -> "Miss":
        """Some time out in a window, all of it counted."""
        spent = min(seconds, counted)
        return cls(metric, 1 - spent / counted if counted else Decimal(1), spent, counted)


class Owed(NamedTuple):
    """A credit: the share of the price of the window, and the fixed amount beside it; without a price not all in money.

    `before` is the same before a cap, a pool or a minimum made it smaller, `limit` the key that did; `is_open` where a
    share of a price that is not known may make it smaller.
    """

    share: Decimal = _NOTHING
    fixed: Decimal = _NOTHING
    price: Decimal | None = None
    limit: str = ""
    before: "Owed | None" = None
    is_open: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is owed, whatever the price."""
        return not self.share and not self.fixed

    @property
    def money(self) -> Decimal | None:
        """In money; None where it is, or may be limited to, a share of a price that is not known."""
        if self.is_open:
            return None
        if not self.share:
            return self.fixed
        return None if self.price is None else self.share * self.price + self.fixed

    @property
    def unlimited(self) -> "Owed":
        """What it would be without cap, pool and minimum."""
        return self.before or self


def owed(landscape: Landscape, agreement: Agreement, window: Window, missed: Iterable[Miss]) -> Owed:
    """What the provider owes for all that was missed in one window, after caps and minimum."""
    price, length = price_of(landscape, agreed_price(agreement), window), Decimal(landscape.seconds_in(window))
    found = [_worth(agreement, miss, length, landscape) for miss in missed]
    if agreement.credit_for_one_event == "largest" and found:
        found = [max(found, key=lambda one: _comparable(one, price))]
    whole = Owed(sum((one[0] for one in found), _NOTHING), sum((one[1] for one in found), _NOTHING), price)
    return _enough(agreement, _capped(agreement, whole))


def steps(agreement: Agreement, metric: str, priority: str | None = None) -> Iterator[Credit]:
    """The credits that hang on a metric, or on a metric for a priority."""
    return (c for c in agreement.credits if c.metric == metric and c.priority in (None, priority))


def _worth(agreement: Agreement, miss: Miss, length: Decimal, landscape: Landscape) -> tuple[Decimal, Decimal]:
    """The deepest step that is reached, as a share of the price of the window and an amount."""
    day = landscape.conventions.working_day
    placed = (_placed(agreement, step, miss) for step in steps(agreement, miss.metric, miss.priority))
    reached = [(depth, step) for step in placed if (depth := _depth(step, miss, day))]
    if not reached:
        return _NOTHING, _NOTHING
    step = max(reached, key=lambda pair: pair[0])[1]
    times = _times(step, miss, landscape)
    worth = _of(agreement, step)
    return times * (worth.share + worth.time / length), times * worth.money


def _placed(agreement: Agreement, step: Credit, miss: Miss) -> Credit:
    """A step that states no level lies at that of the target: nothing is owed while that is met.

    One that is owed for each length that is begun counts from the first second, as such clauses do.
    """
    if step.per is not None or step.below is not None or step.above is not None:
        return step
    own = [t for _, t in agreement.stated if t.metric == miss.metric and t.priority in (None, miss.priority)]
    target = next((t for t in own if t.priority == miss.priority), own[0] if own else None)
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return step.model_copy(update={"below": target.at_least})
    if isinstance(target, TimeTarget) and target.within is not None:
        return step.model_copy(update={"above": target.within})
    return step


def _depth(step: Credit, miss: Miss, day: Duration) -> Decimal | None:
    """How deep a step lies that is reached; a level that is met exactly is not below."""
    if isinstance(step.below, Decimal):
        return 2 - step.below if miss.level is not None and miss.level < step.below else None
    if isinstance(step.above, Duration):
        allowed = Decimal(step.above.on(day))
        return 1 + allowed if miss.level is None and miss.spent > allowed else None
    return Decimal(1) if miss.spent > 0 and step.below is None and step.above is None else None


def _times(step: Credit, miss: Miss, landscape: Landscape) -> Decimal:
    """How many lengths are begun beyond what the level allows; 1 where the credit is for a miss as such."""
    if step.per is None:
        return Decimal(1)
    day = landscape.conventions.working_day
    length = Decimal(step.per.on(day)) or Decimal(1)
    if isinstance(step.below, Decimal):
        allowed = (1 - step.below) * miss.counted
    else:
        allowed = Decimal(step.above.on(day)) if isinstance(step.above, Duration) else _NOTHING
    return ((miss.spent - allowed) / length).to_integral_value(ROUND_CEILING)


def _of(agreement: Agreement, step: Credit) -> Worth:
    """What one miss of a step is worth: as stated, by its points, or by its part of the pool."""
    if step.credit is not None:
        return step.credit
    if step.points is not None and agreement.point_credit is not None:
        return Worth(*(step.points * part for part in agreement.point_credit))
    pool = agreement.credit_pool
    if pool is not None and step.allocation is not None:
        return Worth(share=pool.at_risk * pool.pool * step.allocation)
    return Worth()


def _comparable(one: tuple[Decimal, Decimal], price: Decimal | None) -> tuple[Decimal, Decimal]:
    return (one[0] * price + one[1], _NOTHING) if price is not None else one


def _capped(agreement: Agreement, whole: Owed) -> Owed:
    """No more than the cap, and than is at risk."""
    caps = {"credit_cap": agreement.credit_cap}
    caps["credit_pool"] = agreement.credit_pool.at_risk if agreement.credit_pool else None
    known = [(cap, key) for key, cap in caps.items() if cap is not None]
    if not known:
        return whole
    cap, key = min(known)
    is_over = whole.share > cap if whole.price is None else (whole.money or _NOTHING) > cap * whole.price
    if is_over:
        return Owed(cap, _NOTHING, whole.price, key, whole)
    return whole._replace(is_open=True) if whole.price is None and whole.fixed else whole


def _enough(agreement: Agreement, capped: Owed) -> Owed:
    """Less than the minimum is not paid."""
    least = agreement.credit_minimum
    if least is None or capped.is_nothing or capped.money is None or capped.money >= least.amount:
        return capped
    return Owed(price=capped.price, limit="credit_minimum", before=capped.unlimited)


def worst(agreement: Agreement) -> Sequence[tuple[Credit, Worth]]:
    """Every step with what one miss of it is worth."""
    return tuple((step, _of(agreement, step)) for step in agreement.credits)


def money_of(credits: Iterable[Owed]) -> Decimal | None:  # noqa: A002 - so they are called
    """Several in money; None where one of them hangs on a price that is not known."""
    total = Decimal(0)
    for credit in credits:
        if credit.money is None:
            return None
        total += credit.money
    return total
