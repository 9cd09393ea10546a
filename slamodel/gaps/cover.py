"""A contract and those that may follow it in; the days without any, and the last day with one, out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from slamodel.model import Agreement, Status
from slamodel.model.term import Term

DAY = timedelta(days=1)
_FAR = date(9990, 1, 1)


class Hole(NamedTuple):
    """Days between two contracts on which neither is in force."""

    before: Agreement | None
    after: Agreement
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Cover:
    """What contracts in a row cover of a term: the holes, and the one with which they end, if they do."""

    holes: tuple[Hole, ...]
    latest: Agreement

    @property
    def last(self) -> date | None:
        """The last day that is covered; None where there is no such day."""
        return self.latest.term.last


class Successors:
    """Who may follow whom: agreed contracts by service and customer. What has been asked once is kept."""

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        self._found: Mapping[tuple[str, str], list[Agreement]] = defaultdict(list)
        for agreement in agreements:
            if agreement.status is Status.AGREED:
                for service in agreement.services:
                    for customer in agreement.customers:
                        self._found[service, customer].append(agreement)
        for found in self._found.values():
            found.sort(key=lambda one: (begin(one), one.id))
        self._covers: dict[tuple[str, tuple[str, ...], Term], Cover] = {}

    def cover(self, contract: Agreement, consumers: tuple[str, ...], term: Term) -> Cover:
        """How a contract and those after it cover what is left of the term of a promise of these consumers."""
        key = (contract.id, consumers, term)
        if key not in self._covers:
            self._covers[key] = cover(contract, self.of(contract, consumers), term)
        return self._covers[key]

    def of(self, contract: Agreement, consumers: Iterable[str]) -> list[Agreement]:
        """Those that could take its place: all of its services, from the same provider, by the day they begin."""
        service, last = contract.services[0] if contract.services else "", contract.term.last
        named = (other for consumer in consumers for other in self._found.get((service, consumer), ()))
        longer = (other for other in named if last and not other.term.is_over(last + DAY))
        found = {other.id: other for other in longer if _follows(other, contract)}
        return sorted(found.values(), key=lambda other: (begin(other), other.id))


def begin(agreement: Agreement) -> date:
    """The first day on which an agreement is in force."""
    return agreement.term.start or date.min


def cover(contract: Agreement, others: Iterable[Agreement], term: Term) -> Cover:
    """How a contract and others after it, by the day they begin, cover what is left of the term of a promise."""
    enough, holes = term.last or _FAR, list[Hole]()
    latest = contract
    for other in others:
        last = latest.term.last
        if last is None or last >= enough or begin(other) > enough:
            break
        if other.term.is_over(last + DAY):
            continue
        first, until = max(last + DAY, term.start or date.min), begin(other) - DAY if begin(other) > last else last
        if first <= until:
            holes.append(Hole(latest, other, first, until))
        latest = other
    return Cover(tuple(holes), latest)


def _follows(other: Agreement, contract: Agreement) -> bool:
    """Whether an agreement could take the place of a contract: all of its services, from the same provider."""
    is_same = other.provider == contract.provider
    return other.id != contract.id and is_same and {*contract.services} <= {*other.services}
