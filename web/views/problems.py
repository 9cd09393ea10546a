"""The diagnostics of a text in; what the page of problems says out, the heaviest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from slamodel.diagnostics import Diagnostic, Severity
from slamodel.report.views import Status
from slamodel.report.wording import WEIGHT

_MOST = 300
_CARET_UP_TO = 200
_TITLES = {
    Severity.ERROR: ("Mistakes", "The entry is left out until its text is mended; what rests on it is unknown."),
    Severity.WARNING: ("Warnings", "Allowed, and yet hardly meant."),
    Severity.NOTE: ("Notes", ""),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One message: where, what, what helps, and the line, from where it begins, with a caret below the spot."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    shown: str
    caret: str


@dataclass(frozen=True, slots=True)
class Group:
    """Messages of one weight; `rest` counts those that are not listed."""

    title: str
    about: str
    status: Status
    problems: tuple[Problem, ...]
    rest: int

    @property
    def count(self) -> int:
        """How many there are, listed or not."""
        return len(self.problems) + self.rest


def groups(diagnostics: Iterable[Diagnostic]) -> tuple[Group, ...]:
    """The messages by weight; within one they stand in the order of the text."""
    found = sorted(diagnostics, key=lambda diagnostic: diagnostic.order)
    return tuple(
        _group(severity, members)
        for severity in Severity
        if (members := [diagnostic for diagnostic in found if diagnostic.severity is severity])
    )


def _group(severity: Severity, members: list[Diagnostic]) -> Group:
    title, about = _TITLES[severity]
    listed = tuple(_problem(member) for member in members[:_MOST])
    return Group(title, about, WEIGHT[severity], listed, len(members) - len(listed))


def _problem(found: Diagnostic) -> Problem:
    file, line, column = found.place or ("", 0, 0)
    shown = found.line_text.lstrip()
    ahead = column - 1 - (len(found.line_text) - len(shown))
    caret = " " * ahead + "^" if shown and 0 <= ahead < _CARET_UP_TO else ""
    return Problem(file, line, column, found.code, found.message, found.hint, shown.rstrip(), caret)
