"""A promise and one commitment below it in; the hours of a week out in which nothing else stands in for its absence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import NamedTuple

from slamodel.clock import NO_TIME, Stretch, Week, patterns
from slamodel.gaps.resting import Resting
from slamodel.gaps.spans import Hours, Weeks, hours_of
from slamodel.propagate import Input, Role, Rule, Step, View
from slamodel.propagate.compose import parts_first
from slamodel.propagate.structure import nodes
from slamodel.propagate.term import term_of


class Exposure(NamedTuple):
    """Hours without cover, for each constellation of clocks, and whether others could stand in that do not."""

    hours: tuple[Hours, ...]
    has_alternatives: bool

    @property
    def worst(self) -> Hours:
        """In the weeks in which they are most."""
        return max(self.hours, key=lambda hours: hours.week.seconds)


class _Gate(NamedTuple):
    """A part of what a promise rests on: an input, or a group that is absent when so many of its parts are."""

    key: int
    given: Input | None
    parts: tuple[int, ...]
    failing: int


@dataclass(frozen=True)
class Exposures:
    """The hours without cover of a landscape; what many links share is worked out once."""

    weeks: Weeks
    as_of: date
    _plain: dict[tuple[str, str, Stretch], tuple[Hours, ...]] = field(default_factory=dict, repr=False)
    _groups: dict[str, tuple[_Gate, ...]] = field(default_factory=dict, repr=False)

    def of(self, entry: Resting) -> Exposure:
        """The hours in which the promise counts, this commitment does not, and so nobody does."""
        above, below = hours_of(entry.upper, entry.promise.target), hours_of(entry.lower, entry.stated)
        stretch = term_of(entry.upper, self.as_of)
        gates = self._gates(entry)
        if all(gate.failing == 1 for gate in gates):
            if (above, below, stretch) not in self._plain:
                self._plain[above, below, stretch] = self.weeks.uncovered(above, below, stretch)
            return Exposure(self._plain[above, below, stretch], has_alternatives=False)
        return Exposure(tuple(self._exposed(above, below, gates, stretch)), has_alternatives=True)

    def _gates(self, entry: Resting) -> tuple[_Gate, ...]:
        if entry.promise.id not in self._groups:
            self._groups[entry.promise.id] = tuple(_gates(entry.promise.direct))
        return self._groups[entry.promise.id]

    def _exposed(self, above: str, below: str, gates: Sequence[_Gate], stretch: Stretch) -> Iterator[Hours]:
        calendars = {gate.given: self._calendar(gate.given) for gate in gates if gate.given}
        zones = {self.weeks.zone(name, "") for name in (below, *calendars.values())} - {""}
        reference = self.weeks.zone(above, min(zones))
        for pattern in patterns(reference, zones, stretch):
            promised = self.weeks.of(above, pattern)
            absent = {given: promised - self.weeks.of(name, pattern) for given, name in calendars.items() if name}
            mine = promised - self.weeks.of(below, pattern)
            yield Hours.seen(mine & _absent(gates, absent), pattern)

    def _calendar(self, given: Input) -> str:
        """The calendar of a commitment; empty for what counts whenever the promise does."""
        agreement = self.weeks.landscape.agreements.get(given.agreement or "")
        if agreement is None or given.role is not Role.COMMITMENT:
            return ""
        return hours_of(agreement, dict(agreement.stated)[given.at[2:]])


def _gates(view: View) -> Iterator[_Gate]:
    """What a view rests on, parts before groups."""
    if view.step is not None:
        for step in parts_first(view.step):
            yield _Gate(id(step), step.source, tuple(map(id, step.parts)), _failing(step))
    elif view.structure is not None:
        inputs = dict(zip(view.found.events, view.inputs, strict=True))
        for node in nodes(view.structure):
            yield _Gate(id(node), inputs.get(node.event), tuple(map(id, node.children)), node.failing)


def _failing(step: Step) -> int:
    return len(step.parts) - step.count + 1 if step.rule is Rule.FASTEST else 1


def _absent(gates: Iterable[_Gate], absent: Mapping[Input, Week]) -> Week:
    """When the last of the gates, the whole, is without cover."""
    found: dict[int, Week] = {}
    last = NO_TIME
    for gate in gates:
        parts = [found[part] for part in gate.parts]
        own = absent.get(gate.given, NO_TIME) if gate.given else NO_TIME
        last = at_once(gate.failing, parts) if parts else own
        found[gate.key] = last
    return last


def at_once(count: int, weeks: Sequence[Week]) -> Week:
    """The time that lies in at least so many of the weeks."""
    if count == 1:
        return reduce(or_, weeks, NO_TIME)
    if count >= len(weeks):
        return reduce(and_, weeks) if count == len(weeks) else NO_TIME
    edges = sorted({edge for week in weeks for span in week.spans for edge in span})
    pieces = (Week((span,)) for span in pairwise(edges))
    return reduce(or_, (piece for piece in pieces if sum(bool(piece & week) for week in weeks) >= count), NO_TIME)
