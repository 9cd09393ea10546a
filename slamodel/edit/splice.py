"""Pieces of a text and what is to stand there instead in; the new text out."""

from collections.abc import Iterable
from typing import NamedTuple

from slamodel.edit.change import CannotEdit, Path
from slamodel.load import Plain
from slamodel.load.tree import Value


class Splice(NamedTuple):
    """From here to there the text is replaced."""

    start: int
    end: int
    text: str


class Slot(NamedTuple):
    """Where a value stands: its begin, the begin of its key or dash, and whether there are brackets around it."""

    at: int
    holder: int
    path: Path
    flow: bool
    is_item: bool = False


class Pair(NamedTuple):
    """A value of the text, and what is to become of it."""

    old: Value
    new: Plain
    slot: Slot


def in_order(splices: Iterable[tuple[Splice, int]]) -> list[Splice]:
    """Splices with their depth, in the order of the text; of those at one place the innermost comes first."""
    return [splice for splice, _ in sorted(splices, key=lambda found: (*found[0][:2], -found[1]))]


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made, which are in order; two that reach into each other cannot be."""
    pieces: list[str] = []
    position = 0
    for start, end, new in splices:
        if start < position:
            raise CannotEdit("this change reaches into another one; make it in the text")
        pieces += (text[position:start], new)
        position = end
    return "".join((*pieces, text[position:]))
