"""Times on the wall of a time zone in; instants out, also where clocks are put forward or back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from slamodel.clock.course import BEFORE_ALL, NEVER, Instants
from slamodel.clock.hours import DAY
from slamodel.clock.later import Later
from slamodel.clock.stretch import Stretch

if TYPE_CHECKING:
    import numpy as np
else:
    np = Later("numpy")

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY = EPOCH.date()
BETWEEN_LOOKS = 3 * DAY
"""No clocks of the last eighty years were turned twice within six days."""


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name; kept, for only the last few of them are read from a file just once."""
    return ZoneInfo(name)


def instant_of(moment: datetime) -> int:
    """The microseconds since 1970 of a moment that knows its time zone."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment_of(instant: int, zone: ZoneInfo) -> datetime:
    """The moment of an instant as clocks in a time zone show it."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


class Wall(NamedTuple):
    """The clocks on the wall in a time zone: from each of these seconds since 1970 on they are so far ahead of UTC."""

    since: Instants
    ahead: Instants

    def opens(self, shown: Instants) -> Instants:
        """The seconds at which the wall first shows these times or, where it leaps over them, any later one."""
        pieces = np.searchsorted(np.append(self.since[1:], NEVER) + self.ahead, shown, "right")
        opening: Instants = np.maximum(self.since[pieces], shown - self.ahead[pieces])
        return opening

    def closes(self, shown: Instants) -> Instants:
        """The seconds from which on the wall shows no time before these any more."""
        pieces = np.searchsorted(self.since + self.ahead, shown, "left") - 1
        closing: Instants = np.minimum(np.append(self.since[1:], NEVER)[pieces], shown - self.ahead[pieces])
        return closing


@lru_cache(maxsize=256)
def wall(zone: ZoneInfo, stretch: Stretch) -> Wall:
    """The clocks of a zone over a stretch; what they show before and after is as at its edges."""
    begins, ends = seconds(stretch.first), seconds(stretch.last)
    turns = [turn for turn in turns_of(zone, stretch) if begins < turn.second <= ends]
    ahead = [ahead_at(zone, begins).seconds, *(turn.ahead.seconds for turn in turns)]
    return Wall(np.asarray([BEFORE_ALL, *(turn.second for turn in turns)]), np.asarray(ahead))


class Ahead(NamedTuple):
    """By how many seconds the clocks of a zone are ahead of UTC, and whether that is its summer time."""

    seconds: int
    is_summer: bool


class Turn(NamedTuple):
    """A second from which on the clocks of a zone are ahead otherwise than before it."""

    second: int
    ahead: Ahead


def turns_of(zone: ZoneInfo, stretch: Stretch) -> Iterator[Turn]:
    """Every turn of the clocks of a zone in the years of a stretch."""
    for year in range(stretch.first.year, stretch.last.year + 1):
        yield from turns_in(zone, year)


@lru_cache(maxsize=8192)
def turns_in(zone: ZoneInfo, year: int) -> tuple[Turn, ...]:
    """The turns of the clocks of a zone after a year began and until the next one begins."""
    begins, ends = seconds(date(year, 1, 1)), seconds(date(year + 1, 1, 1))
    looks = [*range(begins, ends, BETWEEN_LOOKS), ends]
    shown = [ahead_at(zone, second) for second in looks]
    return tuple(
        Turn(change(zone, looks[at], looks[at + 1]), shown[at + 1])
        for at in range(len(looks) - 1)
        if shown[at] != shown[at + 1]
    )


def change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first second between two at which the clocks are ahead as at the latter."""
    there = ahead_at(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        if ahead_at(zone, middle) == there:
            after = middle
        else:
            before = middle
    return after


def seconds(day: date) -> int:
    """The seconds since 1970 at which a day begins, were it in UTC."""
    return (day - FIRST_DAY).days * DAY


def ahead_at(zone: ZoneInfo, second: int) -> Ahead:
    """How the clocks of a zone are ahead of UTC at an instant."""
    moment = (EPOCH + timedelta(seconds=second)).astimezone(zone)
    ahead = moment.utcoffset()
    return Ahead(ahead.days * DAY + ahead.seconds if ahead else 0, bool(moment.dst()))
