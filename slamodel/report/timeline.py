"""An analysis in; the terms of agreements side by side on one line, and the table of days that matter, out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slamodel.agenda import HORIZON_YEARS, Entry, Kind
from slamodel.agenda.feed import counted
from slamodel.analysis import Analysis
from slamodel.gaps.moments import MONTHS
from slamodel.gaps.wording import capitalised, number
from slamodel.model import Agreement
from slamodel.report import dates, wording
from slamodel.report.views import Cell, Column, Group, Shade, Spell, Table, Tick
from slamodel.report.whole import DateLine, Dates, TermBar
from slamodel.units import Period, later, show_period

MOST_ROWS, _MOST_BARS = 40, 20
"""Rows of the table and bars of the picture that a person still reads."""
_WIDTH, _LAST_LABEL = 96, 90
_LONG = 800
"""So many days are marked by years, fewer by quarters."""
_COLUMNS = ("Date", "What", "Agreement", "What to do", "What rests on it")
_SHADES = (Shade("worked", "in force"), Shade("waiting", "goes on by itself without notice"))
_BY = {Kind.NOTICE: "notice by", Kind.FOLLOW_ON: "to be settled by"}
_SAID_ALREADY = frozenset({Kind.ENDS, Kind.BEGINS, Kind.REVIEW})
"""Of which the words for the kind say all."""
_DAY = timedelta(days=1)


def section(analysis: Analysis) -> Dates | None:
    """What a report says about dates; None without any."""
    found = dates.entries(analysis)
    rows = table(analysis, found)
    return Dates(dates.first(analysis, found), line(analysis, found), rows) if rows else None


def table(analysis: Analysis, found: Sequence[Entry], most: int = MOST_ROWS) -> Table | None:
    """The first so many days, and a note when there are more."""
    rows = tuple(_row(analysis, entry) for entry in found[:most])
    more = len(found) - len(rows)
    note = (
        f"{number(more, 'later date is', 'later dates are')} left out here; `slamodel dates` lists all." if more else ""
    )
    return Table("Dates, the next first", tuple(map(Column, _COLUMNS)), (Group("", rows),), note) if rows else None


def _row(analysis: Analysis, entry: Entry) -> tuple[Cell, ...]:
    agreement = analysis.landscape.agreements[entry.agreement]
    event = "" if entry.kind in _SAID_ALREADY else entry.event
    return (
        Cell(wording.day(entry.day), (dates.to_go(analysis, entry),)),
        Cell(capitalised(entry.kind.label), (event,) if event else ()),
        wording.agreement_cell(agreement, agreement.kind.value),
        Cell(entry.act),
        Cell(counted(entry) or "no promise in force then"),
    )


def line(analysis: Analysis, found: Sequence[Entry]) -> DateLine | None:
    """The agreements that promises rest on and that have an end, by the day of their next decision."""
    decisions: dict[str, list[Entry]] = {}
    for entry in found:
        if entry.is_decision and entry.promises:
            decisions.setdefault(entry.agreement, []).append(entry)
    shown = [(analysis.landscape.agreements[name], entries) for name, entries in decisions.items()][:_MOST_BARS]
    if not shown:
        return None
    scale = _scale(analysis.as_of, [agreement for agreement, _ in shown])
    more = len(decisions) - len(shown)
    return DateLine(
        "The terms of the agreements that promises rest on, by the day of the next decision",
        tuple(scale.ticks()),
        tuple(_bar(agreement, entries, scale) for agreement, entries in shown),
        scale.at(analysis.as_of),
        wording.day(analysis.as_of),
        _SHADES if any(agreement.term.goes_on for agreement, _ in shown) else _SHADES[:1],
        f"{number(more, 'agreement')} with later decisions {'is' if more == 1 else 'are'} left out." if more else "",
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The days that are drawn, and where each lies in percent."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """The place of a day; what lies outside stands at the edge."""
        days = (min(max(day, self.start), self.end) - self.start).days
        return round(_WIDTH * days / max((self.end - self.start).days, 1), 2)

    def spell(self, first: date, last: date, tone: str) -> Spell:
        """From one day through another."""
        at = self.at(first)
        return Spell(at, round(self.at(min(last, date.max - _DAY) + _DAY) - at, 2), tone)

    def ticks(self) -> Iterator[Tick]:
        """The first of each year, or of each quarter where there is room for them."""
        months = 12 if (self.end - self.start).days > _LONG else 3
        for year in range(self.start.year, self.end.year + 1):
            for month in range(1, 13, months):
                day = date(year, month, 1)
                if self.start <= day <= self.end:
                    at, label = self.at(day), str(year) if month == 1 else MONTHS[month - 1][:3]
                    yield Tick(at, label if at <= _LAST_LABEL else "")


def _scale(as_of: date, agreements: Sequence[Agreement]) -> _Scale:
    """From a quarter before the day until the last end, but for a year at least and for the horizon at most."""
    ends = [end for agreement in agreements if (end := agreement.term.end_on(as_of)) is not None]
    least, most = later(as_of, Period(1, "year")), later(as_of, Period(HORIZON_YEARS, "year"))
    end = min(max(*ends, later(least, Period(1, "quarter"))), most)
    return _Scale(later(as_of, Period(1, "quarter"), -1), end)


def _bar(agreement: Agreement, entries: Sequence[Entry], scale: _Scale) -> TermBar:
    term, marks = agreement.term, [entry for entry in entries if entry.kind.is_mark]
    end = term.end_on(max(scale.start, term.start or scale.start)) or scale.end
    spells = [scale.spell(term.start or scale.start, end, "worked")]
    if term.goes_on and end < scale.end:
        spells.append(scale.spell(end + _DAY, scale.end, "waiting"))
    note = f"until {wording.day(end)}"
    if term.goes_on and term.renews:
        note = f"{note}, then {show_period(term.renews)} at a time"
    days = [f"{_BY[entry.kind]} {wording.day(entry.day)}" for entry in marks[:1]]
    drawn = tuple(scale.at(entry.day) for entry in marks if entry.day <= scale.end)
    name = wording.agreement_name(agreement)
    return TermBar(name, ", ".join((note, *days)), "; ".join((note, *days)), tuple(spells), drawn)
