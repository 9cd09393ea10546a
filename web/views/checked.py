"""A text that is being typed in; its messages, the verdict on it as it stands, and the ids that it knows out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from slamodel import analysis
from slamodel.diagnostics import Diagnostic, Severity
from slamodel.load import Limits, load_contents
from slamodel.load.entries import SECTIONS
from slamodel.model import Landscape
from slamodel.propagate import Standing

from ..desk import Asked
from ..store import Contents

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
    """What an editor is told: messages in its own file, in how many others there are some, and the verdict in words."""

    here: tuple[Message, ...]
    mistakes: int
    elsewhere: int
    verdict: str
    known: str
    """A fingerprint of the names."""
    names: Mapping[str, tuple[str, ...]]


def checked(contents: Contents, file: str, limits: Limits, asked: Asked) -> Checked:
    """Read and analyse a text that nobody has saved; nothing of it is kept."""
    loaded = load_contents(contents, contents[0][0], limits)
    here = tuple(_message(found) for found in loaded.diagnostics if found.place and found.place.file == file)
    elsewhere = sum(not found.place or found.place.file != file for found in loaded.diagnostics)
    mistakes = sum(found.severity is Severity.ERROR for found in loaded.diagnostics)
    promised = analysis.of(loaded, asked.as_of, asked.assume)
    names = names_in(loaded.landscape)
    known = sha256(repr(names).encode()).hexdigest()[:16]
    return Checked(here[:_MOST_MESSAGES], mistakes, elsewhere, verdict_line(promised), known, names)


def names_in(landscape: Landscape) -> dict[str, tuple[str, ...]]:
    """The ids of all entries by section, faulty ones too: somebody may be about to mend them."""
    faulty: dict[str, set[str]] = {section: set() for section in SECTIONS}
    for section, name in landscape.incomplete:
        faulty.setdefault(section, set()).add(name)
    return {section: tuple(sorted({*getattr(landscape, section), *faulty[section]})) for section in SECTIONS}


def verdict_line(found: analysis.Analysis) -> str:
    """How many promises are checked and how they stand, worst first: `3 promises checked: 1 gap, 2 supported`."""
    count = Counter(promise.standing for promise in found.checked)
    stand = ", ".join(f"{kind.symbol} {count[kind]} {kind.word}" for kind in Standing if count[kind])
    total = len(found.checked)
    if total:
        return f"{total} promise{'' if total == 1 else 's'} checked: {stand}"
    return "Nothing to check yet" + (": all commitments are taken as given" if found.given else "")


def _message(found: Diagnostic) -> Message:
    place = found.place
    line, column = (place.line, place.column) if place else (1, 1)
    return Message(line, column, found.severity.value, found.code, found.message, found.hint)
