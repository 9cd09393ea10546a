"""Times on the wall of a time zone in; instants out, also where clocks are put forward or back."""

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
    since, ahead = [BEFORE_ALL], [offset(zone, seconds(stretch.first))]
    for day in range(seconds(stretch.first), seconds(stretch.last), DAY):
        if offset(zone, day + DAY) != ahead[-1]:
            since.append(change(zone, day, day + DAY))
            ahead.append(offset(zone, day + DAY))
    return Wall(np.asarray(since), np.asarray(ahead))


def change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first second between two at which the offset is that of the latter."""
    while after - before > 1:
        middle = (before + after) // 2
        if offset(zone, middle) == offset(zone, after):
            after = middle
        else:
            before = middle
    return after


def seconds(day: date) -> int:
    """The seconds since 1970 at which a day begins, were it in UTC."""
    return (day - FIRST_DAY).days * DAY


def offset(zone: ZoneInfo, second: int) -> int:
    """By how many seconds the clocks of a zone are ahead of UTC at an instant."""
    ahead = (EPOCH + timedelta(seconds=second)).astimezone(zone).utcoffset()
    return int(ahead.total_seconds()) if ahead else 0
