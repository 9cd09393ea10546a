"""Instants in; them as people say them, in the time zone of a clock, out; no setting of the machine matters."""

from zoneinfo import ZoneInfo

from slamodel.clock import moment_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def said(instant: int, zone: str) -> str:
    """`Friday 18 December 2026 16:00`, the minute in which the instant lies."""
    when = moment_of(instant, ZoneInfo(zone))
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year} {when:%H:%M}"


def city(zone: str) -> str:
    """What people call a time zone: `Amsterdam`."""
    return zone.rpartition("/")[2].replace("_", " ")
