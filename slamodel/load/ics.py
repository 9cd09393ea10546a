"""The bytes of a calendar file in; the days of its whole-day events out, those that come again included.

The one door to the library that reads such files, imported only for models that name one. Nothing that stands in a file
makes it work for long: what the library gets has been sifted by `ics_lines`, and recurrences are counted by `ics_rules`
before `ics_series` follows them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from icalendar import Calendar

from slamodel.load.ics_lines import MOST_FILES, UnusableError, events_of
from slamodel.load.ics_rules import LAST, Rule, steps, times
from slamodel.load.ics_series import days_of

MOST_DAYS, _MOST_STEPS = 10_000, 100_000
FIRST = date(1970, 1, 1)
_TOO_MANY, _FEWER = f"comes to more than {MOST_DAYS:,} days", "keep the days of some years only"
_EARLIEST = date(1900, 1, 1)


class DaysOff(NamedTuple):
    """The days of a file in their order, and the names of its events that have times of day and are left out."""

    days: tuple[date, ...]
    timed: tuple[str, ...]


@lru_cache(maxsize=2 * MOST_FILES)
def days_off(data: bytes) -> DaysOff:
    """The days off of a calendar file; raises `UnusableError`."""
    text = events_of(data)
    try:
        return _days_off(Calendar.from_ical(text.encode(), multiple=True))
    except UnusableError:
        raise
    except Exception as error:  # whatever the library makes of a hostile file, it is the file that is wrong
        raise UnusableError("cannot be read as a calendar", "export it again from where it comes from") from error


def _days_off(calendars: Iterable[Any]) -> DaysOff:
    events = list(_latest(event for calendar in calendars for event in calendar.walk("VEVENT")))
    held = [event for event in events if str(event.get("STATUS", "")).upper() != "CANCELLED"]
    whole = [event for event in held if _is_whole_day(event)]
    timed = tuple(_name(event) for event in held if not _is_whole_day(event))
    _bound(whole)
    replaced = _replaced(events)
    days = {day for event in whole for day in _days(event, replaced.get(_uid(event), frozenset()))}
    return DaysOff(tuple(sorted(day for day in days if FIRST <= day <= LAST)), timed)


def _latest(events: Iterable[Any]) -> Iterator[Any]:
    """Events without earlier versions of them."""
    versions: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for event in events:
        again = event.get("RECURRENCE-ID")
        versions[_uid(event) or f"\n{id(event)}", str(_day(again.dt)) if again else ""].append(event)
    for same in versions.values():
        last = max(map(_version, same))
        yield from (event for event in same if _version(event) == last)


def _version(event: Any) -> int:
    return int(event.get("SEQUENCE", 0))


def _uid(event: Any) -> str:
    return str(event.get("UID", ""))


def _replaced(events: Iterable[Any]) -> dict[str, frozenset[date]]:
    """The days of each series that something else takes the place of, or that are cancelled."""
    found: dict[str, set[date]] = defaultdict(set)
    for event in events:
        if (again := event.get("RECURRENCE-ID")) is not None:
            if "RANGE" in again.params:
                raise UnusableError(f'changes a series from some day on, which is not followed: "{_name(event)}"')
            found[_uid(event)].add(_day(again.dt))
    return {uid: frozenset(days) for uid, days in found.items()}


def _days(event: Any, replaced: frozenset[date]) -> Iterator[date]:
    """The days of an event; those of a series without what is taken out of it."""
    start = event["DTSTART"].dt
    out = {_day(one.dt) for dates in _listed(event.get("EXDATE")) for one in dates.dts}
    begins = {start, *_more(event)}.union(*(days_of(rule, start) for rule in _rules(event)))
    if event.get("RECURRENCE-ID") is None:
        out |= replaced
    length = _length(event, start)
    for begin in begins - out:
        if _EARLIEST <= begin <= LAST:
            yield from (begin + timedelta(days=step) for step in range(length))


def _more(event: Any) -> Iterator[date]:
    return (_day(one.dt) for dates in _listed(event.get("RDATE")) for one in dates.dts)


def _day(when: Any) -> date:
    """The day that is named; programs also write the midnight with which it begins."""
    if isinstance(when, datetime):
        return when.date()
    if not isinstance(when, date):
        raise UnusableError("names a span of time where a day is expected")
    return when


def _is_whole_day(event: Any) -> bool:
    start, end = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    if not isinstance(start, date):
        raise UnusableError(f'has an event without a day that can be read: "{_name(event)}"')
    return not isinstance(start, datetime) and not isinstance(end, datetime)


def _bound(events: Iterable[Any]) -> None:
    """Count what events come to at most before their recurrences are followed; raises `UnusableError`."""
    days = looked_at = 0
    for event in events:
        start, rules = event["DTSTART"].dt, list(_rules(event))
        if rules and start < _EARLIEST:
            raise UnusableError(f'has an event that comes again since before {_EARLIEST.year}: "{_name(event)}"')
        begins = 1 + sum(1 for _ in _more(event)) + sum(times(rule, start) for rule in rules)
        days += begins * _length(event, start)
        looked_at += sum(steps(rule, start) for rule in rules)
        if days > MOST_DAYS or looked_at > _MOST_STEPS:
            raise UnusableError(_TOO_MANY, _FEWER)


def _length(event: Any, start: date) -> int:
    end, length = (getattr(event.get(name), "dt", None) for name in ("DTEND", "DURATION"))
    days = (end - start).days if isinstance(end, date) else length.days if isinstance(length, timedelta) else 1
    if days < 0:
        raise UnusableError(f'has an event that ends before it starts: "{_name(event)}"')
    return max(days, 1)


def _rules(event: Any) -> Iterator[Rule]:
    for rule in _listed(event.get("RRULE")):
        yield {str(part).upper(): [_written(value) for value in _listed(values)] for part, values in rule.items()}


def _written(value: Any) -> str:
    return value.strftime("%Y%m%d") if isinstance(value, date) else str(value)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _name(event: Any) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())[:60] or "without a name"
