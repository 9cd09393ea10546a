"""A price as it was agreed in; the price of a window, by the calendar and the model's conventions, out."""

from decimal import Decimal

from slamodel.model import Agreement, Landscape, Window
from slamodel.units import Money

_FIT = {("year", "month"): 12, ("year", "quarter"): 4, ("quarter", "month"): 3, ("week", "day"): 7}
"""Windows of the calendar of which so many make one: a bill of a month is a twelfth of the year, whatever its days."""


def agreed_price(agreement: Agreement) -> Money | None:
    """The price of an agreement, or of the tier that it is on."""
    tier = agreement.tiers.get(agreement.tier or "")
    return agreement.price or (tier.price if tier else None)


def price_of(landscape: Landscape, price: Money | None, window: Window) -> Decimal | None:
    """What is paid for one window; None where that is not known, as for what is paid once."""
    if price is None or not price.per:
        return None
    if price.per == window.name:
        return price.amount
    if (count := _FIT.get((price.per, window.name))) is not None:
        return price.amount / count
    if (count := _FIT.get((window.name, price.per))) is not None:
        return price.amount * count
    lengths = landscape.seconds_in(window), landscape.seconds_in(Window(price.per))
    return price.amount * Decimal(lengths[0]) / Decimal(lengths[1])
