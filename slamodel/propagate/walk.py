"""A composed time in; its worst start on the clock of the promise, and how it runs from one start, out."""

from collections.abc import Generator, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from math import inf
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from slamodel.clock import NEVER, Clock, Course, Peak, Stretch, instant_of, latest_beyond, longest
from slamodel.model import Cutoff
from slamodel.propagate.compose import again, least_kept
from slamodel.propagate.courses import Courses
from slamodel.propagate.deep import answered
from slamodel.propagate.outcome import Rule, Run, Step

MICROSECONDS = 1_000_000
MOST_STEPS = 20_000
"""Steps that many lines share begin at many instants; beyond so many of them they are shown whole."""


class Moment(NamedTuple):
    """An instant, or whatever comes right after it: some lengths are only approached, just after closing time."""

    instant: int
    is_after: bool = False


def passed(course: Course, start: Moment) -> Moment:
    """When something is done that begins at a moment."""
    if not start.is_after:
        return Moment(course.at(start.instant))
    done = course.after(start.instant)
    return Moment(done, course.at(start.instant + 1) > done)


@dataclass(frozen=True, eq=False)
class Walk:
    """Composed times measured on the calendar of a promise, over the days on which they may begin."""

    courses: Courses
    hours: str
    stretch: Stretch
    longest_alone: dict[tuple[str, tuple[Cutoff, ...], int], float] = field(default_factory=dict, repr=False)
    """For a calendar and a limit, the longest time that keeps it there; whoever finds it puts it here."""
    required: dict[Hashable, tuple[tuple[float | None, float | None], ...]] = field(default_factory=dict, repr=False)
    """For times that are made alike, and a limit, how long each of their inputs may take; kept in the same way."""
    _peaks: dict[tuple[int, tuple[Cutoff, ...]], tuple[Course, Peak]] = field(default_factory=dict, repr=False)

    @cached_property
    def clock(self) -> Clock:
        """The clock of the promise."""
        return self.courses.clocks.clock(self.hours, self.courses.stretch)

    @cached_property
    def worked(self) -> Course:
        """What the clock of the promise shows."""
        return self.clock.worked()

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first instant of the stretch, and the one at which its last day ends."""
        return midnight(self.stretch.first, self.clock.zone), midnight(
            self.stretch.last + timedelta(days=1), self.clock.zone
        )

    def worst(self, finish: Course, due: tuple[Cutoff, ...] = ()) -> Peak:
        """The start from which it takes longest, or, of what is due at a time of day, is latest."""
        question = (id(finish), due)
        if question not in self._peaks:
            self._peaks[question] = (finish, self.furthest(finish, due))
        return self._peaks[question][1]

    def furthest(self, finish: Course, due: tuple[Cutoff, ...]) -> Peak:
        """The same for a course that nobody will ask for again."""
        if due:
            return latest_beyond(finish, self.courses.due(self.hours, due), self.worked, *self.bounds)
        return longest(finish, self.worked, *self.bounds)

    def between(self, start: Moment, finish: Moment) -> float:
        """The seconds that the clock of the promise runs from one moment to another."""
        reached = NEVER if finish.instant >= NEVER else self.worked.at(finish.instant)
        return inf if reached >= NEVER else (reached - self.worked.at(start.instant)) / MICROSECONDS

    def foreseen(self, start: int) -> float:
        """The seconds that the clock of the promise surely runs on from a start, as far as all clocks are followed."""
        end = midnight(self.courses.stretch.last, self.clock.zone)
        return max(0.0, self.between(Moment(start), Moment(end)))

    def run(self, step: Step, start: Moment, due: tuple[Cutoff, ...] = ()) -> Run:
        """How a step runs from a moment, and what a rule allows from there; without one that is left to say."""
        limit_s = self.between(start, passed(self.courses.due(self.hours, due), start)) if due else 0.0
        return Run(_Runner(self).run(step, start), limit_s)


class Limit(NamedTuple):
    """What a promise leaves: so many microseconds from a start to the finish, or from when something is due."""

    walk: Walk
    due: tuple[Cutoff, ...]
    most_us: int

    def peak(self, finish: Course) -> Peak:
        """The worst start of a course; for one that nobody will ask for again."""
        return self.walk.furthest(finish, self.due)

    def is_kept(self, start: Moment, finish: Moment) -> bool:
        """Whether what begins and ends at these moments is done in time."""
        counted_from = passed(self.walk.courses.due(self.walk.hours, self.due), start) if self.due else start
        worked = self.walk.worked
        if finish.instant >= NEVER:
            return False
        return worked.at(finish.instant) - worked.at(counted_from.instant) <= self.most_us


class _Passed(NamedTuple):
    step: Step
    finish: Moment


_Part: TypeAlias = tuple[Step, Moment]


class _Runner:
    """Steps as they run from their starts."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.known: dict[Hashable, _Passed] = {}

    def run(self, step: Step, start: Moment) -> Step:
        return answered(self._run, lambda part: (id(part[0]), part[1]), (step, start), self.known).step

    def _run(self, part: _Part) -> Generator[_Part, _Passed, _Passed]:
        step, start = part
        if step.source is not None or not step.parts or len(self.known) > MOST_STEPS:
            return self._whole(step, start)
        parts: list[Step] = []
        finishes = [start]
        for inner in step.parts:
            made, finish = yield inner, finishes[-1] if step.rule is Rule.IN_ORDER else start
            parts.append(made)
            finishes.append(finish)
        finish = sorted(finishes[1:])[step.count - 1] if step.rule is Rule.FASTEST else max(finishes)
        time = again(step, tuple(parts)).time
        is_choice = step.rule is Rule.FASTEST and len({part.time[1:] for part in parts}) > 1
        if is_choice and self.walk.courses.only_clock(step) is None:
            places = self.walk.courses.contenders(step)
            time = least_kept(time.within_s, tuple(parts[place] for place in places), step.count)
        elif is_choice:  # on one clock the faster one is so from every start, even where another shows no difference
            time = step.time._replace(within_s=time.within_s)
        begun = replace(step, time=time, parts=tuple(parts), start=start.instant, finish=finish.instant)
        return _Passed(begun, finish)

    def _whole(self, step: Step, start: Moment) -> _Passed:
        finish = passed(self.walk.courses.of(step), start)
        time = step.time._replace(within_s=self.walk.between(start, finish))
        return _Passed(replace(step, time=time, parts=(), start=start.instant, finish=finish.instant), finish)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The instant at which a day begins in a zone."""
    return instant_of(datetime.combine(day, time(), zone))
