"""A landscape on one day in; which agreements cover a service for whom, the closest first, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from slamodel.model import ANY, Agreement, AgreementKind, Landscape, PartyKind, Status, services_in

_WIDE_LEVELS = ("customer", "corporate")
_CLOSEST_FIRST = ("service", *_WIDE_LEVELS)


class _Cover(NamedTuple):
    level: int
    agreement: str


_Index = dict[str, dict[str, list[_Cover]]]
"""By service or provider, then by customer."""


@dataclass(frozen=True, slots=True)
class Covers:
    """Agreements in force, by the services that they name or by the provider of all that they cover.

    `idle` are those that are not in force, by the services that they name. `clients` are the customers of a provider
    by one kind of agreement; `users` the providers of what uses a service.
    """

    landscape: Landscape
    naming: _Index
    wide: _Index
    idle: _Index
    clients: Mapping[tuple[str, AgreementKind], frozenset[str]]
    users: Mapping[str, frozenset[str]]
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
        users = self.users.get(service, frozenset()) - {wide.provider}
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


def covers_of(landscape: Landscape, as_of: date, counting: frozenset[Status]) -> Covers:
    """Who is covered by what; `counting` are the statuses of agreements that count."""
    naming, wide, idle = _index(), _index(), _index()
    clients: dict[tuple[str, AgreementKind], set[str]] = defaultdict(set)
    services = landscape.services
    for agreement in sorted(landscape.agreements.values(), key=lambda entry: entry.id):
        counts = agreement.status in counting and agreement.term.covers(as_of)
        cover = _Cover(_CLOSEST_FIRST.index(agreement.level), agreement.id)
        for service in dict.fromkeys(agreement.services):
            if service in services and services[service].provider == agreement.provider:
                _add(naming if counts else idle, service, agreement, cover)
        if counts and not agreement.services:
            _add(wide, agreement.provider, agreement, cover)
        if counts:
            clients[agreement.provider, agreement.kind].update(agreement.customers)
    known = {key: frozenset(customers) for key, customers in clients.items()}
    return Covers(landscape, naming, wide, idle, known, _users(landscape), _provided(landscape))


def _index() -> _Index:
    return defaultdict(dict)


def _add(index: _Index, key: str, agreement: Agreement, cover: _Cover) -> None:
    for customer in dict.fromkeys(agreement.customers):
        index[key].setdefault(customer, []).append(cover)


def _users(landscape: Landscape) -> Mapping[str, frozenset[str]]:
    users: dict[str, set[str]] = defaultdict(set)
    for service in landscape.services.values():
        for used in (*services_in(service.needs), *service.handled_by, *services_in(service.fulfilled_by)):
            users[used].add(service.provider)
    return {used: frozenset(providers) for used, providers in users.items()}


def _provided(landscape: Landscape) -> Mapping[str, tuple[str, ...]]:
    provided: dict[str, list[str]] = defaultdict(list)
    for service in landscape.services.values():
        provided[service.provider].append(service.id)
    return {provider: tuple(services) for provider, services in provided.items()}
