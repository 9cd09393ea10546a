"""The links of a promise in; by how much each takes part under a method, as the literature weighs them, out."""

from collections.abc import Iterator, Mapping, Sequence

from slamodel.analysis import Analysis
from slamodel.model import AnyOf, AtLeast, Need, Service, Use, services_in
from slamodel.plan.apportion_parts import Part
from slamodel.plan.apportioned import Method
from slamodel.propagate import Promise


def weights_of(analysis: Analysis, promise: Promise, parts: Sequence[Part], method: Method) -> list[float]:
    """The weight of every link: what it is given is in proportion to that."""
    if method == "proportional":
        return proportional([part.today for part in parts])
    if method == "effort":
        importance = importances(analysis.landscape.services, promise.service)
        sizes = [sum(size(analysis.landscape.services, name) for name in part.services) for part in parts]
        matters = [max(importance.get(name, 1.0) for name in part.services) for part in parts]
        return agree(sizes, matters)
    return [1.0] * len(parts)


def proportional(levels: Sequence[float | None]) -> list[float]:
    """ARINC: as much as each has today; what nobody commits to yet counts as the average of the others."""
    known = [level for level in levels if level]
    average = sum(known) / len(known) if known else 1.0
    return [average if level is None else level for level in levels]


def agree(sizes: Sequence[int], importances: Sequence[float]) -> list[float]:
    """AGREE: the more parts something has, and the less depends on it, the more it is given."""
    return [many / importance for many, importance in zip(sizes, importances, strict=True)]


def size(services: Mapping[str, Service], service: str) -> int:
    """A service and all that lies below it, counted once each."""
    seen, stack = {service}, [service]
    while stack:
        entry = services.get(stack.pop())
        below = {*services_in(entry.needs), *entry.handled_by, *services_in(entry.fulfilled_by)} if entry else set()
        stack += below - seen
        seen |= below
    return len(seen)


def importances(services: Mapping[str, Service], service: str) -> Mapping[str, float]:
    """By service, how much of the one on top depends on it: 1 where its failure alone is that of the top.

    Where several have to fail together, each counts for its part: half, where one of two is enough.
    """
    found, stack = {service: 1.0}, [service]
    while stack:
        name = stack.pop()
        for below, share in _shares(services[name]) if name in services else ():
            if found[name] * share > found.get(below, 0.0):
                found[below] = found[name] * share
                stack.append(below)
    return found


def _shares(service: Service) -> Iterator[tuple[str, float]]:
    yield from ((name, 1.0) for name in (*service.handled_by, *services_in(service.fulfilled_by)))
    stack: list[tuple[Need, float]] = [(need, 1.0) for need in service.needs]
    while stack:
        need, share = stack.pop()
        if isinstance(need, Use):
            yield need.service, share
        stack += [(member, share / _failing(need)) for member in need.members]


def _failing(need: Need) -> int:
    """How many members have to fail for a group to fail."""
    least = 1 if isinstance(need, AnyOf) else need.at_least if isinstance(need, AtLeast) else len(need.members)
    return max(1, len(need.members) - least + 1)
