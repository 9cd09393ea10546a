"""Hours as a model file writes them in; the quarters of an hour of one week in which they are open out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from .reading import Model

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUARTER = 900
QUARTERS = 7 * 96

Quarters = frozenset[int]
Ahead = dict[str, int]
"""By how many quarters of an hour the clocks of a zone are ahead of UTC."""

EVERY: Quarters = frozenset(range(QUARTERS))


def quarters(entry: Model | None, ahead: Ahead) -> Quarters:
    """The quarters of a UTC week in which a calendar, or maintenance, is open; all of them without one."""
    if entry is None:
        return EVERY
    shift = ahead[entry.get("timezone", "UTC")]
    return frozenset((quarter - shift) % QUARTERS for quarter in local(tuple(entry["hours"].items())))


@cache
def local(hours: tuple[tuple[str, str], ...]) -> Quarters:
    """The same on the wall of its own zone, walked a quarter at a time."""
    found = set()
    for key, spans in hours:
        for day in days(key):
            for span in spans.split(", ") if spans != "closed" else ():
                start, end = (int(hour) * 4 + int(minute) // 15 for hour, minute in map(split, span.split("-")))
                at = start
                while at % 96 != end % 96 or at == start:
                    found.add((day * 96 + at) % QUARTERS)
                    at += 1
    return frozenset(found)


def split(time: str) -> list[str]:
    return time.split(":")


def days(key: str) -> Iterator[int]:
    """The days of a key, such as mon or fri-mon."""
    first, last = (DAYS.index(name) for name in (key.split("-") * 2)[:2])
    yield from (day % 7 for day in range(first, last + 1 if last >= first else last + 8))


def seasons(zones: tuple[str, ...], first: date, last: date) -> Iterator[Ahead]:
    """Every way in which the clocks of zones are apart in a stretch of days, in the order in which it is met."""
    seen = set()
    day = first
    while day <= last + timedelta(days=1):
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        ahead = {zone: offset(moment, zone) for zone in zones}
        apart = tuple(ahead[zone] - ahead[zones[0]] for zone in zones)
        if apart not in seen:
            seen.add(apart)
            yield ahead
        day += timedelta(days=1)


def offset(moment: datetime, zone: str) -> int:
    """By how many quarters of an hour the clocks of a zone are ahead."""
    ahead = moment.astimezone(ZoneInfo(zone)).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds()) // QUARTER
