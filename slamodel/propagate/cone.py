"""Two graphs in; out for which services a promise may rest on something that differs between them.

Whatever is not sure to be the same counts as different: too much is slow, too little is wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from slamodel.graph import Graph
from slamodel.graph.changed import changed
from slamodel.model import BUILT_IN, Agreement, Landscape, Service, Target

Services: TypeAlias = frozenset[str]
Above: TypeAlias = Callable[[str], Iterable[str]]
Metrics: TypeAlias = tuple[str, ...]

_HANDED_ON = ("response", "escalation", "resolution")
"""Metrics that stand in for one another along a hand-off."""
_ELSEWHERE = ("conventions", "overrides", "parties", "calendars", "maintenance", "scales", "metrics", "days_off")
_LEVELS = frozenset({"name", "targets", "tier", "tiers"})
"""What an agreement says of its levels, and its name, on which no figure rests."""


@dataclass(frozen=True, slots=True)
class Cone:
    """What changes may reach: by metric, the services whose direct view may differ, and whose end-to-end view may."""

    agreements: frozenset[str]
    """Changed themselves: each of their promises may differ."""
    near: Mapping[str, Services]
    far: Mapping[str, Services]
    reached: Services
    """For any metric."""

    def spares(self, service: str, metric: str, *, below: bool = False) -> bool:
        """Whether a view of an unchanged agreement's promise (the end-to-end one, with `below`) is sure to stay."""
        return service not in (self.far if below else self.near).get(metric, ())


def cone_between(before: Graph, after: Graph) -> Cone | None:
    """What may differ between two graphs of the same day; None where that may be anything."""
    if _differ_elsewhere(before.landscape, after.landscape):
        return None
    seeds = _seeds(before, after)
    above = _above(before, after)
    kept: dict[Services, tuple[Services, Services]] = {}
    for found in map(frozenset, seeds.values()):
        kept[found] = kept.get(found) or (_near(found, above, before.landscape), _far(found, above))
    return Cone(
        frozenset(name for name, _, _ in changed(before.landscape.agreements, after.landscape.agreements)),
        {metric: kept[frozenset(found)][0] for metric, found in seeds.items()},
        {metric: kept[frozenset(found)][1] for metric, found in seeds.items()},
        frozenset().union(*(far for _, far in kept.values())),
    )


def _differ_elsewhere(before: Landscape, after: Landscape) -> bool:
    """Whether anything differs that all promises may rest on: whatever is neither a service nor an agreement."""
    if any(getattr(before, name) != getattr(after, name) for name in _ELSEWHERE):
        return True
    return any(section not in ("services", "agreements") for section, _ in before.incomplete ^ after.incomplete)


def _seeds(before: Graph, after: Graph) -> dict[str, set[str]]:
    """By metric, the services that differ themselves, or in what they owe."""
    every = (*BUILT_IN, *after.landscape.metrics)
    seeds: dict[str, set[str]] = {metric: set() for metric in every}
    for metrics, services in _differences(before, after, every):
        for metric in metrics:
            seeds[metric].update(services)
    return seeds


def _differences(before: Graph, after: Graph, every: Metrics) -> Iterator[tuple[Iterable[str], Collection[str]]]:
    """For which metrics which services differ."""
    yield every, _tangled(before, after)
    for name, one, other in changed(before.landscape.services, after.landscape.services):
        yield _metrics_of(one, other, every), (name,)
    for _, old, new in changed(before.landscape.agreements, after.landscape.agreements):
        yield _metrics_stated(old, new, every), (*_covered(before, old), *_covered(after, new))
    yield every, (*_covered_by_faulty(before, after), *_covered_by_faulty(after, before))


def _metrics_of(old: Service | None, new: Service | None, every: Metrics) -> Iterable[str]:
    """The metrics for which a service may differ: only those of its own part, where nothing else has changed."""
    if old is None or new is None or old.model_copy(update={"own": new.own}) != new:
        return every
    owned = ((metric, getattr(old.own, metric, None), getattr(new.own, metric, None)) for metric in every)
    return _with_stand_ins(metric for metric, one, other in owned if one != other)


def _metrics_stated(old: Agreement | None, new: Agreement | None, every: Metrics) -> Iterable[str]:
    """The metrics for which an agreement may differ: those of the targets that do, where nothing else has changed."""
    if old is None or new is None:
        return every
    if any(getattr(old, name) != getattr(new, name) for name in Agreement.model_fields.keys() - _LEVELS):
        return every
    return _with_stand_ins(metric for metric in every if _stated(old, metric) != _stated(new, metric))


def _stated(agreement: Agreement, metric: str) -> list[tuple[tuple[str | int, ...], Target]]:
    return [found for found in agreement.stated if found[1].metric == metric]


def _with_stand_ins(metrics: Iterable[str]) -> set[str]:
    found = set(metrics)
    return found.union(_HANDED_ON) if found.intersection(_HANDED_ON) else found


def _covered(graph: Graph, agreement: Agreement | None) -> Iterable[str]:
    """The services that an agreement could stand behind: those it names, else all of its provider."""
    return () if agreement is None else _reached(graph, agreement.provider, agreement.services)


def _covered_by_faulty(graph: Graph, other: Graph) -> Iterator[str]:
    """What the agreements cover that are left out here and not there, as far as their text can be read."""
    known = other.landscape.faulty_agreements
    for name, said in graph.landscape.faulty_agreements.items():
        if known.get(name) != said:
            provider, _, services = said
            yield from _reached(graph, provider, services)


def _reached(graph: Graph, provider: str, services: tuple[str, ...]) -> Iterable[str]:
    return services or (entry.id for entry in graph.landscape.services.values() if entry.provider == provider)


def _tangled(before: Graph, after: Graph) -> Services:
    """Services that are part of a circle, or rest on one, in another way than before."""
    knots = _members(before) ^ _members(after)
    return (
        (before.beyond_order ^ after.beyond_order)
        | (before.going_round ^ after.going_round)
        | frozenset().union(*knots)
    )


def _members(graph: Graph) -> frozenset[Services]:
    knots: dict[int, set[str]] = defaultdict(set)
    for service, number in graph.knots.items():
        knots[number].add(service)
    return frozenset(map(frozenset, knots.values()))


def _above(before: Graph, after: Graph) -> Above:
    """Service to all that name it, before or after."""
    if before.using is after.using:
        return lambda service: before.using.get(service, ())
    return lambda service: (*before.using.get(service, ()), *after.using.get(service, ()))


def _far(seeds: Services, above: Above) -> Services:
    """Whatever can reach a seed."""
    return _closed(seeds, above)


def _near(seeds: Services, above: Above, landscape: Landscape) -> Services:
    """Whatever names a seed, or can reach it through services of its own provider, which are opened up."""

    def seen_by(service: str) -> Iterator[str]:
        for name in above(service):
            one, other = landscape.services.get(name), landscape.services.get(service)
            if service in seeds or (one and other and one.provider == other.provider):
                yield name

    return _closed(seeds, seen_by)


def _closed(seeds: Services, step: Callable[[str], Iterable[str]]) -> Services:
    found = set(seeds)
    stack = list(seeds)
    while stack:
        for name in step(stack.pop()):
            if name not in found:
                found.add(name)
                stack.append(name)
    return frozenset(found)
