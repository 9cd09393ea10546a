"""The bytes of a calendar file in; the days of its whole-day events out, those that come again included.

The one door to the libraries for such files, imported only for models that name one. Nothing that stands in a file
makes them work for long: what they get has been sifted by `ics_lines` and counted by `ics_rules`.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from icalendar import Calendar
from recurring_ical_events import of  # type: ignore[import-untyped]

from slamodel.load.ics_lines import UnusableError, events_of
from slamodel.load.ics_rules import LAST, Rule, times

MOST_DAYS = 20_000
FIRST = date(1970, 1, 1)
_TOO_MANY, _FEWER = f"comes to more than {MOST_DAYS:,} days", "keep the days of some years only"
_EARLIEST = date(1900, 1, 1)


class DaysOff(NamedTuple):
    """The days of a file in their order, and the names of its events that have times of day and are left out."""

    days: tuple[date, ...]
    timed: tuple[str, ...]


@lru_cache(maxsize=16)
def days_off(data: bytes) -> DaysOff:
    """The days off of a calendar file; raises `UnusableError`."""
    text = events_of(data)
    try:
        return _days_off(Calendar.from_ical(text.encode()))
    except UnusableError:
        raise
    except Exception as error:  # whatever the libraries make of a hostile file, it is the file that is wrong
        raise UnusableError("cannot be read as a calendar", "export it again from where it comes from") from error


def _days_off(calendar: Any) -> DaysOff:
    held = [event for event in calendar.walk("VEVENT") if str(event.get("STATUS", "")).upper() != "CANCELLED"]
    whole = [event for event in held if _is_whole_day(event)]
    timed = tuple(_name(event) for event in held if not _is_whole_day(event))
    if sum(map(_most_days, whole)) > MOST_DAYS:
        raise UnusableError(_TOO_MANY, _FEWER)
    calendar.subcomponents = [event for event in whole if _may_be_followed(event)]
    days = list(islice(_days(calendar), MOST_DAYS + 1))
    if len(days) > MOST_DAYS:  # an exception from a recurrence may have been longer than counted
        raise UnusableError(_TOO_MANY, _FEWER)
    return DaysOff(tuple(sorted(set(days))), timed)


def _days(calendar: Any) -> Iterator[date]:
    for event in of(calendar).between(FIRST, LAST):
        start, end = event.start, event.end
        if not isinstance(start, datetime) and not isinstance(end, datetime):
            yield from (start + timedelta(days=step) for step in range(max((end - start).days, 1)))


def _is_whole_day(event: Any) -> bool:
    start, end = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    if not isinstance(start, date):
        raise UnusableError(f'has an event without a day that can be read: "{_name(event)}"')
    return not isinstance(start, datetime) and not isinstance(end, datetime)


def _may_be_followed(event: Any) -> bool:
    start: date = event["DTSTART"].dt
    return _EARLIEST <= start <= LAST


def _most_days(event: Any) -> int:
    """How many days an event comes to at most, counted before any library follows its recurrences."""
    start = event["DTSTART"].dt
    rules = list(_rules(event))
    if rules and start < _EARLIEST:
        raise UnusableError(f'has an event that comes again since before {_EARLIEST.year}: "{_name(event)}"')
    more = sum(len(getattr(dates, "dts", ())) for dates in _listed(event.get("RDATE")))
    return (1 + more + sum(times(rule, start) for rule in rules)) * _length(event, start)


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
