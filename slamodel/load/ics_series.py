"""A recurrence that is followed, and its first day, in; the days on which it comes out, in order."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, takewhile

from slamodel.load.ics_rules import LAST, Rule, until

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def days_of(rule: Rule, start: date) -> Iterator[date]:
    """The days of a rule that `ics_rules` has counted, from its first day on until 2100."""
    interval = int(rule.get("INTERVAL", ("1",))[0])
    count = int(rule["COUNT"][0]) if "COUNT" in rule else None
    end = until(rule)
    coming = _FREQUENCIES[rule["FREQ"][0].upper()](rule, start, interval)
    due = takewhile(lambda day: day <= end, (day for day in coming if day >= start))
    yield from islice(due, count)


def _daily(_rule: Rule, start: date, interval: int) -> Iterator[date]:
    for day in range(start.toordinal(), LAST.toordinal() + 1, interval):
        yield date.fromordinal(day)


def _weekly(rule: Rule, start: date, interval: int) -> Iterator[date]:
    begins = _DAYS.index(rule.get("WKST", ("MO",))[0].upper())
    weekdays = {_weekday(day)[1] for day in rule.get("BYDAY", ())} or {start.weekday()}
    steps = sorted((weekday - begins) % 7 for weekday in weekdays)
    first = start - timedelta((start.weekday() - begins) % 7)
    for week in range(first.toordinal(), LAST.toordinal() + 1, 7 * interval):
        yield from (date.fromordinal(week + step) for step in steps)


def _monthly(rule: Rule, start: date, interval: int) -> Iterator[date]:
    for month in range(start.year * 12 + start.month - 1, LAST.year * 12 + 12, interval):
        yield from _in_month(rule, start, month // 12, month % 12 + 1)


def _yearly(rule: Rule, start: date, interval: int) -> Iterator[date]:
    unstated = range(1, 13) if "BYDAY" in rule else (start.month,)
    months = sorted({int(month) for month in rule.get("BYMONTH", ())}) or unstated
    for year in range(start.year, LAST.year + 1, interval):
        for month in months:
            yield from _in_month(rule, start, year, month)


_FREQUENCIES = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}


def _in_month(rule: Rule, start: date, year: int, month: int) -> Iterator[date]:
    """The days of a month that a rule names by number, by weekday, or by both; else that of its first day."""
    began, length = monthrange(year, month)
    named, weekdays = rule.get("BYMONTHDAY", ()), rule.get("BYDAY", ())
    if not named and not weekdays:
        days = {start.day}
    else:
        numbers = {int(day) if int(day) > 0 else length + 1 + int(day) for day in named}
        of_week = {day for weekday in weekdays for day in _on(weekday, began, length)}
        days = numbers & of_week if named and weekdays else numbers | of_week
    yield from (date(year, month, day) for day in sorted(days) if 1 <= day <= length)


def _on(written: str, began: int, length: int) -> range:
    """The days of a month that are a `MO`, or its `2MO` or `-1MO`; the month began on a weekday."""
    ordinal, weekday = _weekday(written)
    every = range((weekday - began) % 7 + 1, length + 1, 7)
    if not ordinal:
        return every
    place = ordinal - 1 if ordinal > 0 else len(every) + ordinal
    return every[place : place + 1] if place >= 0 else every[:0]


@lru_cache(maxsize=256)
def _weekday(written: str) -> tuple[int, int]:
    """Of `-1FR` the -1 and the 4; without a number 0."""
    return int(written[:-2] or 0), _DAYS.index(written[-2:].upper())
