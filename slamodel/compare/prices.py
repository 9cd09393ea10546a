"""Two models in; by how much a year costs more, and brings in more, and of which agreements that is not known, out."""

from decimal import Decimal
from typing import NamedTuple

from slamodel.model import Agreement, AgreementKind, Landscape, Window
from slamodel.money import price_of
from slamodel.money.prices import agreed_price

YEAR = Window("year")


class PriceChange(NamedTuple):
    """What a year costs more for contracts below, what customers pay more, and the agreements of unknown price.

    `unpriced` are the agreements below with other terms at the price of before: what those cost nobody has said.
    """

    paid: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    unknown: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether any price differs, or may."""
        return bool(self.paid or self.received or self.unknown or self.unpriced)


def price_change(before: Landscape, after: Landscape) -> PriceChange:
    """Of all agreements whose price is another, or that are on one side only; nothing between two currencies."""
    if before.currency != after.currency:
        return PriceChange()
    sums = {True: Decimal(0), False: Decimal(0)}
    unknown, unpriced = [], []
    for name in sorted(before.agreements.keys() | after.agreements.keys()):
        old, new = before.agreements.get(name), after.agreements.get(name)
        if _is_told(old, new):
            was, becomes = _yearly(before, old), _yearly(after, new)
            if was is None or becomes is None:
                unknown.append(name)
            else:
                sums[_is_to_customer(old, new)] += becomes - was
        elif _is_unpriced(before.written.get(name, old), after.written.get(name, new)):
            unpriced.append(name)
    return PriceChange(sums[False], sums[True], tuple(unknown), tuple(unpriced))


def _is_told(old: Agreement | None, new: Agreement | None) -> bool:
    """Whether a price is another; of an agreement on one side only, where there is one, or a supplier wants one."""
    if old is not None and new is not None:
        return _price(old) != _price(new)
    return any(one is not None and (_price(one) or one.kind is AgreementKind.UC) for one in (old, new))


def _is_unpriced(old: Agreement | None, new: Agreement | None) -> bool:
    """Whether a provider below promises something else, or in other hours, and its price is as it was."""
    if old is None or new is None or AgreementKind.SLA in (old.kind, new.kind):
        return False
    if old.tier != new.tier and _price(new) is not None:
        return False  # the price of what is on offer is that of its levels
    return _terms(old) != _terms(new)


def _terms(agreement: Agreement) -> tuple[object, ...]:
    stated = sorted(repr(target) for _, target in agreement.stated)
    lists = map(frozenset, (agreement.services, agreement.excludes, agreement.excludes_failures, agreement.clock_stops))
    return (stated, agreement.hours, agreement.support_hours, *lists)


def _is_to_customer(*sides: Agreement | None) -> bool:
    return any(one is not None and one.kind is AgreementKind.SLA for one in sides)


def _price(agreement: Agreement | None) -> object:
    return None if agreement is None else agreed_price(agreement)


def _yearly(landscape: Landscape, agreement: Agreement | None) -> Decimal | None:
    """What a year costs; nothing where there is no agreement, None where its price is not known."""
    return Decimal(0) if agreement is None else price_of(landscape, agreed_price(agreement), YEAR)
