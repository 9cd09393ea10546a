"""The time zones of a landscape in; its terms at every time of the year at which their clocks are apart alike out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from slamodel.clock import Pattern, Stretch, patterns, shifts_on
from slamodel.model import Landscape
from slamodel.propagate.terms import Apart, Terms


@dataclass(frozen=True)
class Seasons:
    """How far the clocks of all zones are apart, on the day of the analysis and over the term of a promise."""

    landscape: Landscape
    as_of: date
    _days: dict[tuple[str, date], Apart] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, frozenset[str], Stretch], tuple[Pattern, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def zones(self) -> frozenset[str]:
        """The zones of all calendars and maintenance."""
        calendars = (entry.timezone for entry in self.landscape.calendars.values())
        return frozenset((*calendars, *(entry.timezone for entry in self.landscape.maintenance.values())))

    def today(self, terms: Terms) -> Terms:
        """The terms as they are on the day of the analysis."""
        return terms._replace(apart=self._apart_on(self.as_of, terms, self.zones))

    def over(self, terms: Terms, zones: frozenset[str], stretch: Stretch) -> Iterator[tuple[str, Terms]]:
        """The terms as they are at each time of a stretch at which these zones are apart otherwise, with its name."""
        for pattern in self._patterns(terms, zones, stretch):
            yield pattern.label, terms._replace(apart=self._apart_on(pattern.shown, terms, zones))

    def _apart_on(self, day: date, terms: Terms, zones: frozenset[str]) -> Apart:
        """How far all zones are apart as a day begins, in UTC."""
        key = (self._reference(terms, zones), day)
        if key not in self._days:
            self._days[key] = tuple(sorted(shifts_on(day, key[0], self.zones).items()))
        return self._days[key]

    def _patterns(self, terms: Terms, zones: frozenset[str], stretch: Stretch) -> tuple[Pattern, ...]:
        key = (self._reference(terms, zones), zones, stretch)
        if key not in self._found:
            self._found[key] = patterns(key[0], sorted(zones), stretch, self.as_of)
        return self._found[key]

    def _reference(self, terms: Terms, zones: frozenset[str]) -> str:
        """The zone of the promise's calendar; around the clock the first zone there is."""
        calendar = self.landscape.calendars.get(terms.hours)
        return calendar.timezone if calendar else min(zones, default="UTC")
