"""Weekly hours in several time zones in; them as spans of one week, in the local time of one of the zones, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slamodel.clock.constellations import Pattern
from slamodel.clock.hours import DAY, WEEK, Span, hours_by_day, merged


@dataclass(frozen=True, slots=True)
class Week:
    """Some time of a week, as spans of seconds since Monday 00:00 that are apart and in order."""

    spans: tuple[Span, ...]

    @property
    def seconds(self) -> int:
        """How much time that is."""
        return sum(end - start for start, end in self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __or__(self, other: "Week") -> "Week":
        return Week(merged((*self.spans, *other.spans)))

    def __and__(self, other: "Week") -> "Week":
        return Week(tuple(overlaps(self.spans, other.spans)))

    def __sub__(self, other: "Week") -> "Week":
        return self & Week(tuple(between(other.spans)))


NO_TIME = Week(())
WHOLE_WEEK = Week(((0, WEEK),))


def overlaps(some: tuple[Span, ...], others: tuple[Span, ...]) -> Iterator[Span]:
    """The time that is in both; each comes in order, so that whichever span ends first is done with."""
    at = other = 0
    while at < len(some) and other < len(others):
        (start, end), (other_start, other_end) = some[at], others[other]
        if max(start, other_start) < min(end, other_end):
            yield max(start, other_start), min(end, other_end)
        at, other = at + (end <= other_end), other + (other_end <= end)


def between(spans: tuple[Span, ...]) -> Iterator[Span]:
    """The time of a week that is in none of these."""
    begins = 0
    for start, end in spans:
        if begins < start:
            yield begins, start
        begins = end
    if begins < WEEK:
        yield begins, WEEK


def week_of(hours: Mapping[str, str], timezone: str, pattern: Pattern) -> Week:
    """Hours of a calendar or of maintenance, in its own zone, as the clocks of the reference zone show them."""
    return Week(merged(placed(hours_by_day(hours), -pattern.shifts[timezone])))


def placed(by_day: tuple[tuple[Span, ...], ...], moved: int) -> Iterator[Span]:
    """The spans of each day in the week, moved; what goes beyond its end goes on at its beginning."""
    for day, spans in enumerate(by_day):
        for start, end in spans:
            begins = (day * DAY + start + moved) % WEEK
            ends = begins + end - start
            yield begins, min(ends, WEEK)
            if ends > WEEK:
                yield 0, ends - WEEK
