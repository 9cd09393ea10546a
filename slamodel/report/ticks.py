"""Two instants and a time zone in; the marks of a scale between them out, with as many labels as have room."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slamodel.clock import instant_of
from slamodel.report import moments
from slamodel.report.views import Tick

_HOURS = (1, 2, 3, 6, 12, 24, 48, 72, 7 * 24, 14 * 24, 28 * 24)
_MOST = 6
"""Labels that fit beside one another on a phone."""
_WIDTH = 96
_LAST = 86
"""Where the last label may begin."""


def ticks(start: int, end: int, zone: ZoneInfo) -> tuple[Tick, ...]:
    """Whole hours or midnights, by what leaves room for the labels."""
    length = max(end - start, 1)
    hours = next((step for step in _HOURS if length <= _MOST * step * 3_600_000_000), _HOURS[-1])
    found: list[Tick] = []
    for when in _marks(moments.local(start, zone), hours):
        instant = instant_of(when)
        if instant > end:
            return tuple(found)
        if instant >= start:
            at = round(_WIDTH * (instant - start) / length, 3)
            label = moments.day(when) if when.hour == 0 else f"{when:%H:%M}"
            found.append(Tick(at, label if at <= _LAST else ""))
    return tuple(found)


def _marks(start: datetime, hours: int) -> Iterator[datetime]:
    """Every so many hours on the clock on the wall, from midnight on."""
    when = start.replace(hour=0, minute=0)
    while True:
        yield when
        when += timedelta(hours=hours)
