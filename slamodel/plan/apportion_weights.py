"""The links of a promise in; by how much each takes part under a method, as the literature weighs them, out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log1p

from slamodel.analysis import Analysis
from slamodel.graph.using import named_by
from slamodel.model import AnyOf, AtLeast, Need, Service, ShareTarget, Use, services_in
from slamodel.plan.apportion_parts import Part
from slamodel.plan.apportioned import Method
from slamodel.propagate import Promise

_NEVER_UP = 1.0 - 1e-12
Below = Callable[[Service], Iterator[str]]


def weights_of(
    analysis: Analysis, promise: Promise, parts: Sequence[Part], method: Method, *, is_rate: bool = False
) -> list[float]:
    """The weight of every link: what it is given is in proportion to that. Levels of shares may stand for rates."""
    if method == "proportional":
        return proportional([rate(part.today) if is_rate and part.today else part.today for part in parts])
    if method == "effort":
        services, below = analysis.landscape.services, needed if isinstance(promise.target, ShareTarget) else named_by
        importance = importances(services, promise.service, below)
        sizes = [sum(size(services, name, below) for name in part.services) for part in parts]
        matters = [max(importance.get(name, 1.0) for name in part.services) for part in parts]
        return agree(sizes, matters)
    return [1.0] * len(parts)


def rate(unavailability: float) -> float:
    """The rate that comes to so much; rates of independent failures add up."""
    return -log1p(-min(unavailability, _NEVER_UP))


def proportional(levels: Sequence[float | None]) -> list[float]:
    """ARINC: as much as each has today; what nobody commits to yet counts as the average of the others."""
    known = [level for level in levels if level]
    average = sum(known) / len(known) if known else 1.0
    return [average if level is None else level for level in levels]


def agree(sizes: Sequence[int], importances: Sequence[float]) -> list[float]:
    """AGREE: the more parts something has, and the less depends on it, the more it is given."""
    return [many / importance for many, importance in zip(sizes, importances, strict=True)]


def needed(service: Service) -> Iterator[str]:
    """What a service needs, whoever mends it."""
    return services_in(service.needs)


def size(services: Mapping[str, Service], service: str, below: Below = needed) -> int:
    """A service and all that lies below it, counted once each."""
    seen, stack = {service}, [service]
    while stack:
        entry = services.get(stack.pop())
        new = {*below(entry)} - seen if entry else set()
        seen |= new
        stack += new
    return len(seen)


def importances(services: Mapping[str, Service], service: str, below: Below = needed) -> Mapping[str, float]:
    """By service, how much of the one on top depends on it: 1 where its failure alone is that of the top.

    Where several have to fail together, each counts for its part: half, where one of two is enough.
    """
    found, stack = {service: 1.0}, [service]
    while stack:
        name = stack.pop()
        for other, share in _shares(services[name], below) if name in services else ():
            if found[name] * share > found.get(other, 0.0):
                found[other] = found[name] * share
                stack.append(other)
    return found


def _shares(service: Service, below: Below) -> Iterator[tuple[str, float]]:
    shared: dict[str, float] = {}
    stack: list[tuple[Need, float]] = [(need, 1.0) for need in service.needs]
    while stack:
        need, share = stack.pop()
        if isinstance(need, Use):
            shared[need.service] = max(share, shared.get(need.service, 0.0))
        stack += [(member, share / _failing(need)) for member in need.members]
    handing_on = {*service.handled_by, *services_in(service.fulfilled_by)}
    for name in below(service):
        yield name, 1.0 if name in handing_on and below is not needed else shared[name]


def _failing(need: Need) -> int:
    """How many members have to fail for a group to fail."""
    least = 1 if isinstance(need, AnyOf) else need.at_least if isinstance(need, AtLeast) else len(need.members)
    return max(1, len(need.members) - least + 1)
