"""The tree of a model and an entry in; every other entry that names it out, and the same entries without the name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.edit import Change
from slamodel.edit.references import REFERENCES
from slamodel.load import EntryId, Loaded, Plain
from slamodel.load.mistakes import mistakes

from .choices import Tree, entries_of
from .plain import Entry, plain, value_at, with_value

_NAMED_UNDER: Mapping[str, tuple[tuple[str, str], ...]] = {
    section: tuple(dict.fromkeys((path[0], path[2]) for path in paths)) for section, paths in REFERENCES.items()
}
"""The sections and keys under which the entries of each section are named."""
_NO_NAMES = frozenset(
    {"at_least", "at_most", "within", "by", "in", "window", "metric", "priority", "usage", "price", "scale", "strength"}
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry that names another one, and under which key."""

    section: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Removal:
    """What taking an entry out takes along: who names it, what has to change, and whom that would leave faulty."""

    references: tuple[Reference, ...]
    changes: tuple[Change, ...]
    stuck: tuple[Reference, ...]


def removal(loaded: Loaded, section: str, name: str) -> Removal:
    """An entry taken out, together with its name everywhere else."""
    tree: Tree = loaded.tree or {}
    found = references_to(tree, section, name)
    others = without(tree, found, name)
    faulty = {mistake.path[:2] for mistake in mistakes(loaded.landscape, {}, others)} - loaded.landscape.incomplete
    faulty |= set(_widened(tree, others))
    stuck = tuple(reference for reference in found if (reference.section, reference.name) in faulty)
    changes = (*(Change(key, entry) for key, entry in others.items()), Change((section, name), None))
    return Removal(found, changes, stuck)


def _widened(tree: Tree, others: Mapping[EntryId, Entry]) -> Iterator[EntryId]:
    """Agreements that would name no service any more, and so would promise every service of their provider."""
    for section, name in others:
        had = plain(entries_of(tree, section)[name])
        if (
            section == "agreements"
            and value_at(had, ("services",))
            and not value_at(others[section, name], ("services",))
        ):
            yield section, name


def references_to(tree: Tree, section: str, name: str) -> tuple[Reference, ...]:
    """All entries that name this one, in the order of sections and ids."""
    return tuple(_references(tree, section, name))


def _references(tree: Tree, section: str, name: str) -> Iterator[Reference]:
    for holder, key in _NAMED_UNDER.get(section, ()):
        for other, entry in sorted(entries_of(tree, holder).items()):
            if (holder, other) != (section, name) and _names(value_at(entry, (key,)) or "", name):
                yield Reference(holder, other, key)


def _names(value: Plain, name: str) -> bool:
    if isinstance(value, str):
        return value == name
    if isinstance(value, list):
        return any(_names(item, name) for item in value)
    return any(_names(inner, name) for key, inner in value.items() if key not in _NO_NAMES)


def without(tree: Tree, references: Sequence[Reference], name: str) -> Mapping[EntryId, Entry]:
    """The entries that name something, with that name left out."""
    changed: dict[EntryId, Entry] = {}
    for reference in references:
        key = (reference.section, reference.name)
        entry = changed.get(key) or plain(entries_of(tree, reference.section)[reference.name])
        if isinstance(entry, dict):
            value = value_at(entry, (reference.key,))
            changed[key] = with_value(entry, (reference.key,), None if value is None else _without(value, name))
    return changed


def _without(value: Plain, name: str) -> Plain | None:
    """A value without a name; groups that get empty go too, and ask for no more than is left of them."""
    if isinstance(value, str):
        return None if value == name else value
    if isinstance(value, list):
        left = [inner for item in value if (inner := _without(item, name)) is not None]
        return left or None
    kept = {key: inner if key in _NO_NAMES else _without(inner, name) for key, inner in value.items()}
    if "service" in value and kept["service"] is None:
        return None
    found: Entry = {key: inner for key, inner in kept.items() if inner is not None}
    members = found.get("of")
    if "of" in value and not isinstance(members, list):
        return None
    if isinstance(members, list) and str(found.get("at_least", "")).isdigit():
        found["at_least"] = str(min(int(str(found["at_least"])), len(members)))
    return found or None
