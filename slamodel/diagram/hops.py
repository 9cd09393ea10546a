"""A graph in; the hops between services out, those on which a promise breaks, and what is missing or unknown there."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from slamodel.diagram import wording
from slamodel.gaps.ways import Way, key, ways
from slamodel.graph import Graph
from slamodel.model import Measure, Service, services_in
from slamodel.propagate import Link, Promise, Role, Standing, View


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


class Shortfall(NamedTuple):
    """What the commitment at the end of a broken path lacks; `way` is None where no level of it alone would do."""

    metric: str
    priority: str | None
    level: float
    way: Way | None
    measure: Measure | None = None

    @property
    def excess(self) -> float:
        """How many times what is needed the level is; 0 where nothing that is needed is known."""
        return 1.0 / self.way.effort if self.way and self.way.level and self.way.effort else 0.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, hop by hop."""

    broken: frozenset[Hop]
    shortfalls: Mapping[Hop, Shortfall]
    lacks: Mapping[Hop, tuple[str, ...]]


def look_for(hops: Hops, promises: Iterable[Promise]) -> Trouble:
    """Go over the gaps and the unknowns of the promises."""
    broken: set[Hop] = set()
    shortfalls: dict[Hop, Shortfall] = {}
    lacks: dict[Hop, dict[str, None]] = defaultdict(dict)
    for promise in promises:
        if promise.standing is Standing.GAP:
            culprits = _culprits(promise)
            way = hops.between(promise, culprits, end_to_end=promise.deciding is promise.end_to_end)
            broken |= way
            for hop in way:
                _keep_worse(shortfalls, hop, culprits.get(hop.head))
        for view in (promise.direct, promise.end_to_end):
            for hop, words in _lacks(hops, promise, view):
                lacks[hop][words] = None
    return Trouble(frozenset(broken), shortfalls, {hop: tuple(words) for hop, words in lacks.items()})


def _culprits(promise: Promise) -> Mapping[str, Shortfall | None]:
    """Service to what it lacks: where a better level alone would close the gap, else where anything adds to it.

    A provider's own part comes with None, since no agreement lacks anything there.
    """
    closing = {key(way.source): way for way in ways(promise) if way.basis == "guaranteed" and not way.is_new}
    stated = (link for link in promise.deciding.links if link.source.level)
    adding = [link.source for link in stated if not _is_harmless(link, promise.measure)]
    alone = [source for source in adding if key(source) in closing]
    found: dict[str, Shortfall | None] = {}
    for source in alone or adding:
        way, level = closing.get(key(source)), source.level or 0.0
        lacking = Shortfall(source.metric, promise.target.priority, level, way, promise.measure)
        is_agreed = source.role is Role.COMMITMENT
        found[source.service] = _worse(found.get(source.service), lacking if is_agreed else None)
    return found


def _is_harmless(link: Link, measure: Measure | None) -> bool:
    """Whether its level will do as it is, or moves nothing above; where nothing alone would do, only that is known."""
    if measure is not None and link.required_guaranteed is not None:
        return measure.reaches(link.source.level or 0.0, link.required_guaranteed)
    is_good_enough = link.required_guaranteed is not None and link.required_guaranteed >= (link.source.level or 0.0)
    return is_good_enough or link.importance == 0.0


def _keep_worse(shortfalls: dict[Hop, Shortfall], hop: Hop, found: Shortfall | None) -> None:
    """One line has room for one shortfall."""
    worse = _worse(shortfalls.get(hop), found)
    if worse is not None:
        shortfalls[hop] = worse


def _worse(one: Shortfall | None, other: Shortfall | None) -> Shortfall | None:
    """The one whose level is the larger multiple of what is wanted, the first where they are alike."""
    return max(filter(None, (one, other)), key=lambda shortfall: shortfall.excess, default=None)


def _lacks(hops: Hops, promise: Promise, view: View) -> Iterable[tuple[Hop, str]]:
    unknown = {link.source.service: link for link in view.links if link.source.unknown is not None}
    if not unknown:
        return
    services = hops.graph.landscape.services
    for hop in sorted(hops.between(promise, unknown, end_to_end=view is promise.end_to_end)):
        link = unknown.get(hop.head)
        if link is not None and link.source.unknown and link.source.unknown.consumer == services[hop.tail].provider:
            yield hop, wording.lack(link.source.unknown.lack, link.source.metric)
