"""Two lists of lines in; which lines of one are which of the other out, in time that grows with their length only."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SMALL = 10_000
"""Lines times lines that are compared each with each; beyond, what is between two landmarks counts as replaced."""

Pair = tuple[int, int]


class Run(NamedTuple):
    """So many lines that are the same from here on in the old text and from there on in the new one."""

    old: int
    new: int
    length: int


def matching(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """The runs of lines that stay, in order.

    Lines that stand once in each text are landmarks: their longest common order is kept, and only what lies between
    two of them is compared line by line.
    """
    return tuple(_joined(run for run in _runs(old, new) if run.length))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    top, end = _same_at_ends(old, new)
    old_end, new_end = len(old) - end, len(new) - end
    yield Run(0, 0, top)
    left, right = top, top
    for a, b in _landmarks(old[top:old_end], new[top:new_end]):
        yield from _between(old, new, (left, top + a, right, top + b))
        yield Run(top + a, top + b, 1)
        left, right = top + a + 1, top + b + 1
    yield from _between(old, new, (left, old_end, right, new_end))
    yield Run(old_end, new_end, end)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that follow one another on both sides, as one."""
    last: Run | None = None
    for run in runs:
        if last and (last.old + last.length, last.new + last.length) == (run.old, run.new):
            last = last._replace(length=last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _same_at_ends(old: Sequence[str], new: Sequence[str]) -> Pair:
    """How many lines are the same at the top and at the end: nearly all of a large text."""
    shorter = min(len(old), len(new))
    top = 0
    while top < shorter and old[top] == new[top]:
        top += 1
    end = 0
    while end < shorter - top and old[-1 - end] == new[-1 - end]:
        end += 1
    return top, end


def _landmarks(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Lines that stand once on either side, as many as keep their order."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(at, once_new[line]) for line, at in once_old.items() if line in once_new]
    return _longest_rising(pairs)


def _once(lines: Sequence[str]) -> dict[str, int]:
    count = Counter(lines)
    return {line: at for at, line in enumerate(lines) if count[line] == 1}


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of the pairs, sorted by their first, whose second rises too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [second]
        piles[pile : pile + 1] = [index]
    found, index = [], piles[-1] if piles else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _between(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> Iterator[Run]:
    """Equal lines between two landmarks."""
    left, left_end, right, right_end = gap
    if left == left_end or right == right_end:
        return
    one, other = old[left:left_end], new[right:right_end]
    top, end = _same_at_ends(one, other)
    yield Run(left, right, top)
    inner, outer = one[top : len(one) - end], other[top : len(other) - end]
    if inner and outer and len(inner) * len(outer) <= _SMALL:
        for block in SequenceMatcher(None, inner, outer, autojunk=False).get_matching_blocks():
            yield Run(left + top + block.a, right + top + block.b, block.size)
    yield Run(left_end - end, right_end - end, end)
