"""Two models in; the links between services that were added, removed, or stand in other groups, out."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from slamodel.compare.outcome import Fate, Link
from slamodel.model import AtLeast, Landscape, Need, Service, Use

_Groups: TypeAlias = tuple[object, ...]
_Links: TypeAlias = Mapping[tuple[str, str, str], frozenset[_Groups]]


def link_changes(before: Landscape, after: Landscape) -> tuple[Link, ...]:
    """Sorted by the upper service; of a service that cannot be read on one side there is nothing to say."""
    unusable = {name for side in (before, after) for section, name in side.incomplete if section == "services"}
    both = before.services.keys() | after.services.keys()
    changed = sorted(name for name in both - unusable if before.services.get(name) != after.services.get(name))
    return tuple(link for name in changed for link in _changes(_links(before, name), _links(after, name)))


def _changes(old: _Links, new: _Links) -> Iterator[Link]:
    for upper, by, lower in sorted({*old, *new}):
        key = (upper, by, lower)
        if key not in new:
            yield Link(upper, lower, Fate.REMOVED, by)
        elif old.get(key) != new[key]:
            yield Link(upper, lower, Fate.CHANGED if key in old else Fate.ADDED, by)


def _links(landscape: Landscape, name: str) -> _Links:
    """The links of a service, each with the groups in which it stands: one that becomes an alternative is changed."""
    service = landscape.services.get(name)
    found: dict[tuple[str, str, str], set[_Groups]] = {}
    for by, lower, groups in _stated(service) if service else ():
        found.setdefault((name, by, lower), set()).add(groups)
    return {key: frozenset(groups) for key, groups in found.items()}


def _stated(service: Service) -> Iterator[tuple[str, str, _Groups]]:
    for by, needs in (("needs", service.needs), ("fulfilled_by", service.fulfilled_by)):
        yield from ((by, lower, groups) for lower, groups in _in_groups(needs))
    yield from (("handled_by", lower, ()) for lower in service.handled_by)


def _in_groups(needs: tuple[Need, ...]) -> Iterator[tuple[str, _Groups]]:
    """Every service that is named, with the kinds of the groups around it and how often it is called."""
    stack: list[tuple[Need, _Groups]] = [(need, ()) for need in needs]
    while stack:
        need, groups = stack.pop()
        if isinstance(need, Use):
            yield need.service, (*groups, need.usage)
        else:
            inner = (*groups, (type(need).__name__, need.at_least if isinstance(need, AtLeast) else 0))
            stack += [(member, inner) for member in need.members]
