"""A tree and the id of an entry in; out what refers to it, as changes that make it refer to another id instead."""

from collections.abc import Iterator, Mapping

from slamodel.edit.change import Change, Path
from slamodel.load import Plain

_TARGETS = (("agreements", "*", "targets", "*"), ("agreements", "*", "tiers", "*", "targets", "*"))
REFERENCES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "parties": (
        ("parties", "*", "part_of"),
        ("services", "*", "provider"),
        ("agreements", "*", "provider"),
        ("agreements", "*", "customers"),
    ),
    "calendars": (
        ("parties", "*", "contact_hours"),
        ("agreements", "*", "hours"),
        ("agreements", "*", "support_hours"),
        *((*target, "hours") for target in _TARGETS),
    ),
    "maintenance": (("agreements", "*", "excludes"),),
    "services": (
        ("services", "*", "needs"),
        ("services", "*", "handled_by"),
        ("services", "*", "fulfilled_by"),
        ("agreements", "*", "services"),
    ),
    "agreements": (("agreements", "*", "extends"),),
    "scales": tuple((*target, "scale") for target in _TARGETS),
    "metrics": (
        *((*target, "metric") for target in _TARGETS),
        ("agreements", "*", "credits", "*", "metric"),
        ("agreements", "*", "customer_duties", "*", "relieves"),
    ),
}
"""Where the ids of each section are named; * stands for every key and every item."""

KEYS = {"metrics": (("services", "*", "own"),)}
"""Mappings whose keys are ids of a section."""

GROUPS = frozenset({"service", "any_of", "all_of", "in_order", "in_parallel", "of"})
WAIVED = ("agreements", "*", "waivers", "*", "target")
IN_WAIVED = {"agreements": 0, "services": 1, "metrics": 2}
"""Which part of the name of a target comes from which section."""


def references(tree: Plain, section: str, old: str, new: str) -> Iterator[Change]:
    """Every value that names the entry, with the value that names it by its new id."""
    for pattern in REFERENCES[section]:
        for path, value in found(tree, pattern):
            yield from _inside(value, path, old, new)
    if section in IN_WAIVED:
        for path, value in found(tree, WAIVED):
            parts = value.split("/") if isinstance(value, str) else []
            place = IN_WAIVED[section]
            if parts[place : place + 1] == [old]:
                yield Change(path, "/".join((*parts[:place], new, *parts[place + 1 :])))


def keys(tree: Plain, section: str, old: str) -> Iterator[Path]:
    """The path of every key that is the id: its definition, and where a key names it."""
    for pattern in ((section,), *KEYS.get(section, ())):
        yield from ((*path, old) for path, value in found(tree, pattern) if isinstance(value, dict) and old in value)


def found(tree: Plain, pattern: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, Plain]]:
    """The values whose path fits a pattern."""
    if not pattern:
        yield path, tree
        return
    step, *rest = pattern
    for key, value in _members(tree):
        if step in ("*", key):
            yield from found(value, tuple(rest), (*path, key))


def _members(tree: Plain) -> Iterator[tuple[str | int, Plain]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from enumerate(tree)


def _inside(value: Plain, path: Path, old: str, new: str) -> Iterator[Change]:
    """The id itself, or in a list, or in a structure of needs."""
    if value == old:
        yield Change(path, new)
    for key, inner in _members(value):
        if isinstance(key, int) or key in GROUPS:
            yield from _inside(inner, (*path, key), old, new)
