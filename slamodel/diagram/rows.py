"""Boxes and lines in; the same out with the boxes at the bottom spread over several rows, so that none is too long."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, sqrt

from .sketch import Box, Line, Row

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
