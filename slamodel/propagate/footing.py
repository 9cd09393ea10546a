"""A service and a view in; the structure of inputs that a promise on it stands on out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from slamodel.model import AnyOf, AtLeast, Need, Service, Use, services_in
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.conditions import may_ensure_nothing
from slamodel.propagate.given import Input, Role
from slamodel.propagate.lowest import lowest
from slamodel.propagate.outcome import Found
from slamodel.propagate.structure import Node, Structure
from slamodel.propagate.terms import Terms


class Question(NamedTuple):
    """What is asked of a survey: one share metric on given terms, in one view.

    Own parts count as the promise does, unless other terms are given for them: what a customer experiences is asked on
    terms on which nothing is excluded.
    """

    metric: str
    terms: Terms
    end_to_end: bool
    own: Terms | None = None


class Footing(NamedTuple):
    """What a promise stands on: a structure over events of the survey.

    `is_doubtful` when something below is unknown, or may be committed at several levels: then the level of an event
    depends on the ways by which this promise reaches it. `is_grounded` when there is any figure below at all. `is_even`
    when all that is below counts wherever the promise does. `zones` are the time zones that it depends on.
    `is_conditional` when something below may ensure nothing.
    """

    structure: Node
    is_doubtful: bool
    is_grounded: bool
    is_even: bool = True
    zones: frozenset[str] = frozenset()
    is_conditional: bool = False


@dataclass(slots=True)
class Survey:
    """All services under one question. A service is opened the same way whoever asks, so that each is surveyed once."""

    commitments: Commitments
    question: Question
    inputs: list[Input] = field(default_factory=list)
    """By event; right for footings that are not doubtful."""
    worst: list[float] = field(default_factory=list)
    average: list[float] = field(default_factory=list)
    kindest: list[float] = field(default_factory=list)
    _structure: Structure = field(default_factory=Structure)
    _events: dict[tuple[str, str], int] = field(default_factory=dict)
    _inputs: dict[tuple[int, str], Input] = field(default_factory=dict)
    _doubtful_events: set[int] = field(default_factory=set)
    _footings: dict[str, Footing] = field(default_factory=dict)

    def footing(self, provider: str, service: str) -> Footing:
        """What a provider's promise on a service stands on; another party's service stands as its consumer sees it."""
        if self._service(service).provider == provider or self._is_opened(service, provider):
            return self._surveyed(service)
        event = self._leaf(service, provider)
        node = self._structure.event(event)
        given = self._inputs[event, provider]
        is_doubtful = event in self._doubtful_events
        is_given, is_conditional = self._is_given(event, provider), may_ensure_nothing(given)
        return Footing(node, is_doubtful, is_given, is_even(given), given.zones, is_conditional)

    def found(self, provider: str, service: str) -> Found:
        """The inputs below one promise, each service at the lowest level that this promise reaches it at."""
        ways: dict[tuple[int, str], None] = {}
        assumed: set[str] = set()
        top = self._service(service)
        visited: set[str] = set()
        stack: list[tuple[Need, str]] = [(Use(service=service), provider)]
        while stack:
            need, consumer = stack.pop()
            if not isinstance(need, Use):
                stack.extend((member, consumer) for member in reversed(need.members))
                continue
            name = need.service
            is_top = name == service and not visited and top.provider == provider
            if not (is_top or self._is_opened(name, consumer)):
                ways[self._leaf(name, consumer), consumer] = None
            elif name not in visited:
                visited.add(name)
                entry = self._service(name)
                if (event := self._own(entry)) is None:
                    assumed.add(name)
                else:
                    ways[event, ""] = None
                stack.extend((inner, entry.provider) for inner in reversed(entry.needs))
        met: dict[int, list[Input]] = {}
        for event, consumer in ways:
            met.setdefault(event, []).append(self._inputs[event, consumer])
        hours, terms = self.commitments.hours, self.question.terms
        inputs = tuple(given[0] if len(given) == 1 else lowest(given, hours, terms) for given in met.values())
        assumed |= {given.service for given in inputs if given.role is Role.ASSUMED}
        return Found(tuple(met), inputs, tuple(sorted(assumed)))

    def _service(self, service: str) -> Service:
        return self.commitments.graph.landscape.services[service]

    def _surveyed(self, service: str) -> Footing:
        """The footing of an opened service; what it opens comes before it, without recursion."""
        stack = [service]
        while stack:
            current = stack[-1]
            pending = [] if current in self._footings else [n for n in self._opens(current) if n not in self._footings]
            if pending:
                stack.extend(pending)
                continue
            stack.pop()
            if current not in self._footings:
                self._footings[current] = self._assembled(self._service(current))
        return self._footings[service]

    def _opens(self, service: str) -> Iterator[str]:
        provider = self._service(service).provider
        return (n for n in self.commitments.graph.needs[service] if n != service and self._is_opened(n, provider))

    def _assembled(self, service: Service) -> Footing:
        below = [self._footings[name] for name in self._opens(service.id)]
        used = [(self._leaf(n, service.provider), service.provider) for n in self._leaves(service)]
        own = self._own(service)
        if own is not None:
            used.append((own, ""))
        nodes = [self._node(need, service.provider) for need in service.needs]
        structure = self._structure.all_of(nodes if own is None else [self._structure.event(own), *nodes])
        return Footing(
            structure,
            any(part.is_doubtful for part in below) or any(event in self._doubtful_events for event, _ in used),
            any(part.is_grounded for part in below) or any(self._is_given(*pair) for pair in used),
            all(part.is_even for part in below) and all(is_even(self._inputs[pair]) for pair in used),
            frozenset().union(*(part.zones for part in below), *(self._inputs[pair].zones for pair in used)),
            any(part.is_conditional for part in below) or any(may_ensure_nothing(self._inputs[pair]) for pair in used),
        )

    def _leaves(self, service: Service) -> Iterator[str]:
        return (n for n in dict.fromkeys(services_in(service.needs)) if not self._is_opened(n, service.provider))

    def _node(self, need: Need, consumer: str) -> Node:
        if isinstance(need, Use):
            if self._is_opened(need.service, consumer):
                return self._footings[need.service].structure
            return self._structure.event(self._leaf(need.service, consumer))
        members = [self._node(member, consumer) for member in need.members]
        least = 1 if isinstance(need, AnyOf) else need.at_least if isinstance(need, AtLeast) else len(members)
        return self._structure.vote(least, members)

    def _is_opened(self, service: str, consumer: str) -> bool:
        """Whether the walk goes on below a service that needs something: in-house always, others end to end."""
        graph = self.commitments.graph
        entry = graph.landscape.services.get(service)
        if entry is None or not entry.needs or service in graph.beyond_order:
            return False
        return self.question.end_to_end or entry.provider == consumer

    def _own(self, service: Service) -> int | None:
        """The event of the own part of an opened service; None where it is not stated and assumed perfect."""
        if getattr(service.own, self.question.metric) is None:
            return None
        event = self._events.get(("own", service.id))
        return self._event(("own", service.id), "", self._own_input(service)) if event is None else event

    def _leaf(self, service: str, consumer: str) -> int:
        """The event of a service that is not opened, as its consumer sees it."""
        event = self._events.get(("at", service), -1)
        if (event, consumer) in self._inputs:
            return event
        return self._event(("at", service), consumer, self._leaf_input(service, consumer))

    def _leaf_input(self, service: str, consumer: str) -> Input:
        metric = self.question.metric
        circle = self.commitments.circle(consumer, service, metric, end_to_end=self.question.end_to_end)
        if circle is not None:
            return circle
        entry = self.commitments.graph.landscape.services.get(service)
        if entry is None or entry.provider != consumer:
            return self.commitments.input(consumer, service, metric, None, self.question.terms)
        # A leaf that is assumed perfect stays an event: reached from elsewhere it may be committed at less.
        is_stated = getattr(entry.own, metric) is not None
        return self._own_input(entry) if is_stated else Input(service, Role.ASSUMED, 0.0, metric=metric)

    def _own_input(self, service: Service) -> Input:
        metric = self.question.metric
        level = float(1 - getattr(service.own, metric))
        given = Input(service.id, Role.OWN, level, metric=metric, at=("services", service.id, "own", metric))
        terms, own = self.question.terms, self.question.own
        if own is None:
            return given
        hours = self.commitments.hours
        return replace(given, counted=hours.counted(terms, own, level), zones=hours.zones(own))

    def _event(self, key: tuple[str, str], consumer: str, given: Input) -> int:
        """The event of a key, with what one consumer sees of it; one service is one event, whoever reaches it."""
        event = self._events.setdefault(key, len(self.inputs))
        if event == len(self.inputs):
            self.inputs.append(given)
            for levels, level in zip((self.worst, self.average, self.kindest), given.figures, strict=True):
                levels.append(level)
        self._inputs[event, consumer] = given
        first = self.inputs[event]
        if given.unknown or given.figures != first.figures or given.counted != first.counted:
            self._doubtful_events.add(event)
        return event

    def _is_given(self, event: int, consumer: str) -> bool:
        return self._inputs[event, consumer].role is not Role.ASSUMED


def is_even(given: Input) -> bool:
    """Whether an input counts wherever the promise does."""
    return given.counted is None or given.counted.is_even
