"""The terms of a promise and of what lies below it in; what a level on the latter means on the former out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from math import fsum, inf
from operator import or_
from typing import NamedTuple

from slamodel.clock import NO_TIME, WHOLE_WEEK, Pattern, Week, week_of
from slamodel.model import ALWAYS, Landscape, Window
from slamodel.propagate.terms import Apart, Terms
from slamodel.propagate.windows import is_longer, touched

_WEEK_S = 604_800.0


class Spell(NamedTuple):
    """Maintenance that a commitment excludes and the promise does not, in the hours that the promise counts.

    It is in progress for at most `at_most` of the promise's counted time; `chance` is the part of its hours in which
    it is on average.
    """

    maintenance: str
    week: Week
    at_most: float
    chance: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What a level on other terms means for a promise; shares are of the time that the promise counts in its window.

    `worst` is the most that the level allows to be down where it counts itself, `stretch` how fast that grows with the
    level, `most` where it ends (infinite where it does not). `kindest` is the least that is down of what the promise
    counts. `uncovered` are the hours that the promise counts and the commitment does not, `maintained` those in which
    excluded maintenance is always in progress, `spells` where it may be. `loss` is all that one alone can cause.
    `zones` are the time zones on which this depends. The commitment counts for `own_s` seconds of its own window, of
    which `times` may lie in the promise's.
    """

    worst: float
    stretch: float
    most: float
    kindest: float
    uncovered: Week
    maintained: Week
    spells: tuple[Spell, ...]
    loss: float
    zones: frozenset[str]
    own_s: float
    times: int

    @property
    def is_even(self) -> bool:
        """Whether the commitment counts wherever the promise does."""
        return not self.uncovered and not self.spells and not self.maintained

    def stated(self, worst: float) -> float:
        """The level that comes to so much at worst: 1 where any level does."""
        return min(1.0, worst / self.stretch) if worst < min(self.most, self.stretch) else 1.0


class _Relation(NamedTuple):
    """What does not depend on the level, as shares of the time that the promise counts in its window."""

    stretch: float
    most: float
    average: float
    hidden: float
    uncovered: Week
    maintained: Week
    spells: tuple[Spell, ...]
    lost: float
    zones: frozenset[str]
    own_s: float
    times: int

    def counted(self, level: float) -> Counted:
        worst = min(1.0, level * self.stretch, self.most)
        return Counted(
            worst,
            self.stretch,
            self.most,
            min(1.0, max(0.0, level * self.average - self.hidden)),
            self.uncovered,
            self.maintained,
            self.spells,
            min(1.0, self.lost + worst),
            self.zones,
            self.own_s,
            self.times,
        )


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a landscape's calendars and maintenance, and how they lie to one another; kept once worked out."""

    landscape: Landscape
    _weeks: dict[tuple[str, str, Apart], Week] = field(default_factory=dict, repr=False)
    _bases: dict[tuple[Terms, Window], float] = field(default_factory=dict, repr=False)
    _relations: dict[tuple[Terms, Terms], _Relation] = field(default_factory=dict, repr=False)

    def lacking(self, terms: Terms) -> str:
        """A calendar or maintenance of the terms that cannot be used as it is written; empty where there is none."""
        if terms.hours != ALWAYS and terms.hours not in self.landscape.calendars:
            return terms.hours
        return min((name for name in terms.excludes if name not in self.landscape.maintenance), default="")

    def zones(self, terms: Terms) -> frozenset[str]:
        """The time zones in which the terms are written: none for what counts around the clock."""
        calendar = self.landscape.calendars.get(terms.hours)
        written = [self.landscape.maintenance[name].timezone for name in terms.excludes]
        return frozenset(written if calendar is None else (calendar.timezone, *written))

    def base_s(self, terms: Terms) -> float:
        """The seconds of a window that count: its hours without the maintenance that may be in progress in them."""
        return self._base_s(terms, terms.window)

    def week(self, terms: Terms) -> Week:
        """The hours in which the terms may count: those without maintenance that is always in progress in its hours."""
        return self._open(terms.hours, terms.apart) - self._always_maintained(terms.excludes, terms.apart)

    def counted(self, above: Terms, below: Terms, level: float) -> Counted | None:
        """What a level below means on the terms of a promise; None where they count alike, or the promise never does.

        As long as it is open how far zones are apart, hours may seem to lie in maintenance that lies elsewhere.
        """
        if above._replace(apart=()) == below._replace(apart=()) or not self.base_s(above):
            return None
        if (above, below) not in self._relations:
            self._relations[above, below] = self._relation(above, below._replace(apart=above.apart))
        return self._relations[above, below].counted(level)

    def weeks_in(self, window: Window) -> float:
        """How many weeks a window lasts."""
        return self.landscape.seconds_in(window) / _WEEK_S

    def limited(self, terms: Terms) -> tuple[str, ...]:
        """Maintenance of the terms that is not always in progress in its hours."""
        return tuple(name for name in sorted(terms.excludes) if self._is_limited(name))

    def maintenance(self, name: str, apart: Apart) -> Week:
        """The hours of one maintenance."""
        entry = self.landscape.maintenance[name]
        return self._kept("maintenance", name, entry.hours, entry.timezone, apart)

    def chance(self, name: str, apart: Apart) -> float:
        """The part of its hours in which maintenance is in progress, spread evenly over its own window."""
        at_most = self.landscape.maintenance[name].at_most
        if at_most is None:
            return 1.0
        allowed = at_most[0].on(self.landscape.conventions.working_day)
        hours_s = self.maintenance(name, apart).seconds * self.weeks_in(Window(at_most[1]))
        return min(1.0, allowed / hours_s) if hours_s else 0.0

    def _relation(self, above: Terms, below: Terms) -> _Relation:
        total, weeks = self.base_s(above), self.weeks_in(above.window)
        counted, inside = self.week(above), self._base_s(below, above.window)
        both = Terms(below.hours, above.window, above.excludes | below.excludes, above.apart)
        hidden = inside - self._base_of(self.week(above) & self.week(both), both, above.window)
        uncovered = counted - self._open(below.hours, above.apart)
        maintained = counted & self._always_maintained(below.excludes, above.apart)
        spells = tuple(self._spells(above, below, counted, total))
        free, covered = uncovered | maintained, counted - (uncovered | maintained)
        lost = [min(one.at_most, (one.week & covered).seconds * weeks / total) for one in spells]
        is_capped = is_longer(self.landscape, below.window, above.window)
        own_s, times = self.base_s(below), touched(self.landscape, below.window, above.window)
        return _Relation(
            own_s * times / total,
            inside / total if is_capped else inf,
            inside / total,
            max(0.0, hidden) / total,
            uncovered,
            maintained,
            spells,
            fsum((free.seconds * weeks / total, *lost)),
            self.zones(above) | self.zones(below),
            own_s,
            times,
        )

    def _spells(self, above: Terms, below: Terms, counted: Week, total: float) -> Iterator[Spell]:
        weeks = self.weeks_in(above.window)
        for name in sorted(below.excludes - above.excludes):
            week = self.maintenance(name, above.apart) & counted
            if week and self._is_limited(name):
                at_most = min(self._at_most_s(name, above.window), week.seconds * weeks)
                yield Spell(name, week, at_most / total, self.chance(name, above.apart))

    def _base_s(self, terms: Terms, window: Window) -> float:
        if (terms, window) not in self._bases:
            self._bases[terms, window] = self._base_of(self.week(terms), terms, window)
        return self._bases[terms, window]

    def _base_of(self, week: Week, terms: Terms, window: Window) -> float:
        """The seconds of a week's hours in a window, less what maintenance may take of them."""
        weeks = self.weeks_in(window)
        taken, touched_by_any = [], NO_TIME
        for name in sorted(terms.excludes):
            if self._is_limited(name):
                inside = self.maintenance(name, terms.apart) & week
                touched_by_any |= inside
                taken.append(min(self._at_most_s(name, window), inside.seconds * weeks))
        return week.seconds * weeks - min(fsum(taken), touched_by_any.seconds * weeks)

    def _is_limited(self, name: str) -> bool:
        return self.landscape.maintenance[name].at_most is not None

    def _at_most_s(self, name: str, window: Window) -> float:
        """The seconds for which maintenance may be in progress in a window."""
        at_most = self.landscape.maintenance[name].at_most
        assert at_most is not None  # noqa: S101 - only asked where it is limited
        times = touched(self.landscape, Window(at_most[1]), window)
        return times * at_most[0].on(self.landscape.conventions.working_day)

    def _always_maintained(self, names: Iterable[str], apart: Apart) -> Week:
        always = (self.maintenance(name, apart) for name in names if not self._is_limited(name))
        return reduce(or_, always, NO_TIME)

    def _open(self, hours: str, apart: Apart) -> Week:
        calendar = self.landscape.calendars.get(hours)
        if calendar is None:
            return WHOLE_WEEK
        return self._kept("calendar", hours, calendar.hours, calendar.timezone, apart)

    def _kept(self, kind: str, name: str, hours: Mapping[str, str], timezone: str, apart: Apart) -> Week:
        key = (kind, name, apart)
        if key not in self._weeks:
            pattern = Pattern("", timezone, {timezone: 0, **dict(apart)}, date.min)
            self._weeks[key] = week_of(hours, timezone, pattern)
        return self._weeks[key]
