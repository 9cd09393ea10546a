"""Calendars and maintenance in; their hours in a week, as the clocks of the promise's time zone show them, out."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from slamodel.clock import WHOLE_WEEK, Pattern, Stretch, Week, patterns, week_of
from slamodel.clock.hours import hours_by_day
from slamodel.gaps import wording
from slamodel.gaps.moments import DAYS
from slamodel.model import ALWAYS, Calendar, Landscape, Maintenance

_DAY = 86_400


class Hours(NamedTuple):
    """The time of a week that something takes up, at which time of the year, as the clocks of which zone show it."""

    week: Week
    season: str
    zone: str
    apart: tuple[tuple[str, int], ...] = ()
    """By how many seconds the clocks of other zones are ahead."""

    @classmethod
    def seen(cls, week: Week, pattern: Pattern) -> "Hours":
        """Some time as it is while the clocks of zones are so far apart."""
        return cls(week, pattern.label, pattern.reference, tuple(sorted(pattern.shifts.items())))

    @property
    def pattern(self) -> Pattern:
        """How far apart the clocks of zones are."""
        return Pattern(self.season, self.zone, dict(self.apart), date.min)


@dataclass(frozen=True)
class Weeks:
    """The weeks of one landscape."""

    landscape: Landscape
    _maintained: dict[tuple[str, str, Stretch], Hours] = field(default_factory=dict, repr=False)

    def zone(self, calendar: str, other: str = "UTC") -> str:
        """The time zone of a calendar; around the clock that of another."""
        entry = self.landscape.calendars.get(calendar)
        return entry.timezone if entry else other

    def name(self, calendar: str) -> str:
        """What a calendar is called in a sentence."""
        entry = self.landscape.calendars.get(calendar)
        return (entry.name or entry.id) if entry else "around the clock"

    def of(self, calendar: str, pattern: Pattern) -> Week:
        """The hours of a calendar as the clocks of the reference zone show them."""
        entry = self.landscape.calendars.get(calendar)
        return WHOLE_WEEK if entry is None else week_of(entry.hours, entry.timezone, pattern)

    def hours_of_a_day(self, calendar: str) -> int:
        """The seconds of the days on which a calendar is open for longest."""
        entry = self.landscape.calendars.get(calendar)
        by_day = hours_by_day(entry.hours) if entry else (((0, _DAY),),)
        return max(sum(end - start for start, end in spans) for spans in by_day)

    def uncovered(self, above: str, below: str, stretch: Stretch) -> tuple[Hours, ...]:
        """The hours of one calendar that are not in another, for each constellation of their zones' clocks."""
        reference = self.zone(above, self.zone(below))
        zones = (reference, self.zone(below, reference))
        found = patterns(reference, zones, stretch)
        return tuple(Hours.seen(self.of(above, pattern) - self.of(below, pattern), pattern) for pattern in found)

    def maintained(self, calendar: str, window: Maintenance, stretch: Stretch) -> Hours:
        """The hours of a calendar that lie in a maintenance window, at their most."""
        if (calendar, window.id, stretch) not in self._maintained:
            self._maintained[calendar, window.id, stretch] = self._overlap(calendar, window, stretch)
        return self._maintained[calendar, window.id, stretch]

    def _overlap(self, calendar: str, window: Maintenance, stretch: Stretch) -> Hours:
        reference = self.zone(calendar, window.timezone)
        found = patterns(reference, (window.timezone,), stretch)
        both = (
            Hours.seen(self.of(calendar, pattern) & week_of(window.hours, window.timezone, pattern), pattern)
            for pattern in found
        )
        return max(both, key=lambda hours: hours.week.seconds)

    def is_same_by_its_own_clock(self, one: str, other: str) -> bool:
        """Whether two calendars have the same hours, each in its own time zone."""
        return ALWAYS not in (one, other) and self.on_its_own_clock(one) == self.on_its_own_clock(other)

    def on_its_own_clock(self, calendar: str) -> Week:
        """The hours of a calendar as the clocks of its own time zone show them."""
        return self.of(calendar, _alone(self.zone(calendar)))


@cache
def _alone(zone: str) -> Pattern:
    return patterns(zone, (), Stretch(date.min, date.min))[0]


def first_of(hours: Hours) -> str:
    """Where in a week some hours begin: `the first Friday 16:00 to 17:00 (Europe/Amsterdam)`."""
    if hours.week == WHOLE_WEEK:
        return "at any time"
    start, end = hours.week.spans[0]
    day, until = divmod(end, _DAY)
    is_same = start // _DAY == day or (start // _DAY == day - 1 and not until)
    ends = _time(end - start // _DAY * _DAY) if is_same else f"{DAYS[day % 7]} {_time(until)}"
    return f"the first {DAYS[start // _DAY]} {_time(start % _DAY)} to {ends} ({hours.zone})"


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def a_week(seconds: int) -> str:
    """An amount of time in a week: `118 h a week`."""
    return f"{in_hours(seconds)} a week"


def in_hours(seconds: int) -> str:
    """An amount of time in hours, also where it is days: people count a week's hours."""
    hours, rest = divmod(seconds, 3600)
    return " ".join(filter(None, (f"{hours} h" if hours else "", wording.time(rest) if rest else "")))


def is_open(calendar: Calendar, day: date) -> bool:
    """Whether a calendar opens on this day of the week, holidays apart."""
    return bool(hours_by_day(calendar.hours)[day.weekday()])
