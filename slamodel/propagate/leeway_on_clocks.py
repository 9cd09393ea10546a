"""A time on several clocks and a promise in; how long each input may take on its own clock, the others as they are."""

from collections.abc import Callable, Generator, Hashable, Sequence
from dataclasses import replace
from functools import cached_property
from math import inf
from typing import TypeAlias

from slamodel.clock import Course
from slamodel.propagate.courses import Courses, joined
from slamodel.propagate.deep import answered
from slamodel.propagate.outcome import Input, Rule, Step
from slamodel.propagate.walk import Limit, Moment, passed

MINUTE, MILLISECOND = 60.0, 0.001
MOST_S = 20 * 366 * 86400.0
"""What may take as long as this may take any time."""

_Part: TypeAlias = tuple[Step, Moment]


def longest_kept(limit: Limit, order: Sequence[Step], given: Input, worst: Moment) -> float | None:
    """The longest time of one input with which the whole still keeps its limit; None if even an instant does not.

    The steps come in order, parts first. What is kept from the worst starts that are known yet is looked at from all
    of them; where it is not kept after all, there is one more to know. Whole minutes, below one whole milliseconds:
    nobody agrees on less.
    """
    changed = Changed(limit.walk.courses, order, given)
    starts = [worst]

    def kept(seconds: float) -> bool:
        return all(limit.is_kept(start, changed.finish(seconds, start)) for start in starts)

    found = inf
    while True:
        longest = _longest(kept, found)
        if longest is None:
            return None
        peak = limit.peak(changed.course(min(longest, MOST_S)))
        if peak.length_us <= limit.most_us:
            return longest
        starts.append(Moment(peak.start, peak.is_after))
        found = longest


def _longest(kept: Callable[[float], bool], known: float) -> float | None:
    """The longest time that is kept, where it is no longer than what is known."""
    if not kept(0.0):
        return None
    if known == inf and kept(MOST_S):
        return inf
    minutes = _most(lambda number: kept(MINUTE * number), round(min(known, MOST_S) / MINUTE) + 1)
    if minutes:
        return MINUTE * minutes
    return MILLISECOND * _most(lambda number: kept(MILLISECOND * number), round(MINUTE / MILLISECOND))


def _most(kept: Callable[[int], bool], too_many: int) -> int:
    """The largest number that is kept, where 0 is, and `too_many` is not; most answers are small."""
    low, high = 0, 1
    while high < too_many and kept(high):
        low, high = high, 4 * high
    high = min(high, too_many)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if kept(middle) else (low, middle)
    return low


class Changed:
    """A composed time as one of its inputs takes one time or another; only what that input is part of is redone."""

    def __init__(self, courses: Courses, order: Sequence[Step], given: Input) -> None:
        self.courses, self.given = courses, given
        self.touched: set[int] = set()
        self.order = [step for step in order if self._touches(step)]

    def _touches(self, step: Step) -> bool:
        is_touched = step.source is self.given or any(id(part) in self.touched for part in step.parts)
        if is_touched:
            self.touched.add(id(step))
        return is_touched

    def _taking(self, seconds: float) -> Course:
        return self.courses.of_input(replace(self.given, level=seconds))

    def finish(self, seconds: float, start: Moment) -> Moment:
        """When the whole is done that begins at a moment."""
        changed = self._taking(seconds)
        known: dict[Hashable, Moment] = {}

        def done(part: _Part) -> Generator[_Part, Moment, Moment]:
            step, begun = part
            if id(step) not in self.touched or step.source is not None:
                return passed(changed if step.source is self.given else self.courses.of(step), begun)
            finishes = [begun]
            for inner in step.parts:
                finishes.append((yield inner, finishes[-1] if step.rule is Rule.IN_ORDER else begun))
            return sorted(finishes[1:])[step.count - 1] if step.rule is Rule.FASTEST else max(finishes)

        return answered(done, lambda part: (id(part[0]), part[1]), (self.order[-1], start), known)

    def course(self, seconds: float) -> Course:
        """When the whole is done, from any start."""
        made: dict[int, Course] = {}
        changed = self._taking(seconds)
        for step in self.order:
            if step.source is not None:
                made[id(step)] = changed
            else:
                parts = [made[part] if isinstance(part, int) else part for part in self._fixed[id(step)]]
                made[id(step)] = joined(step.rule, step.count, parts)
        return made[id(self.order[-1])]

    @cached_property
    def _fixed(self) -> dict[int, list[Course | int]]:
        """The parts of each step, those that change by `id`; what stays is put together as far as the rule allows."""
        return {id(step): self._parts(step) for step in self.order if step.parts}

    def _parts(self, step: Step) -> list[Course | int]:
        parts = [id(part) if id(part) in self.touched else self.courses.of(part) for part in step.parts]
        if step.rule is Rule.FASTEST:
            return parts
        if step.rule is Rule.IN_ORDER:
            return _neighbours_joined(parts)
        fixed = [part for part in parts if not isinstance(part, int)]
        changing = [part for part in parts if isinstance(part, int)]
        return [*changing, joined(step.rule, 0, fixed)] if fixed else changing


def _neighbours_joined(parts: list[Course | int]) -> list[Course | int]:
    found: list[Course | int] = []
    for part in parts:
        if found and not isinstance(found[-1], int) and not isinstance(part, int):
            found[-1] = found[-1].then(part)
        else:
            found.append(part)
    return found
