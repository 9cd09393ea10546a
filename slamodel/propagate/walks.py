"""The calendars of a landscape in; out walks along them, for each calendar of promises and each stretch of days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf

from slamodel.clock import NEVER, Clocks, Course, Stretch, unknown_years
from slamodel.model import Cutoff, Landscape
from slamodel.propagate.courses import Courses
from slamodel.propagate.given import Input
from slamodel.propagate.term import whole_years, year_from
from slamodel.propagate.walk import MICROSECONDS, Walk


@dataclass(frozen=True)
class Walks:
    """Walks along the calendars of one landscape, each made when it is first asked for and kept."""

    landscape: Landscape
    as_of: date
    _courses: dict[Stretch, Courses] = field(default_factory=dict, repr=False)
    _walks: dict[tuple[str, Stretch, int], Walk] = field(default_factory=dict, repr=False)

    @cached_property
    def clocks(self) -> Clocks:
        """The clocks of the calendars."""
        return Clocks(self.landscape.calendars, self.landscape.days_off)

    @cached_property
    def year(self) -> Stretch:
        """The year that begins with the day of the analysis."""
        return year_from(self.as_of)

    def over(self, hours: str, stretch: Stretch, more_years: int = 0) -> Walk:
        """The walk of promises on a calendar that may start on these days; the clocks go on for a year or more."""
        years = whole_years(stretch)
        built = years._replace(last=years.last.replace(year=years.last.year + more_years))
        if built not in self._courses:
            self._courses[built] = Courses(self.clocks, built)
        question = (hours, stretch, more_years)
        if question not in self._walks:
            self._walks[question] = Walk(self._courses[built], hours, stretch)
        return self._walks[question]

    def opens(self, hours: str, stretch: Stretch) -> bool:
        """Whether a calendar that can be used counts any time of a stretch; of others that is told elsewhere."""
        return hours not in self.landscape.calendars or self.clocks.opens(hours, stretch)

    def unknown_days(self, hours: Iterable[str], stretch: Stretch) -> str:
        """What to tell of the first calendar whose public holidays are not known for all of a stretch."""
        calendars = (self.landscape.calendars[name] for name in sorted(hours) if name in self.landscape.calendars)
        return next(filter(None, (unknown_years(calendar, stretch) for calendar in calendars)), "")

    def are_alike(self, hours: str, inputs: Iterable[Input]) -> bool:
        """Whether all that takes time takes it on the clock of a promise, so that every start is like any other."""
        lengths = [given for given in inputs if given.level]
        return not any(given.due for given in lengths) and all(
            hours == given.clock or self.clocks.alike(hours, given.clock) for given in lengths
        )

    def longest_by(self, hours: str, lines: tuple[Cutoff, ...]) -> float | None:
        """The longest that a cut-off rule leaves on its own clock; None where nothing ever comes to be due."""
        return self._longest(hours, lambda walk: walk.courses.due(hours, lines))

    def longest_on(self, hours: str, given: Input) -> float:
        """The longest that one input takes on another clock in the year that begins today; infinity for never."""
        if given.level is not None and self.are_alike(hours, (given,)):
            return given.level
        length = None if given.level is None else self._longest(hours, lambda walk: walk.courses.of_input(given))
        return inf if length is None else length

    def _longest(self, hours: str, course: Callable[[Walk], Course]) -> float | None:
        walk = self.over(hours, self.year)
        length = walk.worst(course(walk)).length_us
        return length / MICROSECONDS if length < NEVER else None
