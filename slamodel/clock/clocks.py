"""The calendars of a landscape in; a clock for each out, which runs while its calendar is open."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from slamodel.clock.course import Course, identity
from slamodel.clock.cutoffs import due_by
from slamodel.clock.days_off import Files, Stretch, days_off_of
from slamodel.clock.hours import DAYS, WEEK, hours_by_day, merged
from slamodel.clock.open import Open, around_the_clock, opened
from slamodel.clock.zones import SECOND
from slamodel.model import ALWAYS, Calendar, Cutoff

FOLLOWING = timedelta(days=400)
"""How long beyond its stretch a clock goes on, for what starts at the end of it."""

BEFOREHAND = timedelta(days=2)
"""How long before: the same day begins more than a day earlier in one time zone than in another."""


class Clock:
    """One calendar where its working time runs, over a stretch and for more than a year after it."""

    def __init__(self, zone: ZoneInfo, times: Open, days: tuple[date, ...]) -> None:
        self.zone = zone
        self._open = times
        self._days = days
        self._spending: dict[int, Course] = {}

    @cached_property
    def _worked(self) -> Course:
        return self._open.worked()

    @cached_property
    def _reaching(self) -> Course:
        return self._open.reaching()

    def worked(self) -> Course:
        """The working time up to an instant, counted from some beginning: only differences mean anything."""
        return self._worked

    def spending(self, seconds: float) -> Course:
        """For every start the earliest instant at which so much working time is spent; without any, the start."""
        length = round(seconds * SECOND)
        if length not in self._spending:
            self._spending[length] = self._worked.then(self._reaching.sooner(length)) if length else identity()
        return self._spending[length]

    def due(self, lines: tuple[Cutoff, ...]) -> Course:
        """For every start the instant at which a cut-off rule wants it done; just on a cut-off counts as before it."""
        return due_by(lines, self._days, self.zone)

    def without(self, spans: Iterable[tuple[int, int]]) -> "Clock":
        """The same clock, standing still in these spans of instants as well."""
        return Clock(self.zone, self._open.less(merged(spans)), self._days)


class Clocks:
    """The clocks of one landscape, each built when it is first asked for and kept."""

    def __init__(self, calendars: Mapping[str, Calendar], days_off: Files) -> None:
        self._calendars = calendars
        self._files = days_off
        self._kept: dict[tuple[object, Stretch], Clock] = {}

    def alike(self, one: str, other: str) -> bool:
        """Whether two calendars have the same hours, zone and holidays, whatever they are called."""
        return one == other or self._terms(one) == self._terms(other)

    def clock(self, name: str, stretch: Stretch) -> Clock:
        """The clock of a calendar over a stretch."""
        key = self._terms(name), stretch
        if key not in self._kept:
            self._kept[key] = self._built(name, stretch)
        return self._kept[key]

    def _built(self, name: str, stretch: Stretch) -> Clock:
        span = Stretch(stretch.first - BEFOREHAND, stretch.last + FOLLOWING)
        every_day = tuple(span.first + timedelta(day) for day in range((span.last - span.first).days + 1))
        if self._terms(name) == ALWAYS:
            zone = ZoneInfo(self._calendars[name].timezone if name in self._calendars else "UTC")
            return Clock(zone, around_the_clock(), every_day)
        calendar = self._calendars[name]
        by_day, closed = hours_by_day(calendar.hours), days_off_of(calendar, span, self._files)
        days = tuple(day for day in every_day if by_day[day.weekday()] and day not in closed)
        return Clock(ZoneInfo(calendar.timezone), opened(by_day, days, ZoneInfo(calendar.timezone), span), days)

    def _terms(self, name: str) -> object:
        """What makes a clock run as it does; around the clock is the same in every zone."""
        if name == ALWAYS and name not in self._calendars:
            return ALWAYS
        calendar = self._calendars[name]
        by_day, off = hours_by_day(calendar.hours), calendar.holidays
        if off is None and is_whole_week(by_day):
            return ALWAYS
        dates = frozenset((*off.dates, *self._files.get(off.ics or "", ()))) if off else frozenset()
        return by_day, calendar.timezone, off and off.country, off and off.subdivision, dates


def is_whole_week(by_day: tuple[tuple[tuple[int, int], ...], ...]) -> bool:
    """Whether these hours leave nothing of a week out."""
    day = WEEK // len(DAYS)
    spans = merged((at * day + start, at * day + end) for at, of_day in enumerate(by_day) for start, end in of_day)
    before = max((end - WEEK for _, end in spans), default=0)  # what runs over from Sunday into Monday
    return len(spans) == 1 and spans[0][0] <= before and spans[0][1] >= WEEK
