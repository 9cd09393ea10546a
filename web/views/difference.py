"""The files of two revisions in; what differs, line by line with the words that changed, out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from slamodel.load.text import FORBIDDEN, REPLACEMENT, decode

from ..contents import Contents
from .matching import Run, matching

_AROUND = 3
_MOST = 600
_LONGEST = 400
_ALIKE = 0.4
"""Lines that share less than this are shown as two, not as one with changed words."""
_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|\w+|\s+|.")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line; `is_changed` where the other side has other words."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `sign` is `-` for taken out, `+` for added, blank for kept; its numbers on both sides, 0 for none."""

    sign: str
    old: int
    new: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """So many lines that did not change and are not shown."""

    lines: int


Row = Line | Fold


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file: `fate` is changed, added or removed; without any lines only their ends or unseen characters differ."""

    name: str
    fate: str
    rows: tuple[Row, ...]
    added: int
    removed: int
    left: int = 0
    """Lines added and removed that are not shown, since there are too many."""


def difference(before: Contents, after: Contents) -> tuple[FileDifference, ...]:
    """The files that differ, in the order of the newer revision, as far as anybody would read on."""
    old, new = dict(before), dict(after)
    names = [*new, *(name for name in old if name not in new)]
    found, room = [], _MOST
    for name in names:
        if old.get(name) != new.get(name):
            found.append(_file(name, old.get(name), new.get(name), room))
            room -= len(found[-1].rows)
    return tuple(found)


def _file(name: str, old: bytes | None, new: bytes | None, room: int) -> FileDifference:
    fate = "added" if old is None else "removed" if new is None else "changed"
    return compared(name, _lines(name, old), _lines(name, new), fate=fate, room=room)


def compared(
    name: str, before: Sequence[str], after: Sequence[str], *, fate: str = "changed", room: int = _MOST
) -> FileDifference:
    """Two lists of lines, of which at most so many rows are shown."""
    runs = matching(before, after)
    kept = sum(run.length for run in runs)
    added, removed = len(after) - kept, len(before) - kept
    rows = tuple(islice(_rows(before, after, runs), room))
    shown = sum(isinstance(row, Line) and row.sign != " " for row in rows)
    return FileDifference(name, fate, rows, added, removed, left=added + removed - shown)


def _lines(name: str, data: bytes | None) -> list[str]:
    """The lines as they can be shown anywhere: without characters that hide or turn others."""
    if data is None:
        return []
    source, _ = decode(data, name)
    text = source.text if source else data.decode("utf-8", "replace")
    return FORBIDDEN.sub(REPLACEMENT, text).splitlines()


def _rows(before: Sequence[str], after: Sequence[str], runs: Sequence[Run]) -> Iterator[Row]:
    """What was replaced, and of what stayed the lines next to it."""
    left = right = 0
    for run in runs:
        is_first, is_last = (left, right) == (run.old, run.new), run.old + run.length == len(before)
        is_last = is_last and run.new + run.length == len(after)
        yield from _replaced(before[left : run.old], after[right : run.new], left + 1, right + 1)
        if not (is_first and is_last):
            yield from _stayed(before, run, above=not is_first, below=not is_last)
        left, right = run.old + run.length, run.new + run.length
    yield from _replaced(before[left:], after[right:], left + 1, right + 1)


def _stayed(lines: Sequence[str], run: Run, *, above: bool, below: bool) -> Iterator[Row]:
    """The ends of a run that lie next to a change; a fold of one line would not save any room."""
    first, last = _AROUND if above else 0, _AROUND if below else 0
    if run.length <= first + last + 1:
        first, last = run.length, 0
    for n in (*range(first), *range(run.length - last, run.length)):
        if n == run.length - last and run.length > first + last:
            yield Fold(run.length - first - last)
        yield Line(" ", run.old + n + 1, run.new + n + 1, (Part(lines[run.old + n][:_LONGEST]),))
    if not last and run.length > first:
        yield Fold(run.length - first)


def _replaced(before: Sequence[str], after: Sequence[str], old: int, new: int) -> Iterator[Line]:
    """Lines that were taken out, then those that came in their place; within two that are alike the words count."""
    marked = [_words(one, other) for one, other in zip(before[:_MOST], after, strict=False)]
    for n, line in enumerate(before):
        yield Line("-", old + n, 0, marked[n][0] if n < len(marked) else (Part(line[:_LONGEST]),))
    for n, line in enumerate(after):
        yield Line("+", 0, new + n, marked[n][1] if n < len(marked) else (Part(line[:_LONGEST]),))


def _words(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Two lines in pieces; lines that have little in common stay whole."""
    before, after = before[:_LONGEST], after[:_LONGEST]
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (Part(before),), (Part(after),)
    codes = matcher.get_opcodes()
    ones = [Part("".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in codes if a < b]
    others = [Part("".join(new[a:b]), tag != "equal") for tag, _, _, a, b in codes if a < b]
    return tuple(ones), tuple(others)
