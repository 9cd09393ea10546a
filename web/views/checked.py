"""A text that is being typed, as read, in; its messages, the ids that it knows, and the verdict in one line out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from slamodel.analysis import Analysis
from slamodel.diagnostics import Diagnostic, Severity
from slamodel.load import Loaded
from slamodel.load.entries import SECTIONS
from slamodel.model import Landscape
from slamodel.propagate import Standing

_MOST_MESSAGES = 200
"""A list longer than that is read by nobody, and a missing bracket can make thousands."""


@dataclass(frozen=True, slots=True)
class Message:
    """One diagnostic as the editor places it."""

    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What an editor is told: the messages in its own file, how many stand in others, and the ids to refer to."""

    here: tuple[Message, ...]
    mistakes: int
    elsewhere: int
    known: str
    """A fingerprint of the names."""
    names: Mapping[str, tuple[str, ...]]


def checked(loaded: Loaded, file: str) -> Checked:
    """The messages on a text, seen from one of its files."""
    here = tuple(_message(found) for found in loaded.diagnostics if found.place and found.place.file == file)
    elsewhere = len(loaded.diagnostics) - len(here)
    mistakes = sum(found.severity is Severity.ERROR for found in loaded.diagnostics)
    names = names_in(loaded.landscape)
    known = sha256(repr(names).encode()).hexdigest()[:16]
    return Checked(here[:_MOST_MESSAGES], mistakes, elsewhere, known, names)


def names_in(landscape: Landscape) -> dict[str, tuple[str, ...]]:
    """The ids of all entries by section, faulty ones too: somebody may be about to mend them."""
    faulty: dict[str, set[str]] = {section: set() for section in SECTIONS}
    for section, name in landscape.incomplete:
        faulty.setdefault(section, set()).add(name)
    return {section: tuple(sorted({*getattr(landscape, section), *faulty[section]})) for section in SECTIONS}


def verdict_line(found: Analysis) -> str:
    """How many promises are checked and how they stand, worst first: `3 promises checked: 1 gap, 2 supported`.

    Empty where the text cannot be read at all.
    """
    if found.loaded.tree is None:
        return ""
    count = Counter(promise.standing for promise in found.checked)
    stand = ", ".join(_counted(kind, count[kind]) for kind in Standing if count[kind])
    total = len(found.checked)
    if total:
        return f"{total} promise{'' if total == 1 else 's'} checked: {stand}"
    return "Nothing to check yet" + (": all commitments are taken as given" if found.given else "")


def _counted(standing: Standing, count: int) -> str:
    plural = "s" if standing is Standing.GAP and count > 1 else ""
    return f"{standing.symbol} {count} {standing.word}{plural}"


def _message(found: Diagnostic) -> Message:
    place = found.place
    line, column = (place.line, place.column) if place else (1, 1)
    return Message(line, column, found.severity.value, found.code, found.message, found.hint)
