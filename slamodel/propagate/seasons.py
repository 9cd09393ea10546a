"""The time zones of a landscape in; its terms at every time of the year at which their clocks are apart alike out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from slamodel.clock import Pattern, Stretch, patterns
from slamodel.model import Landscape
from slamodel.propagate.terms import Apart, Terms


@dataclass(frozen=True)
class Seasons:
    """How far the clocks of all zones are apart, on the day of the analysis and over the term of a promise."""

    landscape: Landscape
    as_of: date
    _found: dict[tuple[str, frozenset[str], Stretch], tuple[Pattern, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def zones(self) -> frozenset[str]:
        """The zones of all calendars and maintenance."""
        calendars = (entry.timezone for entry in self.landscape.calendars.values())
        return frozenset((*calendars, *(entry.timezone for entry in self.landscape.maintenance.values())))

    def today(self, terms: Terms) -> Terms:
        """The terms as they are on the day of the analysis."""
        return terms._replace(apart=_apart(self._patterns(terms, self.zones, Stretch(self.as_of, self.as_of))[0]))

    def over(self, terms: Terms, zones: frozenset[str], stretch: Stretch) -> Iterator[tuple[str, Terms]]:
        """The terms as they are at each time of a stretch at which these zones are apart otherwise, with its name."""
        seen: dict[Apart, Terms] = {}
        for pattern in self._patterns(terms, self.zones, stretch):
            seen.setdefault(_among(_apart(pattern), zones), terms._replace(apart=_apart(pattern)))
        for pattern in self._patterns(terms, zones, stretch):
            yield pattern.label, seen[_among(_apart(pattern), zones)]

    def _patterns(self, terms: Terms, zones: frozenset[str], stretch: Stretch) -> tuple[Pattern, ...]:
        """In the local time of the promise's calendar, or around the clock of the first zone there is."""
        calendar = self.landscape.calendars.get(terms.hours)
        reference = calendar.timezone if calendar else min(zones, default="UTC")
        key = (reference, zones, stretch)
        if key not in self._found:
            self._found[key] = patterns(reference, sorted(zones), stretch)
        return self._found[key]


def _apart(pattern: Pattern) -> Apart:
    return tuple(sorted(pattern.shifts.items()))


def _among(apart: Apart, zones: Iterable[str]) -> Apart:
    """The same between some of the zones only, whichever is the one that they are measured against."""
    kept = [(zone, ahead) for zone, ahead in apart if zone in zones]
    return tuple((zone, ahead - kept[0][1]) for zone, ahead in kept)
