"""Weekly hours, days off and a chain of steps in; the worst start out, found by walking every minute of a term.

Nothing here knows of knots or courses, and none of it comes from the engine: clocks on the wall are read, minutes are
counted. A start is a full minute, or just after it: then the first moment of that minute is gone already.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HALF_HOUR = 30  # clocks are put forward or back on the full or half hour
FAR = 30 * 60  # in minutes: no clock is more than that ahead or behind
CLOSE = 3 * 60  # and during a term none is put forward or back by more than that

Start: TypeAlias = tuple[int, bool]  # the minute, and whether it is just after it


class Hours(NamedTuple):
    """When somebody works: by weekday, as minutes of the day, in a time zone, but not on days off."""

    spans: tuple[tuple[tuple[int, int], ...], ...]
    zone: str
    off: frozenset[date] = frozenset()


class Term(NamedTuple):
    """The minutes since 1970 in which something may start, and how far to walk on."""

    first: int
    last: int
    end: int


class Worst(NamedTuple):
    """The most working minutes, and all starts with which they are reached or approached."""

    minutes: int
    starts: tuple[Start, ...]


class Worked(NamedTuple):
    """One calendar along a term: minutes worked before each minute, whether each counts, and which ones do."""

    before: list[int]
    is_open: list[bool]
    counted: list[int]


def hours(written: Mapping[str, str], zone: str, off: Iterable[date] = ()) -> Hours:
    """Hours by single weekdays, as in `{"mon": "09:00-12:00, 22:00-06:00"}`."""
    return Hours(tuple(tuple(map(span, texts(written.get(day, "")))) for day in DAYS), zone, frozenset(off))


def texts(written: str) -> list[str]:
    """The spans of a day as they are written."""
    return [text.strip() for text in written.split(",") if text.strip()]


def span(text: str) -> tuple[int, int]:
    """Minutes since midnight; an end that is not after its beginning is of the next day."""
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (time.split(":") for time in text.split("-")))
    return start, end if end > start else end + 24 * 60


def term(first: datetime, last: datetime, days_after: int) -> Term:
    """A term between two moments, and the days after it in which things may end."""
    start, stop = ((moment - EPOCH) // MINUTE for moment in (first, last))
    return Term(start, stop, stop + days_after * 24 * 60)


def worst(steps: Iterable[tuple[Hours, int]], promise: Hours, over: Term) -> Worst:
    """The start from which the steps, one after the other, take most of the promise's working time."""
    chain = [(worked(own, over), minutes) for own, minutes in steps]
    clock = worked(promise, over)
    found: dict[int, list[Start]] = {}
    for start in starts(over):
        end = start
        for of, minutes in chain:
            end = spent(of, end, minutes)
        found.setdefault(clock.before[end[0]] - clock.before[start[0]], []).append(start)
    most = max(found)
    return Worst(most, tuple((over.first + minute, is_after) for minute, is_after in found[most]))


def starts(over: Term) -> Iterable[Start]:
    """Every minute of a term, and just after each but the last."""
    length = over.last - over.first
    yield from ((minute, is_after) for minute in range(length) for is_after in (False, True))
    yield length, False


def spent(of: Worked, start: Start, minutes: int) -> Start:
    """When so many minutes are worked; just after a start that is lost for work, or after one that is not."""
    minute, is_after = start
    if not minutes:
        return start
    if is_after and of.is_open[minute]:  # a moment of this minute is gone and has to be made up for
        return of.counted[of.before[minute] + minutes], True
    return of.counted[of.before[minute] + minutes - 1] + 1, False


@lru_cache(maxsize=16)
def worked(own: Hours, over: Term) -> Worked:
    """Walk a calendar along a term."""
    is_open = [False] * (over.end - over.first)
    for start, end in spans(own, over):
        for minute in range(max(start - over.first, 0), min(end - over.first, len(is_open))):
            is_open[minute] = True
    return Worked(
        list(accumulate(is_open, initial=0)), is_open, [minute for minute, works in enumerate(is_open) if works]
    )


def spans(own: Hours, over: Term) -> Iterable[tuple[int, int]]:
    """From the first minute whose wall time has come to a beginning, to the last whose wall time is before the end."""
    begins = over.first - 2 * FAR
    wall = walls(own.zone, begins, over.end + 2 * FAR)
    apart = wall[0]  # what the first minute shows, from where the others are sought
    day = (EPOCH + begins * MINUTE).date() + timedelta(days=2)
    while day <= (EPOCH + over.end * MINUTE).date() + timedelta(days=1):
        midnight = (day - EPOCH.date()) // MINUTE
        for start, end in own.spans[day.weekday()] if day not in own.off else ():
            near = range(midnight + start - apart - CLOSE, min(midnight + end - apart + CLOSE, len(wall)))
            shows = [minute for minute in near if midnight + start <= wall[minute] < midnight + end]
            if shows:
                yield begins + shows[0], begins + shows[-1] + 1
        day += timedelta(days=1)


@lru_cache(maxsize=16)
def walls(zone: str, first: int, end: int) -> list[int]:
    """For every minute what the wall shows, as minutes since 1970 had it been in UTC."""
    own = ZoneInfo(zone)
    shown: list[int] = []
    for half in range(first - first % HALF_HOUR, end, HALF_HOUR):
        naive = (EPOCH + half * MINUTE).astimezone(own).replace(tzinfo=UTC)
        shown += range((naive - EPOCH) // MINUTE, (naive - EPOCH) // MINUTE + HALF_HOUR)
    return shown[first % HALF_HOUR :][: end - first]
