"""A tree of text and changed entries in; the changed tree out, where whatever is new stands at the place of the old."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, repeat
from typing import TypeAlias

from slamodel.load.tree import Map, Seq, Spot, Value

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]
"""A part of a model file as it is read, without its places: every scalar is text."""

EntryId: TypeAlias = tuple[str, str]
"""Section and id of an entry, such as ("services", "web-shop")."""


def tree_with(tree: Map, entries: Mapping[EntryId, Plain | None]) -> Map:
    """The tree with these entries instead of its own, None for one that is taken out; the tree itself stays."""
    sections: dict[str, dict[str, Plain | None]] = defaultdict(dict)
    for (section, name), entry in entries.items():
        sections[section][name] = entry
    return tree.changed({name: _section(tree, name, content) for name, content in sections.items()})


def _section(tree: Map, name: str, entries: Mapping[str, Plain | None]) -> Map:
    section, (source, _, at) = _old(tree, name)
    if not isinstance(section, Map):  # missing, or a key with nothing below it
        section = Map.of(source, at, ())
    added = {key: _placed(entry, *_old(section, key)) for key, entry in entries.items() if entry is not None}
    return section.changed(added, [key for key, entry in entries.items() if entry is None])


def _placed(plain: Plain, old: "Value | None", spot: Spot) -> Value:
    """A plain value as a part of the tree: each piece where its counterpart in the old value stands, else at `spot`."""
    if isinstance(plain, str):
        return plain
    source, _, at = spot
    if isinstance(plain, dict):
        before = {key: _old(old, key) if isinstance(old, Map) and key in old else (None, spot) for key in plain}
        return Map.of(source, at, ((key, _placed(value, *before[key]), before[key][1]) for key, value in plain.items()))
    items = list(zip(old, old.marks, strict=True)) if isinstance(old, Seq) else []
    pairs = zip(plain, chain(items, repeat((None, at))), strict=False)
    return Seq.of(source, at, ((_placed(item, was, (source, mark, mark)), mark) for item, (was, mark) in pairs))


def _old(whole: Map, key: str) -> tuple["Value | None", Spot]:
    """What a mapping holds for a key, and where; where the mapping itself stands if it does not hold it."""
    return whole.get(key), whole.spots().get(key, (whole.source, whole.at, whole.at))
