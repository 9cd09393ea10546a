"""An analysis in; the days that matter out, a page at a time, with what is first to decide and the line of terms."""

from dataclasses import dataclass

from slamodel.agenda import Entry
from slamodel.analysis import Analysis
from slamodel.report import dates, timeline
from slamodel.report.views import Table
from slamodel.report.whole import DateLine

from .remembered import once
from .tables import Page, paged


@dataclass(frozen=True, slots=True)
class Listing:
    """The days of one page; what there is none of is None."""

    first: str
    line: DateLine | None
    said: str
    table: Table | None
    page: Page[Entry]


def listing(analysis: Analysis, number_of_page: int) -> Listing:
    """The days from the one looked at on, the next first."""
    found = _entries(analysis)
    page = paged(found, number_of_page)
    said = "1 date." if page.total == 1 else f"{page.total:,} dates." if page.pages == 1 else f"Dates {page.said}."
    shown = timeline.line(analysis, found) if page.number == 1 else None
    return Listing(dates.first(analysis, found), shown, said, timeline.table(analysis, page.rows, len(page.rows)), page)


@once
def feed(analysis: Analysis) -> bytes:
    """All of them as a calendar to subscribe to."""
    return dates.to_ics(analysis)


@once
def _entries(analysis: Analysis) -> tuple[Entry, ...]:
    return dates.entries(analysis)
