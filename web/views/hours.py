"""A calendar or a maintenance window in; what its hours come to out: a week, days off, the next times, its users."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from slamodel.clock import Stretch, days_off_of, week_of
from slamodel.clock.constellations import Pattern
from slamodel.clock.hours import DAY, Span, hours_by_day, merged
from slamodel.gaps.moments import DAYS
from slamodel.gaps.wording import number
from slamodel.model import Calendar, Landscape, Maintenance
from slamodel.report import wording
from slamodel.report.weeks import amount, in_words

from ..forms.choices import Tree
from ..forms.references import references_to
from .entries import Resting, resting

WITH_HOURS = ("calendars", "maintenance")
"""The kinds of entries that have hours."""
_AHEAD = 366
"""How far openings are looked for."""
_OPENINGS, _USERS = 5, 24


class Off(NamedTuple):
    """A day off: the day and what it is called; one on which nobody would have been there is told apart."""

    day: str
    name: str
    is_closed_anyway: bool


class Year(NamedTuple):
    """The days off of a year, and how many of them would have had hours."""

    year: int
    days: tuple[Off, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Hours:
    """What is shown below the form of a calendar or of a maintenance window."""

    week: str
    zone: str
    years: tuple[Year, ...]
    openings: tuple[str, ...]
    since: str


@dataclass(frozen=True, slots=True)
class Users:
    """The entries that count in these hours: the first, and how many more there are."""

    shown: tuple[Resting, ...]
    more: int


def users(tree: Tree, section: str, name: str) -> Users:
    """Who uses these hours."""
    found = references_to(tree, section, name)
    return Users(resting(found[:_USERS], tree), max(0, len(found) - _USERS))


def hours(landscape: Landscape, section: str, name: str, day: date) -> Hours | None:
    """What hours come to from a day on; None where they cannot be counted with."""
    entry = landscape.calendars.get(name) if section == "calendars" else landscape.maintenance.get(name)
    if entry is None:
        return None
    off = _off(entry, landscape, day)
    week = week_of(entry.hours, entry.timezone, Pattern("", entry.timezone, {entry.timezone: 0}, day))
    return Hours(
        f"{amount(week.seconds)} a week: {in_words(week)}",
        entry.timezone,
        tuple(_years(entry, off)),
        tuple(islice(_openings(entry, off, day), _OPENINGS)),
        wording.day(day),
    )


def _off(entry: Calendar | Maintenance, landscape: Landscape, day: date) -> Mapping[date, str]:
    """The days off of this year and the next."""
    if not isinstance(entry, Calendar):
        return {}
    return days_off_of(entry, Stretch(day.replace(month=1, day=1), date(day.year + 1, 12, 31)), landscape.days_off)


def _years(entry: Calendar | Maintenance, off: Mapping[date, str]) -> Iterator[Year]:
    by_day = hours_by_day(entry.hours)
    for year in sorted({day.year for day in off}):
        days = tuple(Off(_named(day), name, not by_day[day.weekday()]) for day, name in off.items() if day.year == year)
        closing = sum(not day.is_closed_anyway for day in days)
        anyway = f", {len(days) - closing:,} of them closed anyway" if closing < len(days) else ""
        yield Year(year, days, f"{number(len(days), 'day')} off{anyway}")


def _openings(entry: Calendar | Maintenance, off: Mapping[date, str], first: date) -> Iterator[str]:
    """When it is open, from the first day on; what goes on without a break is one opening."""
    spells = merged(_spells(entry, off, first))
    for start, end in spells:
        is_endless = end >= _AHEAD * DAY
        yield f"{_moment(first, start)} {'on, without a break' if is_endless else f'to {_end(first, start, end)}'}"


def _spells(entry: Calendar | Maintenance, off: Mapping[date, str], first: date) -> Iterable[Span]:
    by_day = hours_by_day(entry.hours)
    for ahead in range(_AHEAD):
        day = first + timedelta(ahead)
        if day not in off:
            yield from ((ahead * DAY + start, ahead * DAY + end) for start, end in by_day[day.weekday()])


def _moment(first: date, second: int) -> str:
    return f"{_named(first + timedelta(second // DAY))}, {_time(second % DAY)}"


def _end(first: date, start: int, end: int) -> str:
    """The time alone where it is on the same day, of which 24:00 is the end."""
    if (end - 1) // DAY == start // DAY:
        return _time((end - 1) % DAY + 1)
    return _moment(first, end)


def _time(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"


def _named(day: date) -> str:
    return f"{DAYS[day.weekday()]} {wording.day(day)}"
