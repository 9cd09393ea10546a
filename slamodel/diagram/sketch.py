"""What stands in a picture, before it is text: boxes in frames, lines between them, and the rows that they fill."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, sqrt
from typing import Literal, NamedTuple

_ABREAST = 12
"""Boxes beside one another that a page still shows legibly."""

_PAGE = 0.8
"""Width of a box over its height, times the height of a landscape page over its width."""


class Subject(NamedTuple):
    """What of the model a box stands for; a promise is an agreement with customers."""

    kind: Literal["promise", "service", "party"]
    id: str
    name: str


class Mark(StrEnum):
    """In a picture of differences, what became of something; the values are keys of `style.MARKS`."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


class Row(StrEnum):
    """Where a box wants to stand: customers' promises on top, suppliers at the bottom."""

    TOP = "top"
    FREE = "free"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around what belongs to one party; `kind` is a key of `style.FRAMES`, `name` says the same uncut."""

    key: str
    lines: tuple[str, ...]
    kind: str
    name: str
    is_named_above: bool = True
    """Whether its name stands above its boxes, else below them."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node; `look` is a key of `style.BOXES`, `frame` the key of its frame or empty.

    `subject` is what it stands for, whose id is shown on hover; None for marks and for what is not in the model.
    """

    key: str
    lines: tuple[str, ...]
    look: str
    frame: str = ""
    row: Row = Row.FREE
    subject: Subject | None = None
    in_focus: bool = False
    mark: Mark | None = None
    is_as_written: bool = False
    """Of what is marked as changed: that its own text is the same, and it only stands differently."""


@dataclass(frozen=True, slots=True)
class Line:
    """An edge from what rests to what it rests on; `look` and `mood` are keys of `style.LINES` and `style.MOODS`."""

    tail: str
    head: str
    look: str
    lines: tuple[str, ...] = ()
    mood: str = ""
    reach: int = 1
    """Ranks between the two at least: large fans are spread over several rows."""
    mark: Mark | None = None


class Parts(NamedTuple):
    """What a picture is put together from, before anything has its row."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    frames: tuple[Frame, ...] = ()


class Band(NamedTuple):
    """Boxes that stand together above the next band: those to which nothing leads, and those at the end."""

    tops: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole picture; without bands everything stands side by side."""

    heading: tuple[str, ...]
    frames: tuple[Frame, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    legend: tuple[str, ...]
    bands: tuple[Band, ...] = ()


def composed(heading: tuple[str, ...], parts: Parts, legend: tuple[str, ...]) -> Sketch:
    """The picture of these parts: boxes in rows that a page can show, and the names of frames where there is room."""
    boxes, lines = spread(parts.boxes, parts.lines)
    return Sketch(heading, named(parts.frames, boxes, lines), boxes, lines, legend, bands(boxes, lines))


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


def named(frames: Iterable[Frame], boxes: Iterable[Box], lines: Iterable[Line]) -> tuple[Frame, ...]:
    """Put the name of each frame where fewer lines pass: above its boxes if more lead out of it than into it."""
    frame_of = {box.key: box.frame for box in boxes}
    passing: Counter[str] = Counter()
    for tail, head in ((frame_of[line.tail], frame_of[line.head]) for line in lines):
        if tail != head:
            passing.update({tail: 1, head: -1})
    return tuple(replace(frame, is_named_above=passing[frame.key] > 0) for frame in frames)


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
