"""What a comparison says, as frozen texts: the terminal, pages and comments lay out these."""

from dataclasses import dataclass

from slamodel.report.views import Status, Table


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises stand so before, and after."""

    status: Status
    before: int
    after: int

    @property
    def text(self) -> str:
        """The number, or both where they differ."""
        return f"{self.before}" if self.before == self.after else f"{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Value:
    """A value before and after; empty for not there, and not known where it cannot be said."""

    what: str
    was: str
    becomes: str

    @property
    def text(self) -> str:
        """In one phrase; of what is on one side only, which."""
        if self.was == self.becomes:
            return f"{self.what} {self.was}"
        return f"{self.what} {self.was or 'not stated'} → {self.becomes or 'not stated'}"


@dataclass(frozen=True, slots=True)
class Moved:
    """One promise that moved: how it stood and stands, None where it is not there, its figures, and why it is open."""

    target: str
    subject: str
    about: str
    before: Status | None
    after: Status | None
    values: tuple[Value, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movements:
    """Promises that moved alike, under a heading; `more` are not listed."""

    heading: str
    promises: tuple[Moved, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """One entry that was added, removed or changed: what it is, its name, and what changed in it."""

    sign: str
    fate: str
    kind: str
    name: str
    id: str
    values: tuple[Value, ...]

    @property
    def label(self) -> str:
        """What it is, its name, and its id where that is another."""
        name = self.name if self.name == self.id or not self.id else f"{self.name} ({self.id})"
        return f"{self.kind} {name}".rstrip()


@dataclass(frozen=True, slots=True)
class Line:
    """One finding."""

    code: str
    weight: Status
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """Findings that are only in one of both, under a heading; `more` are not listed."""

    heading: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that a comparison says, in the order in which it is read."""

    kind: str
    title: str
    headline: str
    follow_ups: tuple[str, ...]
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    tallies: tuple[Tally, ...]
    movements: tuple[Movements, ...]
    changed: tuple[Changed, ...]
    more_changed: int
    findings: tuple[Found, ...]
    is_tried: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """The same as tables, for pages."""

    promises: Table | None
    changed: Table | None
