"""A promise and a basis in; its page out: how it could be shared out over all that it rests on, method by method."""

from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised
from slamodel.plan.outcome import Basis
from slamodel.propagate import Promise
from slamodel.report import apportionment as report
from slamodel.report.views import Cell, Column, Group, Table

BASES: dict[Basis, str] = {
    "guaranteed": "whatever the timing of outages",
    "independent": "on average, if outages are unrelated",
}
MOST_LINKS = 80
_TOO_MANY = "It rests on more links than a page shares out: `slamodel apportion` does so on the command line."


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says."""

    sentence: str
    table: Table | None
    meanings: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def heading(analysis: Analysis, promise: Promise) -> str:
    """What the page is about."""
    return f"{promise.agreement}: {analysis.landscape.label(promise.service)}"


def page(analysis: Analysis, promise: Promise, basis: Basis) -> Page:
    """The levels of all links by every method, side by side."""
    if len({*promise.direct.inputs, *promise.end_to_end.inputs}) > MOST_LINKS:
        return Page("", None, (), (_TOO_MANY,))
    shown = report.side_by_side(analysis, promise, basis=basis)
    meanings = tuple((capitalised(report.LABELS[one.method]), report.MEANINGS[one.method]) for one in shown.found)
    table = _table(shown) if shown.rows else None
    return Page(shown.promise, table, meanings if table else (), shown.notes)


def _table(shown: report.SideBySide) -> Table:
    labels = ("Today", *(capitalised(report.LABELS[one.method]) for one in shown.found))
    columns = (Column("Link"), *(Column(label, is_number=True) for label in labels))
    return Table("Levels by link and method", columns, (Group("", tuple(map(_row, shown.rows))),))


def _row(row: report.Row) -> tuple[Cell, ...]:
    about = tuple(filter(None, (row.party, row.stays)))
    levels = (Cell(one.level, (one.time,) if one.time else ()) for one in (row.today, *row.cells))
    return (Cell(row.subject, about), *levels)
