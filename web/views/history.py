"""Stamps of revisions in; the entries of a history out, and what going back to one of them is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from ..drafts import Drafts
from ..store import Stamp
from .verdicts import Count, counts

_UNDONE, _REDONE = "Undone: ", "Redone: "
_RESTORED = re.compile(r"^(?:Revision [0-9]+ restored: )+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: its number, when and why it was made, and how the promises stood on that day."""

    number: int
    made_at: datetime
    message: str
    is_sound: bool
    is_draft: bool
    verdict: tuple[Count, ...]


def entries(stamps: Iterable[Stamp], drafts: Drafts = MappingProxyType({})) -> tuple[Entry, ...]:
    """The history as the page lists it."""
    return tuple(
        Entry(
            stamp.number,
            stamp.made_at,
            stamp.message,
            stamp.is_sound,
            stamp.number in drafts,
            counts(stamp.verdict),
        )
        for stamp in stamps
    )


def undone(message: str) -> str:
    """What undoing a revision is called; undoing that again is called redoing."""
    if message.startswith(_UNDONE):
        return _REDONE + message.removeprefix(_UNDONE)
    return _UNDONE + message.removeprefix(_REDONE)


def way_back(message: str) -> str:
    """What the button is called that takes the newest revision back: of one that undoes another it is redoing."""
    return "Redo" if message.startswith(_UNDONE) else "Undo"


def restored(number: int, message: str) -> str:
    """What going back to a revision is called; where that went back itself, what it went back to counts."""
    return f"Revision {number} restored: {_RESTORED.sub('', message)}"
