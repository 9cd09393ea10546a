"""MODEL → GRAPH: who backs whom, what rests on what, and which services need each other in a circle."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import networkx as nx

from slamodel.model import ANY, Agreement, Landscape, Service, Status, services_in

_STEPS = 2_000_000
"""How many needs are followed, over all starts, in looking for the shortest way round a circle."""


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a service for one consumer: nothing (`in_house`), or agreements at the nearest distance.

    `idle` are agreements that would back it but do not: not agreed, or not in force on the day. `faulty` are nearer
    ones whose text cannot be used: what they say is not known, and what a farther one says is not what counts.
    """

    consumer: str
    service: str
    in_house: bool
    agreements: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()


class _Cover(NamedTuple):
    """An agreement and whom it is with."""

    agreement: str
    customers: frozenset[str]


_Index = Mapping[str, tuple[_Cover, ...]]


@dataclass(frozen=True, slots=True)
class Graph:
    """A landscape on one day, with its dependencies resolved."""

    landscape: Landscape
    as_of: date
    needs: Mapping[str, tuple[str, ...]]
    """Service to the services in its `needs`, sorted, without repetitions and without dangling references."""
    circles: tuple[tuple[str, ...], ...]
    """One shortest way round each circle of needs or of hand-offs, the first service not repeated at the end."""
    beyond_order: frozenset[str]
    """Services that are part of a circle of needs or rest on one: nothing can be computed for them."""
    knots: Mapping[str, int]
    """Service to the number of the knot of needs and hand-offs that it is tied into; services outside have none."""
    going_round: frozenset[str]
    """Services whose incidents or requests are handed on in a circle: nobody ever finishes them."""
    _named: _Index = field(repr=False)
    _wide: _Index = field(repr=False)
    _idle: _Index = field(repr=False)
    _seen: dict[tuple[str, str], Backing] = field(default_factory=dict, repr=False, compare=False)
    """What has been looked up: a cache, which changes nothing that can be seen from outside."""

    def backing(self, consumer: str, service: str) -> Backing:
        """Who backs `service` for `consumer`; worked out once for each pair."""
        pair = (consumer, service)
        if pair not in self._seen:
            self._seen[pair] = self._look_up(consumer, service)
        return self._seen[pair]

    def _look_up(self, consumer: str, service: str) -> Backing:
        entry = self.landscape.services.get(service)
        if entry is None:
            return Backing(consumer, service, in_house=False)
        if entry.provider == consumer:
            return Backing(consumer, service, in_house=True)
        circles = self.ancestry(consumer)
        for circle in circles:
            faulty = self._faulty(entry, circle)
            if faulty:
                return Backing(consumer, service, in_house=False, faulty=faulty)
            if named := _with(self._named.get(service, ()), circle):
                return Backing(consumer, service, in_house=False, agreements=named)
        # An agreement on all services of a provider covers those that no more specific one covers.
        for circle in circles:
            if wide := _with(self._wide.get(entry.provider, ()), circle):
                return Backing(consumer, service, in_house=False, agreements=wide)
        idle = (name for circle in circles for name in _with(self._idle.get(service, ()), circle))
        return Backing(consumer, service, in_house=False, idle=tuple(dict.fromkeys(idle)))

    def _faulty(self, service: Service, customer: str) -> tuple[str, ...]:
        """Agreements on a service that were left out, as far as their text says whom they are with."""
        return tuple(
            name
            for name, (provider, customers, services) in self.landscape.faulty_agreements.items()
            if provider == service.provider and customer in customers and (service.id in services or not services)
        )

    def ancestry(self, party: str) -> Iterable[str]:
        """The party, what it is part of, and at last `any`; a circle of parts ends the walk."""
        seen: list[str] = []
        parties = self.landscape.parties
        while party and party not in seen:
            seen.append(party)
            party = (parties[party].part_of or "") if party in parties else ""
        return (*seen, ANY)

    def opens(self, service: str, handler: str) -> bool:
        """Whether a hand-off from `service` to `handler` may be looked into without going round in a circle."""
        return handler not in self.knots or self.knots.get(service) != self.knots[handler]

    def covered(self, agreement: Agreement) -> tuple[str, ...]:
        """The services an agreement promises: those it names, else all of its provider that nothing closer covers."""
        if agreement.services:
            return tuple(dict.fromkeys(name for name in agreement.services if name in self.landscape.services))
        closer = self._covered_closer(agreement)
        return tuple(
            s.id for s in self.landscape.services.values() if s.provider == agreement.provider and s.id not in closer
        )

    def _covered_closer(self, wide: Agreement) -> frozenset[str]:
        """Services that agreements in force cover by name for every customer of the wide one."""
        reaches = [frozenset(self.ancestry(customer)) for customer in wide.customers]
        return frozenset(
            service
            for service, covers in self._named.items()
            if ANY in wide.customers or all(any(cover.customers & reach for cover in covers) for reach in reaches)
        )


def build(landscape: Landscape, as_of: date, assume: frozenset[Status] = frozenset()) -> Graph:
    """Resolve a landscape on a day; `assume` names statuses that count as agreed."""
    services = landscape.services.values()
    known = landscape.services.keys()
    needs = {s.id: tuple(sorted({*services_in(s.needs)} & known)) for s in services}
    handled = {s.id: tuple(sorted(({*s.handled_by} & known) - {s.id})) for s in services}
    fulfilled = {s.id: tuple(sorted(({*services_in(s.fulfilled_by)} & known) - {s.id})) for s in services}
    circles, beyond = _circles(needs)
    rounds = [_circles(hand_offs) for hand_offs in (handled, fulfilled) if any(hand_offs.values())]
    hand_offs = {name: {*handled[name], *fulfilled[name]} for name in needs}
    named, wide, idle = _cover(landscape, as_of, assume | {Status.AGREED})
    return Graph(
        landscape,
        as_of,
        MappingProxyType(needs),
        (*circles, *(circle for found, _ in rounds for circle in found)),
        beyond,
        MappingProxyType(_knots(needs, hand_offs)),
        frozenset(name for _, going_round in rounds for name in going_round),
        named,
        wide,
        idle,
    )


def rebuild(before: Graph, landscape: Landscape, assume: frozenset[Status] = frozenset()) -> Graph:
    """A changed landscape on the day of an earlier graph: where services are the same, what they need is taken over."""
    if landscape.services != before.landscape.services:
        return build(landscape, before.as_of, assume)
    named, wide, idle = _cover(landscape, before.as_of, assume | {Status.AGREED})
    return replace(before, landscape=landscape, _named=named, _wide=wide, _idle=idle, _seen={})


def _cover(landscape: Landscape, as_of: date, counting: frozenset[Status]) -> tuple[_Index, _Index, _Index]:
    """What agreements in force cover by service, what they cover by provider, and what idle ones would by service."""
    named: dict[str, list[_Cover]] = defaultdict(list)
    wide: dict[str, list[_Cover]] = defaultdict(list)
    idle: dict[str, list[_Cover]] = defaultdict(list)
    services = landscape.services
    for agreement in sorted(landscape.agreements.values(), key=lambda entry: entry.id):
        counts = agreement.status in counting and agreement.term.covers(as_of)
        cover = _Cover(agreement.id, frozenset(agreement.customers))
        for service in dict.fromkeys(agreement.services):
            if service in services and services[service].provider == agreement.provider:
                (named if counts else idle)[service].append(cover)
        if counts and not agreement.services:
            wide[agreement.provider].append(cover)
    return _frozen(named), _frozen(wide), _frozen(idle)


def _frozen(index: Mapping[str, list[_Cover]]) -> _Index:
    return MappingProxyType({key: tuple(covers) for key, covers in index.items()})


def _with(covers: tuple[_Cover, ...], customer: str) -> tuple[str, ...]:
    return tuple(cover.agreement for cover in covers if customer in cover.customers)


def _digraph(edges: Mapping[str, Iterable[str]]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(edges)
    graph.add_edges_from((service, below) for service, needs in edges.items() for below in needs)
    return graph


def _tangles(graph: "nx.DiGraph[str]") -> list[list[str]]:
    tangles = (sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1)
    return sorted(tangles)


def _circles(needs: Mapping[str, tuple[str, ...]]) -> tuple[tuple[tuple[str, ...], ...], frozenset[str]]:
    graph = _digraph(needs)
    tangles = _tangles(graph)
    circles = tuple(_shortest_circle(needs, tangle) for tangle in tangles)
    beyond = {service for tangle in tangles for service in tangle}
    queue = deque(sorted(beyond))
    while queue:
        for above in graph.predecessors(queue.popleft()):
            if above not in beyond:
                beyond.add(above)
                queue.append(above)
    return circles, frozenset(beyond)


def _shortest_circle(needs: Mapping[str, tuple[str, ...]], tangle: list[str]) -> tuple[str, ...]:
    members = frozenset(tangle)
    starts = max(1, _STEPS // sum(len(needs[member]) for member in tangle))
    rounds = (_way_round(needs, members, start) for start in tangle[:starts])
    return min(rounds, key=lambda circle: (len(circle), circle))


def _way_round(needs: Mapping[str, tuple[str, ...]], members: frozenset[str], start: str) -> tuple[str, ...]:
    """The shortest way from `start` back to it, by breadth-first search."""
    came_from = {start: ""}
    queue = deque([start])
    while queue:
        service = queue.popleft()
        for below in needs[service]:
            if below == start:
                return _retrace(came_from, service)
            if below in members and below not in came_from:
                came_from[below] = service
                queue.append(below)
    return (start,)


def _retrace(came_from: Mapping[str, str], last: str) -> tuple[str, ...]:
    way = [last]
    while came_from[way[-1]]:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _knots(needs: Mapping[str, tuple[str, ...]], hand_offs: Mapping[str, set[str]]) -> dict[str, int]:
    graph = _digraph({service: (*needs[service], *hand_offs[service]) for service in needs})
    knots = _tangles(graph) + [[service] for service in sorted(graph) if graph.has_edge(service, service)]
    return {service: number for number, knot in enumerate(knots) for service in knot}
