"""An agreement that extends others in; a line for each term in effect out, with the agreement that it comes from."""

from dataclasses import dataclass

from slamodel.gaps.wording import capitalised
from slamodel.load import Loaded
from slamodel.report.effective import EffectiveTerm, effective

_LEVELS = {"corporate": "corporate level", "customer": "customer level", "service": "service level"}


@dataclass(frozen=True, slots=True)
class Line:
    """A term, what it says, and where from: the name, id and level of an agreement, and the line."""

    term: str
    value: str
    origin: str
    entry: str = ""
    level: str = ""
    file: str = ""
    line: int = 0


def in_effect(loaded: Loaded, name: str) -> tuple[Line, ...]:
    """The terms of an agreement, as far as the text can be used; none of one that stands by itself."""
    if name not in loaded.landscape.written:
        return ()
    return tuple(_line(loaded, term) for term in effective(loaded, name))


def _line(loaded: Loaded, term: EffectiveTerm) -> Line:
    if term.place is None:
        return Line(capitalised(term.term), term.value, "By default")
    origin, entry = "This agreement", ""
    if term.source == "inherited":
        origin, entry = loaded.landscape.agreements[term.agreement].label, term.agreement
    return Line(
        capitalised(term.term),
        term.value,
        origin,
        entry,
        _LEVELS[term.level],
        term.place.file,
        term.place.line,
    )
