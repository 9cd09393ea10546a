"""Stamps of revisions in; the entries of a history out, and what going back to one of them is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..store import Stamp
from .verdicts import Count, counts

_UNDONE, _REDONE = "Undone: ", "Redone: "
_DRAFT, _AGREED = "Draft: ", "Agreed: "
_RESTORED = re.compile(r"^(?:Revision [0-9]+ restored: )+")
_IS_DRAFT = re.compile(r"^(?:(?:Redone|Revision [0-9]+ restored): )*(?:Draft|Undone: Agreed): (.+)")
"""Also where the text of a draft comes back, or only the consent to it is taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: its number, when and why it was made, and how the promises stood on that day."""

    number: int
    made_at: datetime
    message: str
    is_sound: bool
    is_draft: bool
    verdict: tuple[Count, ...]


def entries(stamps: Iterable[Stamp]) -> tuple[Entry, ...]:
    """The history as the page lists it."""
    return tuple(
        Entry(
            stamp.number,
            stamp.made_at,
            stamp.message,
            stamp.is_sound,
            bool(draft_of(stamp.message)),
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


def drafted(message: str) -> str:
    """What a revision is called that shows how things would be, while nobody has agreed to them."""
    return _DRAFT + message.removeprefix(_DRAFT)


def agreed(message: str) -> str:
    """What keeping a draft is called, once it is agreed."""
    return _AGREED + (draft_of(message) or message.removeprefix(_AGREED))


def draft_of(message: str) -> str:
    """What a revision is a draft of; empty where it is none."""
    found = _IS_DRAFT.match(message)
    return found[1] if found else ""
