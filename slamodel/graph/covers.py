"""A landscape on one day in; which agreements cover a service for whom, the closest first, out."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from slamodel.graph.using import Using
from slamodel.model import ANY, Agreement, AgreementKind, Landscape, PartyKind, Service, Status

_WIDE_LEVELS = ("customer", "corporate")
_CLOSEST_FIRST = ("service", *_WIDE_LEVELS)
_DECISIVE = ("provider", "customers", "services", "level", "kind", "status", "term")
"""What an agreement says of whom it covers, and when."""
Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")


class _Cover(NamedTuple):
    level: int
    agreement: str


_Index = Mapping[str, Mapping[str, list[_Cover]]]
"""By service or provider, then by customer."""


@dataclass(frozen=True, slots=True)
class Covers:
    """Agreements in force, by the services that they name or by the provider of all that they cover.

    `idle` are those that are not in force, by the services that they name. `clients` are the customers of a provider
    by one kind of agreement; `using` are the services that name a service.
    """

    landscape: Landscape
    naming: _Index
    wide: _Index
    idle: _Index
    clients: Mapping[tuple[str, AgreementKind], frozenset[str]]
    using: Using
    provided: Mapping[str, tuple[str, ...]]

    def named(self, service: str, customer: str) -> tuple[str, ...]:
        """The agreements with a customer that name a service: of them, those of the closest level."""
        found = self.naming.get(service, {}).get(customer, ())
        closest = min((cover.level for cover in found), default=0)
        return tuple(cover.agreement for cover in found if cover.level == closest)

    def waiting(self, service: str, customers: Iterable[str]) -> tuple[str, ...]:
        """The agreements on a service that are not in force."""
        by_customer = self.idle.get(service, {})
        found = (cover.agreement for customer in customers for cover in by_customer.get(customer, ()))
        return tuple(dict.fromkeys(found))

    def on_all_of(self, provider: str, customers: Iterable[str]) -> tuple[str, ...]:
        """The closest agreements on all that a provider provides; `customers` is one, and what it is part of."""
        rungs = (covers for _, covers in self._rungs(provider, tuple(customers)))
        return next((covers for covers in rungs if covers), ())

    def _rungs(self, provider: str, customers: tuple[str, ...]) -> Iterator[tuple[tuple[int, str], tuple[str, ...]]]:
        """Level by level, and of each from the customer itself outwards."""
        by_customer = self.wide.get(provider, {})
        for level in map(_CLOSEST_FIRST.index, _WIDE_LEVELS):
            for customer in customers:
                found = by_customer.get(customer, ())
                yield (level, customer), tuple(cover.agreement for cover in found if cover.level == level)

    def left_to(self, wide: Agreement) -> tuple[str, ...]:
        """Of all that its provider provides, what some customer of an agreement has no closer agreement on."""
        known, without = self._customers(wide)
        reaches = [reach for customer in without if (reach := self._reach(wide, customer))]
        is_for_some = any(self._reach(wide, customer) for customer in known)
        left = {frozenset[str](): is_for_some}
        services = self.provided.get(wide.provider, ())
        return tuple(service for service in services if self._is_left(wide, service, reaches, left))

    def _is_left(
        self, wide: Agreement, service: str, reaches: list[tuple[str, ...]], left: dict[frozenset[str], bool]
    ) -> bool:
        named = frozenset(self.naming.get(service, ()))
        if named not in left:
            left[named] = any(named.isdisjoint(reach) for reach in reaches)
        if left[named] or ANY not in wide.customers:
            return left[named]
        services = self.landscape.services
        users = {services[name].provider for name in self.using.get(service, ())} - {wide.provider}
        reached = (self._reach(wide, user) for user in sorted(users))
        return any(reach and named.isdisjoint(reach) for reach in reached)

    def _customers(self, wide: Agreement) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Whom an agreement may be with, and whom of them so for what others have agreements on by name.

        If it is with any, these are customers that the model knows and that have nothing else: who has an agreement of
        its own with the provider has said there what it gets. Where it knows none, they are somebody unnamed.
        """
        if ANY not in wide.customers:
            return wide.customers, wide.customers
        parties = self.landscape.parties.values() if wide.kind is AgreementKind.SLA else ()
        customers = {p.id for p in parties if p.kind is PartyKind.CUSTOMER} - {wide.provider}
        clients = self.clients.get((wide.provider, wide.kind), frozenset()) - {ANY, wide.provider}
        if not customers and not clients:
            return (ANY,), (ANY,)
        without = (name for name in sorted(customers) if clients.isdisjoint(ancestry(self.landscape, name)))
        return tuple(sorted(customers | clients)), tuple(without)

    def _reach(self, wide: Agreement, customer: str) -> tuple[str, ...]:
        """A customer and what it is part of; empty where another agreement on everything is closer to it."""
        reach = ancestry(self.landscape, customer)
        for (level, party), covers in self._rungs(wide.provider, reach):
            if _CLOSEST_FIRST[level] == wide.level and party in wide.customers:
                return reach
            if covers:
                return ()
        return reach


def ancestry(landscape: Landscape, party: str) -> tuple[str, ...]:
    """The party, what it is part of, and at last `any`; a circle of parts ends the walk."""
    seen: list[str] = []
    parties = landscape.parties
    while party and party != ANY and party not in seen:
        seen.append(party)
        party = (parties[party].part_of or "") if party in parties else ""
    return (*seen, ANY)


class Counting(NamedTuple):
    """When agreements count: if they are in force on a day, and of one of these statuses."""

    as_of: date
    statuses: frozenset[Status]

    def counts(self, agreement: Agreement) -> bool:
        """Whether an agreement counts."""
        return agreement.status in self.statuses and agreement.term.covers(self.as_of)


def covers_of(landscape: Landscape, counting: Counting, using: Using) -> Covers:
    """Who is covered by what."""
    return _covers(landscape, counting, using, landscape.agreements.values(), landscape.services.values())


def covers_again(before: Covers, landscape: Landscape, counting: Counting, using: Using, providers: set[str]) -> Covers:
    """The same after a change that concerns some providers; those of the others are taken over."""
    if not providers:
        return replace(before, landscape=landscape, using=using)
    agreements = (one for one in landscape.agreements.values() if one.provider in providers)
    services = (one for one in landscape.services.values() if one.provider in providers)
    found = _covers(landscape, counting, using, agreements, services)
    gone = [service for provider in providers for service in before.provided.get(provider, ())]
    return replace(
        found,
        naming=_with(before.naming, gone, found.naming),
        wide=_with(before.wide, providers, found.wide),
        idle=_with(before.idle, gone, found.idle),
        clients=_with(before.clients, [(name, kind) for name in providers for kind in AgreementKind], found.clients),
        provided=_with(before.provided, providers, found.provided),
    )


def concerned(
    agreements: Iterable[tuple[str, Agreement | None, Agreement | None]],
    services: Iterable[tuple[str, Service | None, Service | None]],
) -> set[str]:
    """The providers whose customers may be covered by other agreements after these changes."""
    found = {one.provider for _, *pair in agreements if not _cover_alike(*pair) for one in pair if one}
    for _, old, new in services:
        if old is None or new is None or old.provider != new.provider:
            found |= {one.provider for one in (old, new) if one}
    return found


def _cover_alike(old: Agreement | None, new: Agreement | None) -> bool:
    return old is not None and new is not None and all(getattr(old, key) == getattr(new, key) for key in _DECISIVE)


def _with(before: Mapping[Key, Entry], gone: Collection[Key], found: Mapping[Key, Entry]) -> Mapping[Key, Entry]:
    kept = dict(before)
    for key in gone:
        kept.pop(key, None)
    return {**kept, **found}


def _covers(
    landscape: Landscape,
    counting: Counting,
    using: Using,
    agreements: Iterable[Agreement],
    provided: Iterable[Service],
) -> Covers:
    """Who is covered by these agreements, and who provides these services."""
    naming, wide, idle = _index(), _index(), _index()
    clients: dict[tuple[str, AgreementKind], set[str]] = defaultdict(set)
    services = landscape.services
    for agreement in sorted(agreements, key=lambda entry: entry.id):
        counts = counting.counts(agreement)
        cover = _Cover(_CLOSEST_FIRST.index(agreement.level), agreement.id)
        for service in dict.fromkeys(agreement.services):
            if service in services and services[service].provider == agreement.provider:
                _add(naming if counts else idle, service, agreement, cover)
        if counts and not agreement.services:
            _add(wide, agreement.provider, agreement, cover)
        if counts:
            clients[agreement.provider, agreement.kind].update(agreement.customers)
    known = {key: frozenset(customers) for key, customers in clients.items()}
    return Covers(landscape, naming, wide, idle, known, using, _provided(provided))


def _index() -> dict[str, dict[str, list[_Cover]]]:
    return defaultdict(dict)


def _add(index: dict[str, dict[str, list[_Cover]]], key: str, agreement: Agreement, cover: _Cover) -> None:
    for customer in dict.fromkeys(agreement.customers):
        index[key].setdefault(customer, []).append(cover)


def _provided(services: Iterable[Service]) -> Mapping[str, tuple[str, ...]]:
    provided: dict[str, list[str]] = defaultdict(list)
    for service in services:
        provided[service.provider].append(service.id)
    return {provider: tuple(found) for provider, found in provided.items()}
