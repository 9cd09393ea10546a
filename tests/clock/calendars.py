"""Hours, zones and times of day as people write them in; clocks and instants out."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from slamodel.clock import Clock, Clocks, Course, Stretch, instant_of, moment_of
from slamodel.model import Calendar

AMSTERDAM = "Europe/Amsterdam"
YEAR = Stretch(date(2026, 11, 1), date(2027, 10, 31))
HOUR = 3_600
MINUTE_US = 60_000_000
HOUR_US = 60 * MINUTE_US


def calendar(hours, zone=AMSTERDAM, **more):
    return Calendar.model_validate({"id": "office", "timezone": zone, "hours": hours, **more})


def clock(hours, zone=AMSTERDAM, stretch=YEAR, **more) -> Clock:
    return Clocks({"office": calendar(hours, zone, **more)}, {}).clock("office", stretch)


def always(stretch=YEAR) -> Clock:
    return Clocks({}, {}).clock("always", stretch)


def at(text: str, zone: str = AMSTERDAM) -> int:
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def utc(text: str) -> int:
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=UTC))


def shown(instant: int, zone: str = AMSTERDAM) -> str:
    return f"{moment_of(instant, ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


def end(of: Clock, start: str, hours: float) -> str:
    """When so many working hours are spent, both in the zone of the clock."""
    return shown(of.spending(hours * HOUR).at(at(start, of.zone.key)), of.zone.key)


def open_hours(of: Clock, first: str, last: str) -> float:
    """The working hours between two times in the zone of the clock."""
    worked: Course = of.worked()
    return (worked.at(at(last, of.zone.key)) - worked.at(at(first, of.zone.key))) / HOUR_US
