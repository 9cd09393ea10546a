"""A week of hours in; the words for it out, such as `50 h a week` and `Mon-Fri 08:00-18:00`."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from slamodel.clock import WHOLE_WEEK, Week
from slamodel.gaps.wording import listed
from slamodel.report.moments import DAYS

_DAY, _WEEK = 86_400, 604_800
_ALL_DAY = "all day"
_TWO = 2


def amount(seconds: int) -> str:
    """Hours of a week, never as days: `123 h`, `37 h 30 min`."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 h"


def in_words(week: Week) -> str:
    """When in a week: days that are alike come together; what runs over midnight stands where it starts."""
    if week == WHOLE_WEEK:
        return "around the clock"
    if not week:
        return "never"
    by_day: list[list[str]] = [[] for _ in DAYS]
    long: list[tuple[int, str]] = []
    for start, end in _joined(week.spans):
        if start % _DAY == end % _DAY == 0:
            for day in range(start // _DAY, end // _DAY):
                by_day[day % len(DAYS)].append(_ALL_DAY)
        elif end - start < _DAY:
            by_day[start // _DAY].append(f"{_time(start)}-{_end(end)}")
        else:
            long.append((start, f"{_moment(start, _time(start))} to {_moment(end - 1, _end(end))}"))
    return ", ".join(text for _, text in sorted([*_alike(by_day), *long]))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, with what runs from Sunday into Monday in one piece behind all others."""
    found = list(spans)
    (start, end), (last, until) = found[0], found[-1]
    is_round = len(found) > 1 and start == 0 and until == _WEEK
    return [*found[1:-1], (last, _WEEK + end)] if is_round else found


def _alike(by_day: list[list[str]]) -> Iterator[tuple[int, str]]:
    """Days one after the other with the same spans, with the second at which they begin."""
    for spans, found in groupby(range(len(DAYS)), key=lambda day: by_day[day]):
        days = [*found]
        if spans:
            yield days[0] * _DAY, f"{_names(days)} {listed(spans, None)}"


def _names(days: list[int]) -> str:
    first, last = DAYS[days[0]], DAYS[days[-1]]
    return first if len(days) == 1 else f"{first} and {last}" if len(days) == _TWO else f"{first}-{last}"


def _moment(second: int, time: str) -> str:
    return f"{DAYS[second % _WEEK // _DAY]} {time}"


def _end(second: int) -> str:
    """The time of day at which something ends: midnight is the end of the day before."""
    return _clock((second - 1) % _DAY + 1)


def _time(second: int) -> str:
    return _clock(second % _DAY)


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
