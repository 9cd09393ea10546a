"""What stands in a picture, before it is text: boxes in frames, lines between them, words above and below."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Row(StrEnum):
    """Where a box wants to stand: customers' promises on top, suppliers at the bottom."""

    TOP = "top"
    FREE = "free"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around what belongs to one party; `kind` is a key of `style.FRAMES`."""

    key: str
    lines: tuple[str, ...]
    kind: str
    is_top: bool = False
    """Whether nothing leads into it from above."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node; `look` is a key of `style.BOXES`, `frame` the key of its frame or empty, `hint` is shown on hover."""

    key: str
    lines: tuple[str, ...]
    look: str
    frame: str = ""
    row: Row = Row.FREE
    hint: str = ""
    in_focus: bool = False


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
