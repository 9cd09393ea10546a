"""Two models in; by how much a year costs more, and brings in more, and of which agreements that is not known, out."""

from decimal import Decimal
from typing import NamedTuple

from slamodel.model import Agreement, AgreementKind, Landscape, Window
from slamodel.money import price_of
from slamodel.money.prices import agreed_price

YEAR = Window("year")


class PriceChange(NamedTuple):
    """What a year costs more for contracts below, what customers pay more, and the agreements of unknown price."""

    paid: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether any price differs, or may."""
        return bool(self.paid or self.received or self.unknown)


def price_change(before: Landscape, after: Landscape) -> PriceChange:
    """Of all agreements whose price is another, or that are on one side only; nothing between two currencies."""
    if before.currency != after.currency:
        return PriceChange()
    sums = {True: Decimal(0), False: Decimal(0)}
    unknown = []
    for name in sorted(before.agreements.keys() | after.agreements.keys()):
        old, new = before.agreements.get(name), after.agreements.get(name)
        if _is_told(old, new):
            was, becomes = _yearly(before, old), _yearly(after, new)
            if was is None or becomes is None:
                unknown.append(name)
            else:
                sums[_is_to_customer(old, new)] += becomes - was
    return PriceChange(sums[False], sums[True], tuple(unknown))


def _is_told(old: Agreement | None, new: Agreement | None) -> bool:
    """Whether a price is another; of an agreement on one side only, where there is one, or a supplier wants one."""
    if old is not None and new is not None:
        return _price(old) != _price(new)
    return any(one is not None and (_price(one) or one.kind is AgreementKind.UC) for one in (old, new))


def _is_to_customer(*sides: Agreement | None) -> bool:
    return any(one is not None and one.kind is AgreementKind.SLA for one in sides)


def _price(agreement: Agreement | None) -> object:
    return None if agreement is None else agreed_price(agreement)


def _yearly(landscape: Landscape, agreement: Agreement | None) -> Decimal | None:
    """What a year costs; nothing where there is no agreement, None where its price is not known."""
    return Decimal(0) if agreement is None else price_of(landscape, agreed_price(agreement), YEAR)
