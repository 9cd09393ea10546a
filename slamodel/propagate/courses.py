"""Steps in; out, as a course over a stretch of days, when each is done if it begins at an instant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from math import fsum
from typing import NamedTuple

from slamodel.clock import Clocks, Course, Stretch, latest, nth_earliest
from slamodel.model import ALWAYS, Cutoff
from slamodel.propagate.compose import parts_first
from slamodel.propagate.given import Input
from slamodel.propagate.outcome import Rule, Step

AT_ONCE = ""
"""In place of a calendar: what takes no time runs on any clock."""


class _Piece(NamedTuple):
    """A step, and the one calendar on which all below it runs; the course where there are several."""

    step: Step
    hours: str | None
    course: Course | None


@dataclass(frozen=True, slots=True)
class Courses:
    """The courses of steps over a stretch of days. What runs on one clock only adds up as it stands.

    Steps that are the same in what they are made of share a course, whichever service they belong to.
    """

    clocks: Clocks
    stretch: Stretch
    _pieces: dict[int, _Piece] = field(default_factory=dict)
    _joined: dict[tuple[Rule, int, tuple[int, ...]], tuple[tuple[Course, ...], Course]] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)
    _due: dict[tuple[str, tuple[Cutoff, ...]], Course] = field(default_factory=dict)

    def of(self, step: Step) -> Course:
        """When a step is done; whatever it is made of is looked at once."""
        for part in parts_first(step, self._pieces):
            self._pieces[id(part)] = self._piece(part)
        return self._course(self._pieces[id(step)])

    def only_clock(self, step: Step) -> str | None:
        """The calendar on which all of a step runs, `AT_ONCE` where it takes no time; None where there are several."""
        self.of(step)
        return self._pieces[id(step)].hours

    def contenders(self, step: Step) -> tuple[int, ...]:
        """The places of alternatives that are among the fastest from some start; the others never count.

        Whoever is never before enough others is never among them; of those that are always alike the first go before.
        """
        courses = [self.of(part) for part in step.parts]
        return tuple(place for place in range(len(courses)) if _earlier(courses, place) < step.count)

    def of_input(self, given: Input) -> Course:
        """When one input is done; an unknown one is at once, which is the best that it could be."""
        if given.level is not None and given.due:
            return self.due(given.clock, given.due)
        return self._spending(given.clock if given.level else AT_ONCE, given.level or 0.0)

    def trying(self, given: Input, seconds: float) -> Course:
        """When an input would be done that took so long; nothing is kept of what is only tried."""
        return self.clocks.clock(given.clock if seconds else ALWAYS, self.stretch).trying(seconds)

    def due(self, hours: str, lines: tuple[Cutoff, ...]) -> Course:
        """When something is due by a rule on the days of a calendar."""
        if (hours, lines) not in self._due:
            self._due[hours, lines] = self.clocks.clock(hours, self.stretch).due(lines)
        return self._due[hours, lines]

    def _once(self, rule: Rule, count: int, courses: tuple[Course, ...]) -> Course:
        """Courses that are joined once, whichever steps ask for it."""
        key = (rule, count, tuple(map(id, courses)))
        if key not in self._joined:
            self._joined[key] = (courses, joined(rule, count, courses))
        return self._joined[key][1]

    def same(self, hours: str) -> str:
        """The first calendar that was met with these hours: those that are alike only in all but name are one clock."""
        if hours not in self._same:
            known = (other for other in dict.fromkeys(self._same.values()) if self.clocks.alike(hours, other))
            self._same[hours] = next(known, hours)
        return self._same[hours]

    def _spending(self, hours: str, seconds: float) -> Course:
        if hours == AT_ONCE:
            return self.clocks.clock(ALWAYS, self.stretch).spending(0.0)
        return self.clocks.clock(hours, self.stretch).spending(seconds)

    def _piece(self, step: Step) -> _Piece:
        if step.source is not None:
            given = step.source
            if given.level is not None and given.due:
                return _Piece(step, None, self.of_input(given))
            return _Piece(step, self.same(given.clock) if given.level else AT_ONCE, None)
        pieces = [self._pieces[id(part)] for part in step.parts]
        hours = {piece.hours for piece in pieces} - {AT_ONCE}
        if None not in hours and len(hours) <= 1:
            return _Piece(step, next(iter(hours), AT_ONCE), None)
        courses = self._in_turn(pieces) if step.rule is Rule.IN_ORDER else map(self._course, pieces)
        return _Piece(step, None, self._once(step.rule, step.count, tuple(courses)))

    def _in_turn(self, pieces: list[_Piece]) -> Iterator[Course]:
        """The courses of pieces one after the other; neighbours on one clock are one."""
        timed = (piece for piece in pieces if piece.hours != AT_ONCE)
        for hours, together in groupby(timed, lambda piece: piece.hours):
            if hours is None:
                yield from map(self._course, together)
            else:
                yield self._spending(hours, fsum(piece.step.time.within_s for piece in together))

    def _course(self, piece: _Piece) -> Course:
        if piece.course is not None:
            return piece.course
        return self._spending(piece.hours or AT_ONCE, piece.step.time.within_s)


def _earlier(courses: Sequence[Course], place: int) -> int:
    """How many others are never later than one of several courses."""
    own, count = courses[place], 0
    for other, course in enumerate(courses):
        if other != place and latest((course, own)).is_same_as(own):
            count += other < place or not own.is_same_as(course)
    return count


def joined(rule: Rule, count: int, courses: Sequence[Course]) -> Course:
    """Several courses by the rule of a step, of which `count` have to be done where it takes alternatives."""
    if rule is Rule.IN_ORDER:
        return reduce(Course.then, courses)
    if rule is Rule.FASTEST:
        return nth_earliest(courses, min(count, len(courses)))
    return latest(courses)
