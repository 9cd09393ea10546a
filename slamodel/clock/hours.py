"""Weekly hours as they are written in; the spans that begin on each day of the week out, in local seconds."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

DAY = 86_400
WEEK = 7 * DAY
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Span: TypeAlias = tuple[int, int]


def hours_by_day(hours: Mapping[str, str]) -> tuple[tuple[Span, ...], ...]:
    """For each day, Monday first, the spans that begin on it; one that runs over midnight ends beyond 24:00."""
    return _by_day(tuple(hours.items()))


@lru_cache(maxsize=1024)
def _by_day(hours: tuple[tuple[str, str], ...]) -> tuple[tuple[Span, ...], ...]:
    spans: list[list[Span]] = [[] for _ in DAYS]
    for key, text in hours:
        for day in days_of(key):
            spans[day] += map(span_of, () if text == "closed" else text.split(","))
    return tuple(merged(of_day) for of_day in spans)


def days_of(key: str) -> tuple[int, ...]:
    """`mon-fri` is 0 to 4, and `fri-mon` goes round the end of the week."""
    first, _, last = key.partition("-")
    start = DAYS.index(first)
    count = (DAYS.index(last or first) - start) % 7 + 1
    return tuple((start + day) % 7 for day in range(count))


def span_of(text: str) -> Span:
    """`22:00-06:00` ends the day after, like all that does not end after its beginning."""
    start, end = (60 * int(time[:2]) + int(time[3:]) for time in text.strip().split("-"))
    return 60 * start, 60 * end + (DAY if end <= start else 0)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as it takes, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
