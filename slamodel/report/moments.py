"""Instants in microseconds in; them as local dates and times out, in words that depend on no setting of the machine."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slamodel.clock import moment_of
from slamodel.gaps import moments

DAYS, MONTHS = (tuple(name[:3] for name in names) for names in (moments.DAYS, moments.MONTHS))
_MINUTE = timedelta(minutes=1)


def local(instant: int, zone: ZoneInfo, *, up: bool = False) -> datetime:
    """The minute in which an instant lies, or for what ends then the first one that is not before it."""
    moment = moment_of(instant, zone)
    minute = moment.replace(second=0, microsecond=0)
    return minute + _MINUTE if up and minute < moment else minute


def in_words(when: datetime) -> str:
    """`Fri 18 Dec 16:00`."""
    return f"{day(when)} {MONTHS[when.month - 1]} {when:%H:%M}"


def day(when: datetime) -> str:
    """`Fri 18`."""
    return f"{DAYS[when.weekday()]} {when.day}"


def with_year(when: datetime) -> str:
    """`Fri 18 Dec 2026, 16:00`."""
    return f"{day(when)} {MONTHS[when.month - 1]} {when.year}, {when:%H:%M}"


def span(start: int, end: int, zone: ZoneInfo) -> str:
    """From when to when, the day said once, and years only where they differ: `Fri 18 Dec 16:00 to 17:30`."""
    begins, ends = local(start, zone), local(end, zone, up=True)
    if begins.year != ends.year:
        return f"{with_year(begins)} to {with_year(ends)}"
    until = f"{ends:%H:%M}" if begins.date() == ends.date() else in_words(ends)
    return f"{in_words(begins)} to {until}"
