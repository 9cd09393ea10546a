"""Calendars and the length of an outage in; how much of it each may count, whenever it begins, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from slamodel.clock import WHOLE_WEEK, Pattern, Stretch, Week, patterns, week_of
from slamodel.model import Agreement, Landscape, Target

_WEEK = 604_800

Clock = tuple[str, tuple[str, ...]]
"""A calendar, and the maintenance that does not count."""


def clock_of(agreement: Agreement, target: Target) -> Clock:
    """What an agreement counts a target on."""
    return agreement.clock_of(target), tuple(sorted(agreement.excludes))


@dataclass(frozen=True)
class Timings:
    """What outages count for on the calendars of one landscape, in the weeks around a day; holidays apart."""

    landscape: Landscape
    as_of: date
    _weeks: dict[tuple[Clock, str], Week] = field(default_factory=dict, repr=False)
    _counted: dict[tuple[tuple[Clock, ...], Decimal], frozenset[tuple[Decimal, ...]]] = field(
        default_factory=dict, repr=False
    )

    def part(self, clock: Clock) -> Decimal:
        """The part of all time that counts."""
        zone = self._zone(clock[0])
        return Decimal(self._week(clock, zone).seconds) / _WEEK

    def counted(self, clocks: tuple[Clock, ...], length: Decimal) -> frozenset[tuple[Decimal, ...]]:
        """The seconds that each counts of an outage, for each start at which that may be most or least."""
        key = (clocks, length)
        if key not in self._counted:
            self._counted[key] = self._found(clocks, length)
        return self._counted[key]

    def longest(self, clock: Clock, counted: Decimal) -> Decimal:
        """The longest outage that counts for no more than so much, whenever it begins."""
        week = self._week(clock, self._zone(clock[0]))
        if not week.seconds:
            return counted
        whole, rest = divmod(counted, week.seconds)
        twice = [(Decimal(a + shift), Decimal(b + shift)) for shift in (0, _WEEK) for a, b in week.spans]
        back = [(-b, -a) for a, b in reversed(twice)]
        lengths = (_until(spans[n:], rest) for spans in (twice, back) for n in range(len(week.spans)))
        return whole * _WEEK + min(lengths)

    def _found(self, clocks: tuple[Clock, ...], length: Decimal) -> frozenset[tuple[Decimal, ...]]:
        zone = next((self._zone(name) for name, _ in clocks if name in self.landscape.calendars), "UTC")
        weeks = [self._week(clock, zone) for clock in clocks]
        whole, rest = divmod(length, _WEEK)
        edges = {edge for week in weeks if week != WHOLE_WEEK for span in week.spans for edge in span}
        starts = {start % _WEEK for edge in edges for start in (Decimal(edge), edge - rest)} or {Decimal(0)}
        return frozenset(
            tuple(whole * week.seconds + _within(week, start, start + rest) for week in weeks) for start in starts
        )

    def _week(self, clock: Clock, reference: str) -> Week:
        key = (clock, reference)
        if key not in self._weeks:
            self._weeks[key] = self._made(clock, reference)
        return self._weeks[key]

    def _made(self, clock: Clock, reference: str) -> Week:
        name, excludes = clock
        entry = self.landscape.calendars.get(name)
        windows = [w for w in map(self.landscape.maintenance.get, excludes) if w is not None]
        if entry is None and not windows:
            return WHOLE_WEEK
        zones = {w.timezone for w in windows} | ({entry.timezone} if entry else set())
        pattern: Pattern = patterns(reference, zones, Stretch(self.as_of, self.as_of))[0]
        week = week_of(entry.hours, entry.timezone, pattern) if entry else WHOLE_WEEK
        for window in windows:
            week = week - week_of(window.hours, window.timezone, pattern)
        return week

    def _zone(self, name: str) -> str:
        calendars: Mapping[str, object] = self.landscape.calendars
        return self.landscape.calendars[name].timezone if name in calendars else "UTC"


def _within(week: Week, start: Decimal, end: Decimal) -> Decimal:
    """What of a stretch lies in a week that comes again and again."""
    shifts = (0, _WEEK) if end > _WEEK else (0,)
    return sum(
        (
            max(Decimal(0), min(end, Decimal(b + shift)) - max(start, Decimal(a + shift)))
            for shift in shifts
            for a, b in week.spans
        ),
        Decimal(0),
    )


def _until(spans: list[tuple[Decimal, Decimal]], counted: Decimal) -> Decimal:
    """How long it takes from the first of some spans until so much of them is over."""
    begin = spans[0][0]
    for start, end in spans:
        if counted <= end - start:
            return start + counted - begin
        counted -= end - start
    return spans[-1][1] - begin
