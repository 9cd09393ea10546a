"""A service and a view in; out comes the structure of inputs that the promise on it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from slamodel.model import AnyOf, AtLeast, Need, Service, Use
from slamodel.propagate.commitments import Commitments, Terms, lacking
from slamodel.propagate.outcome import Input, Lack, Role
from slamodel.propagate.structure import Node, Structure


class Question(NamedTuple):
    """What is asked: the support of one metric of a service, for its provider, in one view, on given terms."""

    provider: str
    service: str
    metric: str
    terms: Terms
    end_to_end: bool


class Footing(NamedTuple):
    """What a promise stands on: a structure over events, and the input behind each event by its number."""

    structure: Node
    inputs: tuple[Input, ...]
    assumed: tuple[str, ...]


@dataclass(slots=True)
class _Conjunction:
    """All that has to work for a service: events, groups of alternatives, and services opened inside those."""

    events: list[int] = field(default_factory=list)
    groups: list[tuple[Need, str]] = field(default_factory=list)
    opened_in_groups: list[str] = field(default_factory=list)


def footing(commitments: Commitments, question: Question) -> Footing:
    """Walk down from the service and collect what it stands on."""
    return _Survey(commitments, question).result()


class _Survey:
    """One walk. Services that all have to work are gathered flat, whatever their depth; only groups nest."""

    def __init__(self, commitments: Commitments, question: Question) -> None:
        self.commitments, self.graph, self.question = commitments, commitments.graph, question
        self.structure = Structure()
        self.numbers: dict[tuple[str, str], int] = {}
        self.inputs: list[Input] = []
        self.assumed: set[str] = set()
        self.nodes: dict[str, Node] = {}

    def result(self) -> Footing:
        provider, service = self.question.provider, self.question.service
        if self._service(service).provider == provider:
            top = self._built(service)
        else:
            top = self._of_members((Use(service=service),), provider)
        assumed = {given.service for given in self.inputs if given.role is Role.ASSUMED}
        return Footing(top, tuple(self.inputs), tuple(sorted(self.assumed | assumed)))

    def _service(self, service: str) -> Service:
        return self.graph.landscape.services[service]

    def _of_members(self, needs: tuple[Need, ...], consumer: str) -> Node:
        conjunction = self._conjunction(needs, consumer)
        for opened in conjunction.opened_in_groups:
            self._built(opened)
        return self._assembled(conjunction)

    def _built(self, service: str) -> Node:
        """The node of an opened service; services inside its groups are built before it, without recursion."""
        stack = [service]
        waiting: dict[str, _Conjunction] = {}
        while stack:
            current = stack[-1]
            if current not in waiting:
                waiting[current] = self._opened(current)
            pending = [below for below in waiting[current].opened_in_groups if below not in self.nodes]
            if pending:
                stack.extend(pending)
                continue
            self.nodes.setdefault(current, self._assembled(waiting[current]))
            stack.pop()
        return self.nodes[service]

    def _assembled(self, conjunction: _Conjunction) -> Node:
        events = [self.structure.event(number) for number in conjunction.events]
        return self.structure.all_of([*events, *(self._group(need, consumer) for need, consumer in conjunction.groups)])

    def _opened(self, service: str) -> _Conjunction:
        entry = self._service(service)
        conjunction = self._conjunction(entry.needs, entry.provider, seen={service})
        conjunction.events[:0] = self._own_event(entry)
        return conjunction

    def _conjunction(self, needs: tuple[Need, ...], consumer: str, seen: set[str] | None = None) -> _Conjunction:
        found, visited = _Conjunction(), seen or set()
        stack = [(need, consumer) for need in reversed(needs)]
        while stack:
            need, consumer = stack.pop()
            if isinstance(need, AnyOf | AtLeast):
                found.groups.append((need, consumer))
                found.opened_in_groups += self._opened_inside(need, consumer)
            elif not isinstance(need, Use):
                stack.extend((member, consumer) for member in reversed(need.members))
            elif not self._is_opened(need.service, consumer):
                found.events += self._event(need.service, consumer)
            elif need.service not in visited:
                visited.add(need.service)
                entry = self._service(need.service)
                found.events += self._own_event(entry)
                stack.extend((inner, entry.provider) for inner in reversed(entry.needs))
        return found

    def _opened_inside(self, group: Need, consumer: str) -> Iterator[str]:
        stack: list[Need] = list(group.members)
        while stack:
            need = stack.pop()
            if not isinstance(need, Use):
                stack.extend(need.members)
            elif self._is_opened(need.service, consumer):
                yield need.service

    def _group(self, need: Need, consumer: str) -> Node:
        if isinstance(need, Use):
            if self._is_opened(need.service, consumer):
                return self.nodes[need.service]
            return self.structure.all_of(
                [self.structure.event(number) for number in self._event(need.service, consumer)]
            )
        members = [self._group(member, consumer) for member in need.members]
        least = 1 if isinstance(need, AnyOf) else need.at_least if isinstance(need, AtLeast) else len(members)
        return self.structure.vote(least, members)

    def _is_opened(self, service: str, consumer: str) -> bool:
        """Whether the walk goes on below a service that needs something: in-house always, others end to end."""
        entry = self.graph.landscape.services.get(service)
        if entry is None or not entry.needs or service in self.graph.beyond_order:
            return False
        return self.question.end_to_end or entry.provider == consumer

    def _own_event(self, service: Service) -> list[int]:
        """The provider's own part of an opened service; no event where it is not stated, only an assumption."""
        level = getattr(service.own, self.question.metric)
        if level is None:
            self.assumed.add(service.id)
            return []
        return [self._number(("own", service.id), self._own_input(service))]

    def _event(self, service: str, consumer: str) -> list[int]:
        entry = self.graph.landscape.services.get(service)
        question = self.question
        if service in self.graph.beyond_order and (question.end_to_end or (entry and entry.provider == consumer)):
            return [self._number(("at", service), self._in_circle(service, consumer))]
        if entry is None or entry.provider != consumer:
            return [
                self._number(
                    ("at", service), self.commitments.input(consumer, service, question.metric, None, question.terms)
                )
            ]
        # A leaf that is assumed perfect stays an event: reached from elsewhere it may be committed at less.
        is_stated = getattr(entry.own, question.metric) is not None
        own = self._own_input(entry) if is_stated else Input(service, Role.ASSUMED, 0.0, metric=question.metric)
        return [self._number(("at", service), own)]

    def _own_input(self, service: Service) -> Input:
        level = float(1 - getattr(service.own, self.question.metric))
        path = ("services", service.id, "own", self.question.metric)
        return Input(service.id, Role.OWN, level, None, 1.0, self.question.metric, path)

    def _in_circle(self, service: str, consumer: str) -> Input:
        label = self.graph.landscape.label(service)
        message = f"{label} needs itself in a circle"
        return lacking(Lack.CIRCLE, service, consumer, self.question.metric, message)

    def _number(self, key: tuple[str, str], found: Input) -> int:
        """The number of an event; one service is one event, at the lowest level it is committed at."""
        if key not in self.numbers:
            self.numbers[key] = len(self.inputs)
            self.inputs.append(found)
        else:
            self.inputs[self.numbers[key]] = _lower(self.inputs[self.numbers[key]], found)
        return self.numbers[key]


def _lower(one: Input, other: Input) -> Input:
    """The less demanding of two inputs on one service; one that is not known counts as the lowest."""
    if one is other:
        return one
    if one.level is None or other.level is None:
        return one if one.level is None else other
    worse, better = (one, other) if one.level >= other.level else (other, one)
    unknown = worse.unknown or better.unknown
    return replace(worse, at_best=max(worse.at_best, better.level or 0.0), unknown=unknown)
