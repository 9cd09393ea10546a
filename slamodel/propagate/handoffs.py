"""A time metric of a service in; the steps of work that it takes out, each on its commitment and that one's clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from slamodel.model import AnyOf, AtLeast, InParallel, Need, Service, Use, services_in
from slamodel.propagate import compose
from slamodel.propagate.commitments import Commitments, lacking
from slamodel.propagate.given import Input, Lack, Role
from slamodel.propagate.outcome import Step
from slamodel.propagate.terms import Terms

PASSED_ON = "passed on"
"""What the step is called in which the last who has an incident leaves it to one of the needs, the cause."""
Override = dict[tuple[str, str], tuple[Input, ...]]
"""Inputs that stand for a service and a metric wherever they are reached; of several the latest counts each time."""


class Case(NamedTuple):
    """What is asked of the hand-offs: a metric for a priority, in one view; own parts run on the promise's clock."""

    metric: str
    priority: str | None
    terms: Terms
    end_to_end: bool
    share: float = 0.0
    """Of limits that are stated for several shares of cases, the shortest that keeps at least this one is taken."""


@dataclass(frozen=True, slots=True)
class HandOffs:
    """The steps behind the times of services, for one case; what has been worked out is kept, each input once."""

    commitments: Commitments
    case: Case
    override: Override = field(default_factory=dict)
    _steps: dict[str, Step] = field(default_factory=dict, repr=False)
    _own_parts: dict[tuple[str, str], Input] = field(default_factory=dict, repr=False)

    def promised_on(self, provider: str, service: str) -> Step:
        """The time that a provider can promise on a service: its own, or one that another party provides for it."""
        if self._service(service).provider == provider:
            return self.opened(service)
        return self._seen_from(provider, service)

    def opened(self, service: str) -> Step:
        """The time of a service made from its own part and what it needs; what lies below is worked out first."""
        stack = [service]
        while stack:
            current = stack[-1]
            below = () if current in self._steps else self._opened_below(self._service(current))
            pending = [name for name in below if name not in self._steps]
            if pending:
                stack.extend(pending)
                continue
            stack.pop()
            if current not in self._steps:
                self._steps[current] = self._made(self._service(current))
        return self._steps[service]

    def _made(self, service: Service) -> Step:
        if service.id in self.commitments.graph.going_round and self.case.metric in _HANDED_ON:
            message = f"{service.label} is handed on in a circle"
            unknown = lacking(Lack.CIRCLE, service.id, service.provider, self.case.metric, message)
            return compose.leaf(service.label, unknown)
        return _RECIPES[self.case.metric](self, service)

    def _service(self, service: str) -> Service:
        return self.commitments.graph.landscape.services[service]

    def _opened_below(self, service: Service) -> Iterable[str]:
        hand_offs = (*services_in(service.fulfilled_by), *service.handled_by)
        below = (*self.commitments.graph.needs[service.id], *hand_offs)
        return [name for name in below if self._is_opened(name, service)]

    def _is_opened(self, name: str, above: Service) -> bool:
        graph = self.commitments.graph
        entry = graph.landscape.services.get(name)
        if entry is None or name == above.id or name in graph.beyond_order or not _goes_on(entry, self.case.metric):
            return False
        if not (self.case.end_to_end or entry.provider == above.provider):
            return False
        return name in graph.needs[above.id] or graph.opens(above.id, name)

    def _seen_from(self, consumer: str, name: str, above: Service | None = None) -> Step:
        """The time of a service as its consumer sees it: opened up, or its commitment."""
        graph = self.commitments.graph
        entry = graph.landscape.services.get(name)
        if above is None and entry is not None and self.case.end_to_end and _goes_on(entry, self.case.metric):
            return self.opened(name)
        if above is not None and self._is_opened(name, above):
            return self._steps[name]
        circle = self.commitments.circle(consumer, name, self.case.metric, end_to_end=self.case.end_to_end)
        if circle is not None:
            return compose.leaf(graph.landscape.label(name), circle)
        return self._one(consumer, name, self.case.metric)

    def _one(self, consumer: str, name: str, metric: str) -> Step:
        """One input: the commitment to the consumer, or the own part in-house."""
        entry = self.commitments.graph.landscape.services.get(name)
        if entry is not None and entry.provider == consumer:
            return self._own(entry, metric)
        return self._committed(consumer, name, metric)

    def _handing_on(self, consumer: str, name: str, *, to_needs: bool = False) -> Step:
        """What passing an incident on takes: the escalation; the resolution where no escalation is stated.

        Where there is neither, whoever comes before the last only has to hand on; the last, who passes to the needs,
        lacks a resolution anyway.
        """
        landscape = self.commitments.graph.landscape
        entry = landscape.services.get(name)
        if entry is not None and entry.provider == consumer:
            return self._own(entry, "escalation", "resolution")
        metric = "escalation"
        if not self._states(consumer, name, metric) and (to_needs or self._states(consumer, name, "resolution")):
            metric = "resolution"
        return self._committed(consumer, name, metric)

    def _states(self, consumer: str, name: str, metric: str) -> bool:
        """Whether somebody commits to it, be it to a time at which nobody can ever arrive."""
        given = self._given(consumer, name, metric)
        return given.level is not None or (given.unknown is not None and given.unknown.lack is Lack.NEVER)

    def _given(self, consumer: str, name: str, metric: str) -> Input:
        case = self.case
        return self.commitments.input(consumer, name, metric, case.priority, case.terms, case.share)

    def _committed(self, consumer: str, name: str, metric: str) -> Step:
        given, label = self._given(consumer, name, metric), self.commitments.graph.landscape.label(name)
        # What this consumer lacks is no commitment at all: a lower one to somebody else does not fill the hole.
        inputs = (given,) if given.level is None else self.override.get((name, metric), (given,))
        return compose.lowest(label, tuple(compose.leaf(label, one) for one in inputs))

    def _own(self, service: Service, metric: str, instead: str = "") -> Step:
        for name in (metric, instead) if instead else (metric,):
            stated = service.own.time(name, self.case.priority)
            if stated is not None:
                seconds = stated.on(self.commitments.graph.landscape.conventions.working_day)
                place = ("services", service.id, "own", name)
                hours = self.case.terms.hours
                given = Input(service.id, Role.OWN, seconds, None, 1.0, name, place, clock=hours)
                return compose.leaf(service.label, self._own_parts.setdefault((service.id, name), given))
        return compose.leaf(service.label, Input(service.id, Role.ASSUMED, 0.0, None, 1.0, metric))

    # The recipes of SEMANTICS 4, one for each metric.

    def first_step(self, service: Service) -> Step:
        """Response and escalation: the first who works on it."""
        if not service.handled_by:
            return self._own(service, self.case.metric)
        return self._one(service.provider, service.handled_by[0], self.case.metric)

    def resolution(self, service: Service) -> Step:
        """Functional escalation: every step hands on but the last, who solves it or has a need solve it."""
        consumer = service.provider
        if service.handled_by:
            *before, last = service.handled_by
            handing_on = tuple(self._handing_on(consumer, name) for name in before)
            solving = self._seen_from(consumer, last, service)
            passing = self._handing_on(consumer, last, to_needs=True)
        else:
            handing_on = ()
            solving, passing = self._own(service, "resolution"), self._own(service, "escalation", "resolution")
        below = self._needs_solved(service)
        if below is not None:
            solving = compose.any_cause(
                "solved here or below", (solving, compose.in_order(PASSED_ON, (passing, below)))
            )
        return compose.in_order(service.label, (*handing_on, solving))

    def _needs_solved(self, service: Service) -> Step | None:
        if not service.needs:
            return None
        any_of_them = partial(compose.any_cause, "any of them")
        parts = tuple(self._back(need, service, any_of_them) for need in service.needs)
        return compose.any_cause("any of the needs", parts)

    def _back(self, need: Need, above: Service, group: Callable[[tuple[Step, ...]], Step]) -> Step:
        """When a need is back: alternatives as soon as enough of them are, other groups as `group` says."""
        if isinstance(need, Use):
            return self._seen_from(above.provider, need.service, above)
        parts = tuple(self._back(member, above, group) for member in need.members)
        if isinstance(need, AnyOf | AtLeast):
            return compose.fastest("alternatives", parts, _enough(need))
        return group(parts)

    def fulfilment(self, service: Service) -> Step:
        """Sum in order, longest side by side; of alternatives the slower one may be chosen."""
        steps = tuple(self._worked(need, service) for need in service.fulfilled_by)
        if steps and service.own.time("fulfilment", self.case.priority) is None:
            return compose.in_order(service.label, steps)
        return compose.in_order(service.label, (self._own(service, "fulfilment"), *steps))

    def latency(self, service: Service) -> Step:
        """Own part, then the needs one after the other."""
        called = tuple(self._worked(need, service) for need in service.needs)
        return compose.in_order(service.label, (self._own(service, "latency"), *called))

    def _worked(self, need: Need, above: Service) -> Step:
        if isinstance(need, Use):
            return self._seen_from(above.provider, need.service, above)
        parts = tuple(self._worked(member, above) for member in need.members)
        if isinstance(need, InParallel):
            return compose.in_parallel("side by side", parts)
        if isinstance(need, AnyOf | AtLeast):
            return compose.any_cause("whichever is chosen", parts)
        return compose.in_order("in order", parts)

    def recovery(self, service: Service) -> Step:
        """Recovery time: the own restart after the longest below; alternatives count as soon as enough are back."""
        all_of_them = partial(compose.in_parallel, "all of them")
        return self._own_after(service, tuple(self._back(need, service, all_of_them) for need in service.needs))

    def notification(self, service: Service) -> Step:
        """The own part after the longest below, whichever of the needs has to tell."""
        return self._own_after(service, self._each_below(service))

    def _own_after(self, service: Service, below: tuple[Step, ...]) -> Step:
        own = self._own(service, self.case.metric)
        return compose.in_order(service.label, (compose.in_parallel("all below", below), own)) if below else own

    def recovery_point(self, service: Service) -> Step:
        """The largest loss of data, own or below."""
        return compose.largest(service.label, (self._own(service, "rpo"), *self._each_below(service)))

    def _each_below(self, service: Service) -> tuple[Step, ...]:
        """Every service among the needs, once, however the needs are grouped."""
        names = dict.fromkeys(services_in(service.needs))
        return tuple(self._seen_from(service.provider, name, service) for name in names)


_RECIPES = {
    "response": HandOffs.first_step,
    "escalation": HandOffs.first_step,
    "resolution": HandOffs.resolution,
    "fulfilment": HandOffs.fulfilment,
    "latency": HandOffs.latency,
    "rto": HandOffs.recovery,
    "rpo": HandOffs.recovery_point,
    "notification": HandOffs.notification,
}


_HANDED_ON = ("response", "escalation", "resolution", "fulfilment")


def _enough(need: AnyOf | AtLeast) -> int:
    return need.at_least if isinstance(need, AtLeast) else 1


def _goes_on(service: Service, metric: str) -> bool:
    """Whether a service has anything below it that matters for the metric."""
    if metric == "fulfilment":
        return bool(service.fulfilled_by)
    if metric == "resolution":
        return bool(service.needs or service.handled_by)
    return metric in ("latency", "rto", "rpo", "notification") and bool(service.needs)
