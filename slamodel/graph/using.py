"""Services in; which others name each of them out: as a need, or as somebody who takes over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from slamodel.model import Service, services_in

Using: TypeAlias = Mapping[str, tuple[str, ...]]
"""By every service that is named anywhere, known or not, those that name it."""
Changes: TypeAlias = Sequence[tuple[str, Service | None, Service | None]]


def named_by(service: Service) -> Iterator[str]:
    """Whatever a service names, perhaps more than once."""
    yield from services_in(service.needs)
    yield from service.handled_by
    yield from services_in(service.fulfilled_by)


def using_of(services: Iterable[Service]) -> Using:
    """Who names whom."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for service in services:
        for name in named_by(service):
            found[name][service.id] = None
    return {name: tuple(using) for name, using in found.items()}


def using_again(before: Using, changes: Changes) -> Using:
    """The same after some services have changed."""
    if not changes:
        return before
    found = dict(before)
    for name, old, new in changes:
        were = {*named_by(old)} if old else set()
        are = {*named_by(new)} if new else set()
        for gone in were - are:
            found[gone] = tuple(other for other in found[gone] if other != name)
        for more in sorted(are - were):
            found[more] = (*found.get(more, ()), name)
    return found


def keeps_circles(
    services: Mapping[str, Service], changes: Changes, knots: Mapping[str, int], restless: frozenset[str]
) -> bool:
    """Whether circles, and what rests on them, are sure to be the same after these changes.

    They are where whatever has changed is in no circle, before or after, and does not come to rest on one (`restless`).
    """
    return all(
        old is not None
        and new is not None
        and name not in knots
        and restless.isdisjoint((name, *named_by(new)))
        and not _leads_back(services, name)
        for name, old, new in changes
    )


def _leads_back(services: Mapping[str, Service], start: str) -> bool:
    """Whether a service can be reached from what it names."""
    stack, seen = [start], set[str]()
    while stack:
        for name in named_by(services[stack.pop()]):
            if name == start:
                return True
            if name not in seen and name in services:
                seen.add(name)
                stack.append(name)
    return False
