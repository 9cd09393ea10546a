"""An analysis in; the risks that somebody has accepted out: what there is for each, who, why, and until when."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps import RULES, Accepted, Finding
from slamodel.gaps.wording import number
from slamodel.model import Waiver
from slamodel.report import figures, wording
from slamodel.report.promises import MOST_ROWS, cut_note
from slamodel.report.views import Cell, Column, Group, Table

_COLUMNS = (
    Column("What is accepted"),
    Column("Promised", is_number=True),
    Column("Ensured below", is_number=True),
    Column("Accepted by"),
    Column("Why"),
    Column("Until", is_number=True),
    Column("Place"),
)
_TITLES = {rule.code: rule.title for rule in RULES}


class Risk(NamedTuple):
    """A finding that is accepted for one promise, or as a whole where it is about none."""

    finding: Finding
    accepted: Accepted


def risks(analysis: Analysis) -> Iterator[Risk]:
    """All that is accepted today, by the code of the finding."""
    for finding in sorted(analysis.findings, key=lambda found: found.code):
        for part in finding.each:
            yield from (Risk(part, accepted) for accepted in part.accepted)


def table(analysis: Analysis) -> Table | None:
    """The accepted risks, under the finding that each is; None where there are none."""
    rows: dict[str, list[tuple[Cell, ...]]] = {}
    found = tuple(risks(analysis))
    for risk in found[:MOST_ROWS]:
        rows.setdefault(risk.finding.code, []).append(_row(analysis, risk))
    groups = tuple(Group(f"{code} {_TITLES.get(code, '')}".strip(), tuple(lines)) for code, lines in rows.items())
    note = cut_note(min(len(found), MOST_ROWS), len(found))
    return Table("Accepted risks", _COLUMNS, groups, note) if groups else None


def _row(analysis: Analysis, risk: Risk) -> tuple[Cell, ...]:
    waiver = risk.accepted.waiver
    return (
        *_subject(analysis, risk),
        Cell(wording.isolated(waiver.owner or "")),
        Cell(wording.isolated(waiver.reason or "")),
        Cell(wording.last_day(waiver), (left(waiver, analysis.as_of),)),
        wording.place_cell(wording.place(analysis, risk.accepted.at)),
    )


def _subject(analysis: Analysis, risk: Risk) -> tuple[Cell, Cell, Cell]:
    """The promise with its figures, as they are; of what is about no promise its agreement and what was found."""
    if risk.accepted.promise in analysis.ids:
        promise = analysis.target(risk.accepted.promise)
        agreement = analysis.landscape.agreements[promise.agreement]
        about = Cell(wording.subject(analysis, promise), (wording.made_for(analysis, agreement), promise.id))
        if promise.promised is None:
            return about, Cell(""), Cell("")
        promised, ensured, *_ = figures.of(promise)
        return about, promised, ensured
    agreement = analysis.landscape.agreements[str(risk.accepted.at[1])]
    return wording.agreement_cell(agreement, risk.finding.message), Cell(""), Cell("")


def left(waiver: Waiver, today: date) -> str:
    """How many days a waiver still holds after the day that is looked at."""
    if waiver.until is None:
        return ""
    days = (waiver.until - today).days
    if days <= 0:
        return "over" if days else "today is the last day"
    return f"{number(days, 'day')} left"
