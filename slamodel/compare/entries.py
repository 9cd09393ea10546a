"""The trees of two models in; the entries that were added, removed or changed out, each with what changed in it."""

from collections.abc import Iterator, Mapping
from typing import cast

from slamodel.compare.details import details
from slamodel.compare.outcome import EntryChange, Fate
from slamodel.load import Plain
from slamodel.load.entries import SECTIONS
from slamodel.load.tree import Map

HEAD = ("", "")
"""Stands for what a model says of itself, before its sections."""
_ORDER = ("agreements", "services", "parties", "calendars", "maintenance", "scales", "metrics")


def entry_changes(before: Map | None, after: Map | None) -> tuple[EntryChange, ...]:
    """What a model says of itself, then agreements, services and the rest, each by id."""
    old, new = (cast("Mapping[str, Plain]", tree or {}) for tree in (before, after))
    found = (*_of_head(old, new), *(change for section in _ORDER for change in _of_section(section, old, new)))
    return tuple(found)


def _of_head(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterator[EntryChange]:
    one, other = ({key: value for key, value in tree.items() if key not in SECTIONS} for tree in (old, new))
    if found := details(HEAD, one, other):
        yield EntryChange(HEAD, Fate.CHANGED, found)


def _of_section(section: str, old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterator[EntryChange]:
    one, other = _entries(old, section), _entries(new, section)
    for name in sorted({*one, *other}):
        if one.get(name) == other.get(name):
            continue
        found = details((section, name), one.get(name, {}), other.get(name, {}))
        if name not in one or name not in other:
            yield EntryChange((section, name), Fate.REMOVED if name in one else Fate.ADDED, found)
        elif found:
            yield EntryChange((section, name), Fate.CHANGED, found)


def _entries(tree: Mapping[str, Plain], section: str) -> Mapping[str, Plain]:
    found = tree.get(section)
    return found if isinstance(found, dict) else {}
