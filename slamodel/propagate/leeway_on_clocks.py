"""A time on several clocks and a promise in; how long each input may take on its own clock, the others as they are."""

from collections.abc import Callable
from dataclasses import replace
from math import inf

from slamodel.clock import Course
from slamodel.propagate.compose import parts_first
from slamodel.propagate.courses import Courses, joined
from slamodel.propagate.outcome import Input, Rule, Step

MINUTE, MILLISECOND = 60.0, 0.001
MOST_S = 20 * 366 * 86400.0
"""What may take as long as this may take any time."""

Keeps = Callable[[Course], bool]


def longest_kept(courses: Courses, step: Step, given: Input, keeps: Keeps) -> float | None:
    """The longest time of one input with which the whole still keeps its promise; None if even an instant does not.

    Whole minutes, below one whole milliseconds: nobody agrees on less.
    """
    changed = _Changed(courses, step, given)

    def kept(seconds: float) -> bool:
        return keeps(changed.course(seconds))

    if not kept(0.0):
        return None
    if kept(MOST_S):
        return inf
    found = MINUTE * _most(lambda minutes: kept(MINUTE * minutes), round(MOST_S / MINUTE))
    if not found:
        found = MILLISECOND * _most(lambda parts: kept(MILLISECOND * parts), round(MINUTE / MILLISECOND))
    stated = given.level or 0.0
    return stated if found < stated and kept(stated) else found


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


class _Changed:
    """A composed time as one of its inputs takes one time or another; only what that input is part of is redone."""

    def __init__(self, courses: Courses, step: Step, given: Input) -> None:
        self.courses, self.given = courses, given
        courses.of(step)
        self.touched: dict[int, None] = {}
        self.order = [part for part in parts_first(step) if self._touches(part)]
        self.kept = {id(part): self._kept(part) for part in self.order if part.parts}

    def course(self, seconds: float) -> Course:
        made: dict[int, Course] = {}
        changed = self.courses.of_input(replace(self.given, level=seconds))
        for step in self.order:
            if step.source is not None:
                made[id(step)] = changed
            else:
                parts = [made[part] if isinstance(part, int) else part for part in self.kept[id(step)]]
                made[id(step)] = joined(step.rule, step.count, parts)
        return made[id(self.order[-1])]

    def _touches(self, step: Step) -> bool:
        is_touched = step.source is self.given or any(id(part) in self.touched for part in step.parts)
        if is_touched:
            self.touched[id(step)] = None
        return is_touched

    def _kept(self, step: Step) -> list[Course | int]:
        """The parts of a step, those that change by `id`; what stays is put together as far as the rule allows."""
        if step.rule is Rule.FASTEST:
            return [id(part) if id(part) in self.touched else self.courses.of(part) for part in step.parts]
        if step.rule is not Rule.IN_ORDER:
            fixed = [self.courses.of(part) for part in step.parts if id(part) not in self.touched]
            changing = [id(part) for part in step.parts if id(part) in self.touched]
            return [*changing, *([joined(step.rule, 0, fixed)] if fixed else [])]
        found: list[Course | int] = []
        for part in step.parts:
            if id(part) in self.touched:
                found.append(id(part))
            elif found and not isinstance(found[-1], int):
                found[-1] = found[-1].then(self.courses.of(part))
            else:
                found.append(self.courses.of(part))
        return found
