"""An agreement and a day in; the days out over which its promises are looked at."""

from datetime import date, timedelta

from slamodel.clock import Stretch
from slamodel.model import Agreement

LONGEST_YEARS = 10
"""Holidays are known about so far ahead, and hardly a contract runs longer."""


def term_of(agreement: Agreement, as_of: date) -> Stretch:
    """The agreement's own term; one that is open begins with the day, or ends a year after it began to count.

    One that has renewed by itself ends with the period that runs on the day.
    """
    start, end = agreement.term.start, agreement.term.end_on(as_of)
    if end is None:
        return year_from(max(as_of, start or as_of))
    if start is None or _end_of_years(start, LONGEST_YEARS) < end:
        start = min(max(as_of, start or as_of), end)
    return Stretch(start, min(end, _end_of_years(start, LONGEST_YEARS)))


def ahead_of(agreement: Agreement, as_of: date) -> Stretch:
    """The days of the term that are still to come; all of it where it is over."""
    term = term_of(agreement, as_of)
    return term._replace(first=max(term.first, as_of)) if as_of <= term.last else term


def year_from(day: date) -> Stretch:
    """One year that begins on this day."""
    return Stretch(day, _end_of_years(day, 1))


def whole_years(stretch: Stretch) -> Stretch:
    """The calendar years that the days are in: terms that differ by days share what is built for a year."""
    return Stretch(date(stretch.first.year, 1, 1), date(stretch.last.year, 12, 31))


def _end_of_years(day: date, years: int) -> date:
    """The last of so many years' days; a year that begins on 29 February ends on 28 February."""
    if day.year + years > date.max.year:
        return date.max
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day) - timedelta(days=not is_leap_day)
