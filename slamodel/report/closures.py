"""Calendars and a term in; the days on which one is closed and another is not out, in a few sentences."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from slamodel.analysis import Analysis
from slamodel.clock import Stretch, days_off_of
from slamodel.clock.hours import hours_by_day
from slamodel.gaps.wording import listed, number
from slamodel.propagate import Promise
from slamodel.propagate.term import ahead_of
from slamodel.report import wording
from slamodel.report.counting import Counting

_MOST_DAYS = 4
_MOST_LINKS = 6


def still_to_come(analysis: Analysis, promise: Promise) -> Stretch:
    """The days of the term of a promise that are still to come."""
    return ahead_of(analysis.landscape.agreements[promise.agreement], analysis.as_of)


def notes(analysis: Analysis, stretch: Stretch, own: str, links: Sequence[Counting]) -> Iterator[str]:
    """Which days the promise leaves out, and on which further ones each link is closed, with their names."""
    mine, open_on = _days_off(analysis, own, stretch), _open_on(analysis, own)
    if mine:
        yield f"The promise does not count {number(len(mine), 'day')}: {_named(mine)}."
    for link in links[:_MOST_LINKS]:
        theirs = _days_off(analysis, link.terms.calendar, stretch)
        further = {day: name for day, name in theirs.items() if day not in mine and day.weekday() in open_on}
        if further:
            days = f"closed on {number(len(further), 'day')} that the promise counts"
            yield f"{listed(link.names)}: {days}: {_named(further)}."


def _days_off(analysis: Analysis, calendar: str, stretch: Stretch) -> Mapping[date, str]:
    """The days off among those on which a calendar would be open."""
    entry = analysis.landscape.calendars.get(calendar)
    if entry is None or entry.holidays is None:
        return {}
    off, open_on = days_off_of(entry, stretch, analysis.landscape.days_off), _open_on(analysis, calendar)
    return {day: name for day, name in off.items() if day.weekday() in open_on}


def _open_on(analysis: Analysis, calendar: str) -> AbstractSet[int]:
    """The days of the week on which a calendar has hours, Monday as 0."""
    entry = analysis.landscape.calendars.get(calendar)
    if entry is None:
        return frozenset(range(7))
    return {day for day, spans in enumerate(hours_by_day(entry.hours)) if spans}


def _named(days: Mapping[date, str]) -> str:
    shown = (f"{wording.day(day)} ({name})" if name else wording.day(day) for day, name in sorted(days.items()))
    return listed(shown, _MOST_DAYS)
