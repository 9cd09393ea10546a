"""The calendars of a landscape in; a clock for each out, which runs while its calendar is open."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from slamodel.clock.course import Course, identity
from slamodel.clock.cutoffs import due_by
from slamodel.clock.days_off import Files, days_off_of
from slamodel.clock.hours import DAY, merged
from slamodel.clock.open import Open, around_the_clock, opened
from slamodel.clock.stretch import Stretch, moved
from slamodel.clock.terms import AROUND_THE_CLOCK, Terms, terms_of
from slamodel.clock.zones import SECOND, zone_of
from slamodel.model import ALWAYS, Calendar, Cutoff

FOLLOWING = 400
"""How many days beyond its stretch a clock goes on, for what starts at the end of it."""

BEFOREHAND = 2
"""How many days before it: the same day begins more than a day earlier in one time zone than in another."""


class Clock:
    """One calendar where its working time runs, over a stretch and for more than a year after it."""

    def __init__(self, zone: ZoneInfo, times: Open, days: tuple[date, ...]) -> None:
        self.zone = zone
        self._open = times
        self._days = days
        self._spending: dict[int, Course] = {}
        self._due: dict[tuple[Cutoff, ...], Course] = {}

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
            self._spending[length] = self.trying(seconds)
        return self._spending[length]

    def trying(self, seconds: float) -> Course:
        """The same for a length that is only tried: nothing is kept of it."""
        length = round(seconds * SECOND)
        return self._worked.then(self._reaching.sooner(length)) if length else identity()

    def due(self, lines: tuple[Cutoff, ...]) -> Course:
        """For every start the instant at which a cut-off rule wants it done; just on a cut-off counts as before it."""
        if lines not in self._due:
            self._due[lines] = due_by(lines, self._days, self.zone)
        return self._due[lines]

    def without(self, spans: Iterable[tuple[int, int]]) -> "Clock":
        """The same clock, standing still in these spans of instants as well."""
        return Clock(self.zone, self._open.less(merged(spans)), self._days)


class Clocks:
    """The clocks of one landscape, each built when it is first asked for and kept."""

    def __init__(self, calendars: Mapping[str, Calendar], days_off: Files) -> None:
        self._calendars = {ALWAYS: AROUND_THE_CLOCK, **calendars}
        self._files = days_off
        self._terms: dict[str, Terms] = {}
        self._opening: dict[tuple[Terms, Stretch], bool] = {}
        self._kept: dict[tuple[Terms, Stretch], Clock] = {}

    def alike(self, one: str, other: str) -> bool:
        """Whether two calendars have the same hours, zone and holidays, whatever they are called."""
        return one == other or self.terms(one).running == self.terms(other).running

    def clock(self, name: str, stretch: Stretch) -> Clock:
        """The clock of a calendar over a stretch."""
        key = self.terms(name), stretch
        if key not in self._kept:
            span = stretch.widened(BEFOREHAND, FOLLOWING)
            self._kept[key] = clock_of(key[0], days_off_of(self._calendars[name], span, self._files), span)
        return self._kept[key]

    def opens(self, name: str, stretch: Stretch) -> bool:
        """Whether a calendar is open at any time of a stretch."""
        terms = self.terms(name)
        if terms.running is None:
            return True
        key = terms, stretch
        if key not in self._opening:
            off = days_off_of(self._calendars[name], stretch.widened(BEFOREHAND, FOLLOWING), self._files)
            self._opening[key] = opens_within(terms, off, stretch)
        return self._opening[key]

    def terms(self, name: str) -> Terms:
        """What makes the clock of a calendar run as it does."""
        if name not in self._terms:
            self._terms[name] = terms_of(self._calendars[name], self._files)
        return self._terms[name]


def opens_within(terms: Terms, closed: Container[date], stretch: Stretch) -> bool:
    """Whether any span begins in a stretch, or goes on from the eve of it."""
    eve = moved(stretch.first, -1)
    if eve not in closed and any(end > DAY for _, end in terms.by_day[eve.weekday()]):
        return True
    return any(terms.by_day[day.weekday()] and day not in closed for day in stretch.days())


def clock_of(terms: Terms, closed: Container[date], span: Stretch) -> Clock:
    """The clock of these terms, less days on which it is closed."""
    zone = zone_of(terms.timezone)
    if terms.running is None:
        return Clock(zone, around_the_clock(), span.days())
    days = tuple(day for day in span.days() if terms.by_day[day.weekday()] and day not in closed)
    return Clock(zone, opened(terms.by_day, days, zone, span), days)
