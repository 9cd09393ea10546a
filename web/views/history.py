"""Stamps and analyses of two revisions in; the entries of a history, and what a revision did to the verdict, out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from slamodel.analysis import Analysis
from slamodel.propagate import Promise
from slamodel.report import wording
from slamodel.report.views import Status

from ..desk import verdict_of
from ..ordered import Natural, natural
from ..store import Stamp
from .verdicts import Count, counts

_MOST_MOVES = 100
_UNDONE, _REDONE = "Undone: ", "Redone: "
_RESTORED = re.compile(r"^(?:Revision [0-9]+ restored: )+")
_TONES = ("gap", "unknown", "risk", "accepted", "plain", "ok")
"""How a status is called in the look, the one to look at first in front."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: its number, when and why it was made, and how the promises stood on that day."""

    number: int
    made_at: datetime
    message: str
    is_sound: bool
    verdict: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A promise whose status is another one now; None where it was not there, or is not any more."""

    subject: str
    about: str
    before: Status | None
    after: Status | None
    target: str
    """Its id where it is still there."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What the step from one text to the next did to the verdict."""

    before: tuple[Count, ...]
    after: tuple[Count, ...]
    moves: tuple[Move, ...]
    rest: int

    @property
    def is_none(self) -> bool:
        """Whether every promise stands as it stood."""
        return not self.moves


def entries(stamps: Iterable[Stamp]) -> tuple[Entry, ...]:
    """The history as the page lists it."""
    return tuple(
        Entry(stamp.number, stamp.made_at, stamp.message, stamp.is_sound, counts(stamp.verdict)) for stamp in stamps
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


def effect(before: Analysis, after: Analysis) -> Effect:
    """Compare two verdicts of the same day; what needs a look first stands first."""
    moves = sorted(_moves(before, after), key=_order)
    return Effect(
        counts(verdict_of(before)),
        counts(verdict_of(after)),
        tuple(moves[:_MOST_MOVES]),
        max(0, len(moves) - _MOST_MOVES),
    )


def _moves(before: Analysis, after: Analysis) -> Iterator[Move]:
    old = {promise.id: promise for promise in before.promises}
    new = {promise.id: promise for promise in after.promises}
    for target in dict.fromkeys((*new, *old)):
        was, now = _status(old.get(target)), _status(new.get(target))
        if was != now:
            analysis, promise = (after, new[target]) if target in new else (before, old[target])
            agreement = analysis.landscape.agreements[promise.agreement]
            subject, about = wording.subject(analysis, promise), wording.made_for(analysis, agreement)
            yield Move(subject, about, was, now, target if target in new else "")


def _status(promise: Promise | None) -> Status | None:
    return wording.status(promise) if promise else None


def _order(move: Move) -> tuple[int, Natural, Natural]:
    return _weight(move.after), natural(move.subject), natural(move.about)


def _weight(status: Status | None) -> int:
    return _TONES.index(status.tone) if status else len(_TONES)
