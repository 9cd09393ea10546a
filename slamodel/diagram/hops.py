"""A graph in; the hops between services out, and which of them a promise goes over on its way to a given service."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from slamodel.graph import Graph
from slamodel.model import Service, services_in
from slamodel.propagate import Promise


class Relation(StrEnum):
    """Why one service rests on another; the values are keys of `style.LINES`."""

    NEEDS = "needs"
    HANDLED = "handled"
    FULFILLED = "fulfilled"


class Hop(NamedTuple):
    """From a service to one that it rests on."""

    tail: str
    head: str
    relation: Relation


_GONE_OVER = {
    "response": (Relation.HANDLED,),
    "escalation": (Relation.HANDLED,),
    "resolution": (Relation.HANDLED, Relation.NEEDS),
    "fulfilment": (Relation.FULFILLED,),
}
"""Which relations a promise of a metric rests on; for all other metrics it is what is needed."""


def hops_of(service: Service) -> tuple[Hop, ...]:
    """All hops from a service, in the order of the model, each once; the head may be missing from the model."""
    parts = (
        (Relation.NEEDS, services_in(service.needs)),
        (Relation.HANDLED, service.handled_by),
        (Relation.FULFILLED, services_in(service.fulfilled_by)),
    )
    return tuple(dict.fromkeys(Hop(service.id, head, relation) for relation, heads in parts for head in heads))


class Hops:
    """All hops of a graph, in both directions."""

    def __init__(self, graph: Graph) -> None:
        """Read the hops out of every service once."""
        self.graph = graph
        self.down: Mapping[str, tuple[Hop, ...]] = {s.id: hops_of(s) for s in graph.landscape.services.values()}

    @cached_property
    def up(self) -> Mapping[str, tuple[Hop, ...]]:
        """Service to the hops that lead to it."""
        found: dict[str, list[Hop]] = defaultdict(list)
        for hops in self.down.values():
            for hop in hops:
                found[hop.head].append(hop)
        return {service: tuple(hops) for service, hops in found.items()}

    def between(self, promise: Promise, ends: Collection[str], *, end_to_end: bool) -> frozenset[Hop]:
        """The hops on the ways from the promised service to `ends`, as far as the view of the promise looks."""
        gone = tuple(self._gone_over(promise, end_to_end=end_to_end))
        leading: dict[str, list[Hop]] = defaultdict(list)
        for hop in gone:
            leading[hop.head].append(hop)
        kept: set[Hop] = set()
        queue = deque(sorted(ends))
        while queue:
            for hop in leading.get(queue.popleft(), ()):
                if hop not in kept:
                    kept.add(hop)
                    queue.append(hop.tail)
        return frozenset(kept)

    def _gone_over(self, promise: Promise, *, end_to_end: bool) -> Iterator[Hop]:
        relations = _GONE_OVER.get(promise.metric, (Relation.NEEDS,))
        services = self.graph.landscape.services
        provider = services[promise.service].provider
        seen, stack = {promise.service}, [promise.service]
        while stack:
            for hop in self.down[stack.pop()]:
                if hop.relation not in relations:
                    continue
                yield hop
                entry = services.get(hop.head)
                # The direct view stops at what another party provides: there the agreement counts.
                if entry and hop.head not in seen and (end_to_end or entry.provider == provider):
                    seen.add(hop.head)
                    stack.append(hop.head)
