"""What is wrong with a file, and where: places, severities and diagnostics that any reader can print."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a diagnostic or a finding matters; the order of the members is the order of weight."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """0 for the heaviest: sort by it."""
        return list(Severity).index(self)


class Place(NamedTuple):
    """A point in a model file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """As editors and compilers write it: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def short(self) -> str:
        """Without the column, for reports: `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong in the text of a model; a value that is collected, never raised."""

    code: str
    message: str
    place: Place | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    line_text: str = ""

    def __str__(self) -> str:
        """One line: place, severity, code, message and hint."""
        where = f"{self.place}: " if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.severity.value} {self.code} {self.message}{hint}"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order in which diagnostics are shown: by place, then code."""
        place = self.place or Place("", 0, 0)
        return (*place, self.code, self.message)
