"""A promise and one commitment below it in; the hours of a week out in which nothing else stands in for its absence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import NamedTuple

from slamodel.clock import NO_TIME, Pattern, Stretch, Week, patterns
from slamodel.gaps.resting import Resting
from slamodel.gaps.spans import Hours, Weeks
from slamodel.propagate import Input, Promise, Role, Rule, Step, View
from slamodel.propagate.compose import parts_first
from slamodel.propagate.structure import nodes
from slamodel.propagate.term import ahead_of


class Exposure(NamedTuple):
    """Hours without cover, for each constellation of clocks, and whether others could stand in that do not."""

    hours: tuple[Hours, ...]
    has_alternatives: bool

    @property
    def worst(self) -> Hours:
        """In the weeks in which they are most."""
        return max(self.hours, key=lambda hours: hours.week.seconds)


class _Gate(NamedTuple):
    """A part of what a promise rests on: a commitment on its calendar, or a group.

    A group is absent when so many of its parts are, which are named by their places among the gates. What counts
    whenever the promise does has no calendar.
    """

    calendar: str
    parts: tuple[int, ...]
    failing: int


class _Question(NamedTuple):
    """On which calendars the promise and the commitment count, among what, and over which days."""

    above: str
    below: str
    gates: tuple[_Gate, ...]
    stretch: Stretch


@dataclass(frozen=True)
class Exposures:
    """The hours without cover of a landscape; what many links share is worked out once."""

    weeks: Weeks
    as_of: date
    _gates: dict[str, tuple[_Gate, ...]] = field(default_factory=dict, repr=False)
    _found: dict[_Question, Exposure] = field(default_factory=dict, repr=False)

    def of(self, entry: Resting) -> Exposure:
        """The hours in which the promise counts, this commitment does not, and so nobody does."""
        above, below = entry.upper.clock_of(entry.promise.target), entry.lower.clock_of(entry.stated)
        question = _Question(above, below, self._alternatives(entry.promise), ahead_of(entry.upper, self.as_of))
        if question not in self._found:
            self._found[question] = self._exposure(question)
        return self._found[question]

    def is_bare(self, promise: Promise, is_closed: Callable[[str], bool]) -> bool:
        """Whether nothing stands in where some calendars are closed, of which one is a commitment's of this promise."""
        gates = self._alternatives(promise)
        absent: list[bool] = []
        for gate in gates:
            own = bool(gate.calendar) and is_closed(gate.calendar)
            absent.append(sum(absent[part] for part in gate.parts) >= gate.failing if gate.parts else own)
        return absent[-1] if absent else True

    def _alternatives(self, promise: Promise) -> tuple[_Gate, ...]:
        """What a promise rests on; nothing where all of it is needed."""
        if promise.id not in self._gates:
            gates = tuple(self._drawn(promise.direct))
            is_simple = all(gate.failing == 1 for gate in gates)
            self._gates[promise.id] = () if is_simple else gates
        return self._gates[promise.id]

    def _drawn(self, view: View) -> Iterator[_Gate]:
        """The parts of a view before what they are part of."""
        if view.step is not None:
            steps = parts_first(view.step)
            at = {id(step): place for place, step in enumerate(steps)}
            for step in steps:
                parts = tuple(at[id(part)] for part in step.parts)
                yield _Gate(self._calendar(step.source), parts, _failing(step))
        elif view.structure is not None:
            inputs = dict(zip(view.found.events, view.inputs, strict=True))
            drawn = nodes(view.structure)
            at = {id(node): place for place, node in enumerate(drawn)}
            for node in drawn:
                parts = tuple(at[id(child)] for child in node.children)
                yield _Gate(self._calendar(inputs.get(node.event)), parts, node.failing)

    def _calendar(self, given: Input | None) -> str:
        """The calendar of a commitment; empty for what counts whenever the promise does."""
        agreement = self.weeks.landscape.agreements.get(given.agreement or "") if given else None
        if agreement is None or given is None or given.role is not Role.COMMITMENT:
            return ""
        return agreement.clock_of(dict(agreement.stated)[given.at])

    def _exposure(self, question: _Question) -> Exposure:
        above, below, gates, stretch = question
        plain = Exposure(self.weeks.uncovered(above, below, stretch), has_alternatives=False)
        if not gates:
            return plain
        zones = {self.weeks.zone(name, "") for name in (below, *(gate.calendar for gate in gates))} - {""}
        seen = patterns(self.weeks.zone(above, min(zones)), zones, stretch)
        if all(self._is_needed(question, pattern) for pattern in seen):
            return plain
        return Exposure(tuple(self._exposed(question, pattern) for pattern in seen), has_alternatives=True)

    def _is_needed(self, question: _Question, pattern: Pattern) -> bool:
        """Whether the whole is without cover whenever this calendar does not cover it, be the others as they may."""
        mine = self.weeks.of(question.above, pattern) - self.weeks.of(question.below, pattern)
        return not mine - _whole(question.gates, {question.below: mine})

    def _exposed(self, question: _Question, pattern: Pattern) -> Hours:
        """Where this commitment is without cover, and with it the whole."""
        promised = self.weeks.of(question.above, pattern)
        calendars = {question.below, *(gate.calendar for gate in question.gates)} - {""}
        absent = {name: promised - self.weeks.of(name, pattern) for name in calendars}
        return Hours.seen(absent[question.below] & _whole(question.gates, absent), pattern)


def _whole(gates: Sequence[_Gate], absent: Mapping[str, Week]) -> Week:
    """When the last of the gates, which all others are part of, is without cover."""
    found: list[Week] = []
    for gate in gates:
        own = absent.get(gate.calendar, NO_TIME)
        found.append(at_once(gate.failing, [found[part] for part in gate.parts]) if gate.parts else own)
    return found[-1]


def _failing(step: Step) -> int:
    """How many parts have to be absent so that the whole is."""
    return len(step.parts) - step.count + 1 if step.rule is Rule.FASTEST else 1


def at_once(count: int, weeks: Sequence[Week]) -> Week:
    """The time that lies in at least so many of the weeks."""
    if count == 1:
        return reduce(or_, weeks, NO_TIME)
    if count >= len(weeks):
        return reduce(and_, weeks) if count == len(weeks) else NO_TIME
    edges = sorted({edge for week in weeks for span in week.spans for edge in span})
    pieces = (Week((span,)) for span in pairwise(edges))
    return reduce(or_, (piece for piece in pieces if sum(bool(piece & week) for week in weeks) >= count), NO_TIME)
