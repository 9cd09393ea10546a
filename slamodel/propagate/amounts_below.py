"""A service and how its metric comes together in; the amount of it, made of what it holds and needs, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from slamodel.model import AnyOf, AtLeast, Metric, Need, Service, Use, services_in
from slamodel.propagate.combine import made, per_call
from slamodel.propagate.commitments import lacking
from slamodel.propagate.given import Input, Lack, Role
from slamodel.propagate.held import Held, Question
from slamodel.propagate.outcome import Amount, Together


class Recipe(NamedTuple):
    """By which rules a metric comes together; `enough` for so many of several, None where nobody says."""

    own: Together
    needs: Together
    alternatives: Together
    enough: Together | None
    has_calls: bool = False


_THROUGHPUT = Recipe(Together.LEAST, Together.LEAST, Together.SUM, Together.OF_SMALLEST, has_calls=True)
_SCALE = Recipe(Together.LEAST, Together.LEAST, Together.LEAST, Together.LEAST)
_RULES = {"min": Together.LEAST, "max": Together.MOST, "sum": Together.SUM, "product": Together.PRODUCT}


def recipe_of(metric: str, metrics: Mapping[str, Metric]) -> Recipe:
    """By which rules a metric comes together: of so many alternatives the best that are enough, if any count."""
    entry = metrics.get(metric)
    if entry is None:
        return _THROUGHPUT if metric == "throughput" else _SCALE
    needs, alternatives = _RULES[entry.across_needs], _RULES[entry.across_alternatives]
    is_best = alternatives is (Together.LEAST if entry.better == "lower" else Together.MOST)
    enough = Together.NTH if is_best else alternatives if alternatives in (Together.LEAST, Together.MOST) else None
    return Recipe(_RULES[entry.own] if entry.own else needs, needs, alternatives, enough)


@dataclass(slots=True)
class Builder:
    """Amounts of all services under one question, each made once."""

    held: Held
    question: Question
    recipe: Recipe
    _amounts: dict[tuple[str, str], Amount | None] = field(default_factory=dict)
    _consumers: dict[int, str] = field(default_factory=dict)

    def promised_on(self, provider: str, service: str) -> Amount | None:
        """What a provider can promise on a service: its own, or one that another party provides for it."""
        if self._service(service).provider == provider or self._is_opened(service, provider):
            return self._opened(service)
        return self._leaf(service, provider)

    def _service(self, service: str) -> Service:
        return self.held.commitments.graph.landscape.services[service]

    def _is_opened(self, service: str, consumer: str) -> bool:
        """Whether the walk goes on below a service that needs something: in-house always, others end to end."""
        graph = self.held.commitments.graph
        entry = graph.landscape.services.get(service)
        if entry is None or not entry.needs or service in graph.beyond_order:
            return False
        return self.question.end_to_end or entry.provider == consumer

    def _opened(self, service: str) -> Amount | None:
        """The amount of an opened service; what it opens comes before it, without recursion."""
        stack = [service]
        while stack:
            entry = self._service(stack[-1])
            below = {name for name in services_in(entry.needs) if self._is_opened(name, entry.provider)}
            pending = [name for name in sorted(below) if ("", name) not in self._amounts and name != entry.id]
            if pending and ("", entry.id) not in self._amounts:
                stack.extend(pending)
                continue
            stack.pop()
            if ("", entry.id) not in self._amounts:
                self._amounts["", entry.id] = self._assembled(entry)
        return self._amounts["", service]

    def _assembled(self, service: Service) -> Amount | None:
        own = self.held.own(service, self.question)
        parts = [part for need in service.needs if (part := self._need(need, service.provider)) is not None]
        if own is None:
            return self._made(service.label, self.recipe.needs, parts)
        mine = self._of(service.label, own)
        if self.recipe.own is self.recipe.needs:
            return self._made(service.label, self.recipe.needs, [mine, *parts])
        below = self._made("what it needs", self.recipe.needs, parts)
        return self._made(service.label, self.recipe.own, [mine] if below is None else [mine, below])

    def _made(self, label: str, rule: Together, parts: Sequence[Amount], count: int = 0) -> Amount | None:
        return made(label, rule, parts, self.question.measure, count) if parts else None

    def _need(self, need: Need, consumer: str) -> Amount | None:
        if isinstance(need, Use):
            part = self._seen_from(consumer, need.service)
            calls = 1.0 if need.usage is None or not self.recipe.has_calls else float(need.usage)
            return None if part is None else per_call(part, calls)
        parts = [part for member in need.members if (part := self._need(member, consumer)) is not None]
        if isinstance(need, AnyOf):
            return self._made("alternatives", self.recipe.alternatives, parts)
        if isinstance(need, AtLeast):
            return self._enough(need, parts, consumer)
        return self._made("all of them", self.recipe.needs, parts)

    def _enough(self, need: AtLeast, parts: Sequence[Amount], consumer: str) -> Amount | None:
        label = f"at least {need.at_least} of {len(need.of)}"
        rule = self.recipe.enough or (self.recipe.alternatives if need.at_least == len(need.of) else None)
        if rule is not None:
            return self._made(label, rule, parts, min(need.at_least, len(parts)))
        name = next(services_in(need.members))
        message = f"the rules of {self.question.metric} do not say what {label} come to"
        return self._of(label, lacking(Lack.NOT_EVALUATED, name, consumer, self.question.metric, message))

    def _seen_from(self, consumer: str, service: str) -> Amount | None:
        return self._amounts["", service] if self._is_opened(service, consumer) else self._leaf(service, consumer)

    def _leaf(self, service: str, consumer: str) -> Amount | None:
        if (consumer, service) not in self._amounts:
            found = self._amounts[consumer, service] = self._made_leaf(service, consumer)
            if found is not None:
                self._consumers[id(found)] = consumer
        return self._amounts[consumer, service]

    def consumer_of(self, leaf: Amount) -> str:
        """Who is promised a leaf; empty for the own part of a service that is opened."""
        return self._consumers.get(id(leaf), "")

    def _made_leaf(self, service: str, consumer: str) -> Amount | None:
        commitments, question = self.held.commitments, self.question
        label = commitments.graph.landscape.label(service)
        circle = commitments.circle(consumer, service, question.metric, end_to_end=question.end_to_end)
        if circle is not None:
            return self._of(label, circle)
        entry = commitments.graph.landscape.services.get(service)
        if entry is None or entry.provider != consumer:
            return self._of(label, self.held.committed(consumer, service, question))
        own = self.held.own(entry, question)
        if own is None and self.recipe.has_calls:  # among alternatives it counts that nothing limits it
            own = Input(service, Role.ASSUMED, question.measure.best, metric=question.metric)
        return None if own is None else self._of(label, own)

    def _of(self, label: str, given: Input) -> Amount:
        """One input; one that is not known at its best."""
        return Amount(label, self.question.measure.best if given.level is None else given.level, source=given)

    def assumed(self, provider: str, service: str) -> tuple[str, ...]:
        """Services below whose own part is not stated, sorted."""
        landscape, beyond = self.held.commitments.graph.landscape, self.held.commitments.graph.beyond_order
        found: set[str] = set()
        seen = {service}
        stack = [(service, provider)]
        while stack:
            name, consumer = stack.pop()
            entry = landscape.services.get(name)
            if entry is None or not (entry.provider == consumer or self._is_opened(name, consumer)):
                continue
            if self.held.own(entry, self.question) is None:
                found.add(name)
            below = [] if name in beyond else [one for one in services_in(entry.needs) if one not in seen]
            seen.update(below)
            stack.extend((one, entry.provider) for one in below)
        return tuple(sorted(found))
