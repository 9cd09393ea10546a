"""Boxes and lines in; out of it how they are spread over rows, so that none of them is too long for a page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, sqrt

from .sketch import Band, Box, Line, Row

_ABREAST = 12
"""Boxes beside one another that a page still shows legibly."""

_PAGE = 0.8
"""Width of a box over its height, times the height of a landscape page over its width."""


def spread(boxes: Sequence[Box], lines: Sequence[Line]) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    """Move boxes that nothing leads on from down by whole rows, those of one frame together; few stay as they are."""
    going_on = {line.tail for line in lines}
    reached = {line.head for line in lines}
    ends = [box for box in boxes if box.key in reached - going_on]
    if len(ends) <= _ABREAST:
        return tuple(boxes), tuple(lines)
    ends.sort(key=lambda box: (box.frame, box.key))
    a_row = max(_ABREAST // 2, ceil(len(ends) / sqrt(_PAGE * len(ends))))
    lower = {box.key: place // a_row for place, box in enumerate(ends)}
    moved = (replace(line, reach=line.reach + lower.get(line.head, 0)) for line in lines)
    freed = (replace(box, row=Row.FREE) if box.key in lower else box for box in boxes)
    return tuple(freed), tuple(moved)


def bands(boxes: Sequence[Box], lines: Sequence[Line]) -> tuple[Band, ...]:
    """Groups of boxes that no line joins, gathered into bands that stand below one another; none where one will do."""
    heads, tails = {line.head for line in lines}, {line.tail for line in lines}
    found: list[Band] = []
    room = 0
    for island in _islands(boxes, lines):
        tops = tuple(key for key in island if key not in heads) or island[:1]
        ends = tuple(key for key in island if key not in tails) or island[-1:]
        width = max(len(tops), len(ends), len(island) // 3)
        if not found or width > room:
            found.append(Band((), ()))
            room = _ABREAST
        found[-1] = Band(found[-1].tops + tops, found[-1].ends + ends)
        room -= width
    return tuple(found) if len(found) > 1 else ()


def _islands(boxes: Sequence[Box], lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """The keys of boxes that lines join, each group in the order of the boxes; the largest group first."""
    beside: Mapping[str, list[str]] = defaultdict(list)
    for line in lines:
        beside[line.tail].append(line.head)
        beside[line.head].append(line.tail)
    island: dict[str, int] = {}
    for number, box in enumerate(boxes):
        stack = [box.key] if box.key not in island else []
        while stack:
            key = stack.pop()
            if key not in island:
                island[key] = number
                stack.extend(beside[key])
    groups: dict[int, list[str]] = defaultdict(list)
    for box in boxes:
        groups[island[box.key]].append(box.key)
    return sorted((tuple(group) for group in groups.values()), key=len, reverse=True)
