"""A model file as plain text in mappings and lists that remember where each key and value stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from slamodel.diagnostics import Place
from slamodel.load.text import Source

Value: TypeAlias = "str | Map | Seq"
Spot: TypeAlias = tuple[Source, int, int]
"""Where an entry stands: its source, the offset of its key (of the item itself in a list) and that of its value."""


class Map(dict[str, Value]):
    """A mapping of the file, in the order of its keys.

    `marks` holds two offsets for each key: that of the key and that of its value. They belong to the keys by order, so
    that a key may be added or its value replaced, but none removed.
    """

    __slots__ = ("_spots", "at", "marks", "source")

    source: Source
    at: int
    marks: list[int]
    _spots: dict[str, Spot]

    @classmethod
    def of(cls, source: Source, at: int, entries: Iterable[tuple[str, Value, Spot]]) -> "Map":
        """A mapping made from keys, values and where each stands, rather than read."""
        made = cls()
        made.source, made.at, made.marks, made._spots = source, at, [], {}
        for key, value, spot in entries:
            made[key] = value
            made._spots[key] = spot
            made.marks += spot[1:]
        return made

    def changed(self, values: Mapping[str, Value], gone: Iterable[str] = ()) -> "Map":
        """A copy with some of its values replaced, or added at the end, where the mapping stands; and without some."""
        made, spots = Map(self), dict(self.spots())
        for key in gone:
            made.pop(key, None)
            spots.pop(key, None)
        for key, value in values.items():
            made[key] = value
            spots.setdefault(key, (self.source, self.at, self.at))
        made.source, made.at, made._spots = self.source, self.at, spots
        made.marks = [at for _, *pair in spots.values() for at in pair] if spots.keys() != self.keys() else self.marks
        return made

    def spots(self) -> dict[str, Spot]:
        """Where every key and its value stand; made when first asked for, since most mappings are never asked."""
        try:
            return self._spots
        except AttributeError:
            pairs = zip(self, self.marks[::2], self.marks[1::2], strict=False)
            self._spots = {key: (self.source, key_at, value_at) for key, key_at, value_at in pairs}
            return self._spots

    def take(self, key: str, other: "Map") -> None:
        """Take over an entry of another file's mapping together with its places."""
        spots = self.spots()
        self[key] = other[key]
        spots[key] = other.spots()[key]


class Seq(list[Value]):
    """A list of the file; `marks` holds the offset of each item."""

    __slots__ = ("at", "marks", "source")

    source: Source
    at: int
    marks: list[int]

    @classmethod
    def of(cls, source: Source, at: int, items: Iterable[tuple[Value, int]]) -> "Seq":
        """A list made from items and where each stands, rather than read."""
        made = cls()
        made.source, made.at, made.marks = source, at, []
        for item, mark in items:
            made.append(item)
            made.marks.append(mark)
        return made


def find(tree: Value, path: Sequence[str | int], *, key: bool = False) -> Place:
    """The place of the value (or of the key) at a path, or of its deepest ancestor that exists."""
    source, offset = locate(tree, path, key=key)
    return source.place(offset)


def locate(tree: Value, path: Sequence[str | int], *, key: bool = False) -> tuple[Source, int]:
    """Like `find`, as source and offset: what `Source.diagnostic` wants."""
    if isinstance(tree, str):
        raise TypeError("plain text has no place of its own: ask the mapping or list that holds it")
    spot: Spot = (tree.source, tree.at, tree.at)
    node: Value = tree
    for step in path:
        inner = _step(node, step)
        if inner is None:
            break
        node, spot = inner
    source, key_at, value_at = spot
    return source, key_at if key else value_at


def _step(node: Value, step: str | int) -> tuple[Value, Spot] | None:
    """The value one step down and where it stands; None when there is no such step."""
    if isinstance(node, Map) and isinstance(step, str):
        spot = node.spots().get(step)
        return None if spot is None else (node[step], spot)
    if isinstance(node, Seq) and isinstance(step, int) and 0 <= step < len(node.marks):
        return node[step], (node.source, node.marks[step], node.marks[step])
    return None
