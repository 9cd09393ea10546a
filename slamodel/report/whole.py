"""A whole report as frozen views, in the order in which it is read."""

from dataclasses import dataclass

from slamodel.report.views import AskGroup, Section, Shade, Spell, Table, Term, Tick


@dataclass(frozen=True, slots=True)
class TermBar:
    """One agreement: until when it runs in words, all that is drawn in words, its bars, and its marks in percent."""

    label: str
    note: str
    text: str
    spells: tuple[Spell, ...]
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DateLine:
    """Terms of agreements on one scale; `limit` is the day looked at, in percent of the width."""

    heading: str
    ticks: tuple[Tick, ...]
    rows: tuple[TermBar, ...]
    limit: float
    limit_label: str
    shades: tuple[Shade, ...]
    note: str

    @property
    def text(self) -> str:
        """The same in words, for whoever cannot draw."""
        return "; ".join(f"{row.label}: {row.text}" for row in self.rows) + f"; as of {self.limit_label}."


@dataclass(frozen=True, slots=True)
class Dates:
    """What has to be decided first, the terms on one line, and the days that matter."""

    first: str
    line: DateLine | None
    table: Table


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in the order in which it is read; what is empty is left out by whoever lays it out."""

    title: str
    headline: str
    follow_ups: tuple[str, ...]
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    worst: Table | None
    asks: tuple[AskGroup, ...]
    asks_intro: str
    asks_note: str
    next_to_end: Table | None
    promises: tuple[Table, ...]
    sections: tuple[Section, ...]
    sections_note: str
    findings: Table | None
    accepted: Table | None
    money: Table | None
    given: Table | None
    dates: Dates | None
    method: tuple[str, ...]
    assumed: tuple[str, ...]
    unknown: tuple[str, ...]
    not_evaluated: tuple[str, ...]
    diagnostics: Table | None
    glossary: tuple[Term, ...]
    sources: Table | None
