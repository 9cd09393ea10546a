"""A graph and its promises in; what several rules ask of them out, each index made once and only when asked for."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from slamodel.clock import Clocks
from slamodel.gaps.cover import Successors
from slamodel.gaps.exposure import Exposures
from slamodel.gaps.resting import Resting, resting
from slamodel.gaps.sought import Needs, sought
from slamodel.gaps.spans import Weeks
from slamodel.gaps.ways import Advice, advice
from slamodel.graph import Graph
from slamodel.model import SHARES, AgreementKind, Landscape, services_in
from slamodel.money import Book
from slamodel.propagate import Input, Lack, Promise, Standing, Unknown

_OUTERMOST_FIRST = tuple(AgreementKind)


@dataclass(slots=True)
class Missing:
    """One thing that is not known, and the promises that would need it, the outermost first."""

    unknown: Unknown
    metric: str
    inputs: dict[str, Input]
    promises: list[Promise]


@dataclass(frozen=True)
class Context:
    """What a rule may look at."""

    graph: Graph
    promises: tuple[Promise, ...]
    _advice: dict[str, Advice] = field(default_factory=dict, repr=False)

    @property
    def landscape(self) -> Landscape:
        """The words of the model."""
        return self.graph.landscape

    @cached_property
    def is_whole(self) -> bool:
        """Whether all services and agreements could be used: else what rests on something is not known to the end."""
        return not any(section in ("services", "agreements") for section, _ in self.landscape.incomplete)

    @cached_property
    def outermost_first(self) -> tuple[Promise, ...]:
        """Promises to customers before those between departments before those of suppliers; then by id."""
        kinds = {name: _OUTERMOST_FIRST.index(a.kind) for name, a in self.landscape.agreements.items()}
        return tuple(sorted(self.promises, key=lambda promise: (kinds[promise.agreement], promise.id)))

    @cached_property
    def short(self) -> tuple[Promise, ...]:
        """Promises that are a gap or at risk."""
        return tuple(promise for promise in self.promises if promise.unwaived in (Standing.GAP, Standing.AT_RISK))

    @cached_property
    def by_id(self) -> Mapping[str, Promise]:
        """Promises by their ids."""
        return {promise.id: promise for promise in self.promises}

    @cached_property
    def depth(self) -> Mapping[str, int]:
        """The place of every promise among those that are told outermost first."""
        return {promise.id: place for place, promise in enumerate(self.outermost_first)}

    @cached_property
    def by_commitment(self) -> Mapping[tuple[str, str, str, str | None], Promise]:
        """Promises by agreement, service, metric and priority; the first where one is stated twice."""
        found: dict[tuple[str, str, str, str | None], Promise] = {}
        for promise in self.promises:
            found.setdefault((promise.agreement, promise.service, promise.metric, promise.target.priority), promise)
        return found

    @cached_property
    def by_agreement(self) -> Mapping[str, tuple[Promise, ...]]:
        """The promises that each agreement makes."""
        found: dict[str, list[Promise]] = defaultdict(list)
        for promise in self.promises:
            found[promise.agreement].append(promise)
        return {name: tuple(promises) for name, promises in found.items()}

    @cached_property
    def resting(self) -> Mapping[str, tuple[Resting, ...]]:
        """By agreement, the promises that rest on it directly, the outermost first."""
        return resting(self.landscape, self.outermost_first)

    @cached_property
    def successors(self) -> Successors:
        """The contracts that may follow one another."""
        return Successors(self.landscape.agreements.values())

    @cached_property
    def weeks(self) -> Weeks:
        """The hours of the calendars in a week."""
        return Weeks(self.landscape)

    @cached_property
    def exposures(self) -> Exposures:
        """The hours of promises that are not covered below."""
        return Exposures(self.weeks, self.graph.as_of)

    @cached_property
    def clocks(self) -> Clocks:
        """The clocks of the calendars."""
        return Clocks(self.landscape.calendars, self.landscape.days_off)

    @cached_property
    def money(self) -> Book:
        """What outages cost, and what comes back for them."""
        return Book(self.landscape, self.promises, self.graph.as_of)

    def exposure(self, promise: Promise) -> Decimal | None:
        """The money that is left to us in one window when a promise is missed; None where that is not known."""
        return self.money.exposure(promise.id)

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """Service to all that it names: needs first, then those who work on its incidents and requests."""
        found = {}
        for service in self.landscape.services.values():
            named = (*self.graph.needs[service.id], *service.handled_by, *services_in(service.fulfilled_by))
            found[service.id] = tuple(name for name in dict.fromkeys(named) if name in self.landscape.services)
        return found

    @cached_property
    def under_promise(self) -> Mapping[str, Promise]:
        """Every service that a promise rests on through needs, with the outermost such promise."""
        return self._reached(self.graph.needs)

    @cached_property
    def at_work(self) -> frozenset[str]:
        """Every service that some promise rests on, through needs or hand-offs."""
        return frozenset(self._reached(self.below))

    def _reached(self, edges: Mapping[str, tuple[str, ...]]) -> Mapping[str, Promise]:
        found: dict[str, Promise] = {}
        for promise in self.outermost_first:
            stack = [promise.service]
            while stack:
                service = stack.pop()
                if service not in found:
                    found[service] = promise
                    stack.extend(edges[service])
        return found

    @cached_property
    def missing(self) -> Mapping[Lack, tuple[Missing, ...]]:
        """All that is not known, by the reason, each with the promises that need it.

        What only the end-to-end view lacks counts where the direct view lacks nothing: the nearer lack comes first.
        """
        found: dict[Lack, dict[tuple[str, ...], Missing]] = defaultdict(dict)
        for promise in self.outermost_first:
            view = promise.direct if promise.direct.unknown else promise.end_to_end
            for given in view.inputs if view.unknown else ():
                unknown = given.unknown
                if unknown is not None:
                    key = _same_lack(unknown, given.metric)
                    entry = found[unknown.lack].setdefault(key, Missing(unknown, given.metric, {}, []))
                    if promise.id not in entry.inputs:
                        entry.inputs[promise.id] = given
                        entry.promises.append(promise)
        return {lack: tuple(entries.values()) for lack, entries in found.items()}

    @cached_property
    def sought(self) -> Needs:
        """All that is to be asked for so that promises are supported, or accepted, with what each needs of it."""
        unsupported = (p for p in self.promises if p.standing.is_open and p.promised is not None)
        return sought(self.landscape, unsupported, lambda promise: self.advice(promise).ways)

    def advice(self, promise: Promise) -> Advice:
        """What to ask for first; worked out once for each promise."""
        if promise.id not in self._advice:
            self._advice[promise.id] = advice(promise)
        return self._advice[promise.id]

    def way(self, promise: Promise, service: str) -> tuple[str, ...]:
        """Agreement, promised service, and on by the shortest way to a service below it."""
        edges = self.graph.needs if promise.metric in SHARES or promise.measure is not None else self.below
        start = promise.service
        if service == start:
            return (promise.agreement, start)
        came_from = {start: ""}
        queue = deque([start])
        while queue:
            current = queue.popleft()
            for below in edges.get(current, ()):
                if below not in came_from:
                    came_from[below] = current
                    queue.append(below)
            if service in came_from:
                return (promise.agreement, *_retraced(came_from, service))
        return (promise.agreement, start, service)

    def provider(self, service: str) -> str:
        """Who provides a service; empty where the model does not know it."""
        entry = self.landscape.services.get(service)
        return entry.provider if entry else ""

    def owner(self, path: tuple[str, ...]) -> str:
        """The party at the upper end of the last step of a path."""
        return self.provider(path[-2]) if len(path) > 2 else self.landscape.agreements[path[0]].provider

    def parties(self, names: Iterable[str]) -> str:
        """Names of parties for a sentence."""
        return " and ".join(dict.fromkeys(self.landscape.party_label(name) for name in names))


def _same_lack(unknown: Unknown, metric: str) -> tuple[str, ...]:
    if unknown.lack in (Lack.NO_TARGET, Lack.RESPONSE_ONLY):
        return (unknown.service, metric, *unknown.agreements)
    return (unknown.service, unknown.consumer)


def _retraced(came_from: Mapping[str, str], last: str) -> tuple[str, ...]:
    way = [last]
    while came_from[way[-1]]:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
