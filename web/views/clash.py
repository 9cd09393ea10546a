"""The newest text of a file and the one that somebody wanted to save in; their difference out, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .matching import matching

_AROUND = 2
_MOST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a difference: `side` is `theirs`, `yours`, `both` or `skipped`; `number` counts in its own text."""

    side: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two texts that differ; `rest` counts the lines that are not shown."""

    lines: tuple[Line, ...]
    rest: int
    is_gone: bool


def clash(theirs: str, yours: str, *, is_gone: bool = False) -> Clash:
    """What the newest text has and yours has not, and the other way round."""
    lines = tuple(_lines(theirs.split("\n"), yours.split("\n")))
    return Clash(lines[:_MOST], max(0, len(lines) - _MOST), is_gone)


def same_runs(old: list[str], new: list[str]) -> tuple[tuple[int, int, int], ...]:
    """Runs of lines that are in both texts, in order, and an empty last one where both end.

    Each says where it starts in either text and how many lines it has.
    """
    return (*matching(old, new), (len(old), len(new), 0))


def _lines(theirs: list[str], yours: list[str]) -> Iterator[Line]:
    left = right = 0
    for left_end, right_end, length in _joined(same_runs(theirs, yours)):
        yield from (Line("theirs", n + 1, theirs[n]) for n in range(left, left_end))
        yield from (Line("yours", n + 1, yours[n]) for n in range(right, right_end))
        left, right = left_end + length, right_end + length
        yield from _shortened(yours, right_end, right, is_first=right_end == 0, is_last=right == len(yours))


def _joined(runs: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The runs without empty ones, except for a last one that tells where both texts end."""
    *all_but_last, last = runs
    yield from (run for run in all_but_last if run[2])
    yield last


def _shortened(lines: list[str], start: int, end: int, *, is_first: bool, is_last: bool) -> Iterator[Line]:
    """Lines that are in both texts, as far as they stand around what differs."""
    before, after = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if end - start <= before + after + 1:
        yield from _around(lines, start, end)
        return
    yield from _around(lines, start, start + before)
    yield Line("skipped", 0, "")
    yield from _around(lines, end - after, end)


def _around(lines: list[str], start: int, end: int) -> Iterator[Line]:
    yield from (Line("both", n + 1, lines[n]) for n in range(start, end))
