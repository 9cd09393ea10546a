"""MODEL → GRAPH: who backs whom, what rests on what, and which services need each other in a circle."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import networkx as nx

from slamodel.graph.changed import changed
from slamodel.graph.covers import Counting, Covers, ancestry, concerned, covers_again, covers_of
from slamodel.graph.using import Using, keeps_circles, using_again, using_of
from slamodel.model import Agreement, Landscape, Service, Status, services_in

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
    using: Using = field(repr=False, compare=False)
    """Service to all that name it in any way; a name that leads nowhere is there too."""
    _covers: Covers = field(repr=False, compare=False)
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
            if named := self._covers.named(service, circle):
                return Backing(consumer, service, in_house=False, agreements=named)
        # An agreement on all services of a provider covers those that no more specific one covers.
        if wide := self._covers.on_all_of(entry.provider, circles):
            return Backing(consumer, service, in_house=False, agreements=wide)
        return Backing(consumer, service, in_house=False, idle=self._covers.waiting(service, circles))

    def _faulty(self, service: Service, customer: str) -> tuple[str, ...]:
        """Agreements on a service that were left out, as far as their text says whom they are with."""
        return tuple(
            name
            for name, (provider, customers, services) in self.landscape.faulty_agreements.items()
            if provider == service.provider and customer in customers and (service.id in services or not services)
        )

    def ancestry(self, party: str) -> Iterable[str]:
        """The party, what it is part of, and at last `any`; a circle of parts ends the walk."""
        return ancestry(self.landscape, party)

    def opens(self, service: str, handler: str) -> bool:
        """Whether a hand-off from `service` to `handler` may be looked into without going round in a circle."""
        return handler not in self.knots or self.knots.get(service) != self.knots[handler]

    def covered(self, agreement: Agreement) -> tuple[str, ...]:
        """The services an agreement promises: those it names, else what a customer of it has nothing closer on."""
        if agreement.services:
            return tuple(dict.fromkeys(name for name in agreement.services if name in self.landscape.services))
        return self._covers.left_to(agreement)


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
    using = using_of(services)
    return Graph(
        landscape,
        as_of,
        MappingProxyType(needs),
        (*circles, *(circle for found, _ in rounds for circle in found)),
        beyond,
        MappingProxyType(_knots(needs, hand_offs)),
        frozenset(name for _, going_round in rounds for name in going_round),
        using,
        covers_of(landscape, Counting(as_of, assume | {Status.AGREED}), using),
    )


def rebuild(before: Graph, landscape: Landscape, assume: frozenset[Status] = frozenset()) -> Graph:
    """A changed landscape on the day of an earlier graph; whatever the changes do not concern is taken over."""
    services = tuple(changed(before.landscape.services, landscape.services))
    restless = before.beyond_order | before.going_round
    if not keeps_circles(landscape.services, services, before.knots, restless):
        return build(landscape, before.as_of, assume)
    known = landscape.services.keys()
    needs = {name: tuple(sorted({*services_in(new.needs)} & known)) for name, _, new in services if new}
    using = using_again(before.using, services)
    providers = concerned(changed(before.landscape.agreements, landscape.agreements), services)
    counting = Counting(before.as_of, assume | {Status.AGREED})
    return replace(
        before,
        landscape=landscape,
        needs=MappingProxyType({**before.needs, **needs}) if needs else before.needs,
        using=using,
        _covers=covers_again(before._covers, landscape, counting, using, providers),  # noqa: SLF001 - of another graph
        _seen={},
    )


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
