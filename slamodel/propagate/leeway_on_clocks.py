"""A time on several clocks and a promise in; how long each input may take on its own clock, the others as they are."""

from collections.abc import Callable, Generator, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from math import inf
from typing import TypeAlias

from slamodel.clock import Course
from slamodel.propagate.compose import leaf, parts_first, replayed
from slamodel.propagate.courses import Courses, joined
from slamodel.propagate.deep import answered
from slamodel.propagate.given import Input, Role
from slamodel.propagate.leeway import Required, kept, required_times
from slamodel.propagate.outcome import Duration, Rule, Step
from slamodel.propagate.walk import Limit, Moment, passed
from slamodel.units import TOLERANCE_S

MINUTE, MILLISECOND = 60.0, 0.001
MOST_S = 20 * 366 * 86400.0
"""What may take as long as this may take any time."""

_Part: TypeAlias = tuple[Step, Moment]


def required_on_clocks(limit: Limit, step: Step, run: Step, promised: Duration) -> dict[int, Required]:
    """For every input, by `id`, the longest time with which the whole keeps its promise; None for cut-off rules.

    `run` is the step as it runs from its worst start. Where all that is below runs on one clock, lengths add up on it.
    """
    hours = limit.walk.courses.only_clock(step)
    if hours:
        return required_times(step, promised._replace(within_s=_longest_on(limit, hours, step, Moment(run.start or 0))))
    order = parts_first(step)
    inputs = {id(part.source): part.source for part in order if part.source is not None}
    question = (_shape(limit.walk.courses, order), limit.due, limit.most_us, promised)
    known = limit.walk.required
    if question not in known:
        is_kept = run.time.within_s <= promised.within_s + TOLERANCE_S
        helpful = inputs.keys() if is_kept else _helpful(run)
        known[question] = tuple(
            _required(limit, order, given, run, promised) if name in helpful else (None, None)
            for name, given in inputs.items()
        )
    return dict(zip(inputs, known[question], strict=True))


def _shape(courses: Courses, order: Sequence[Step]) -> Hashable:
    """What makes times run as they do, whichever services they are of: rules, lengths, clocks and shares of cases."""
    places = {id(step): place for place, step in enumerate(order)}
    inputs: dict[int, int] = {}
    shape: list[Hashable] = []
    for step in order:
        given = step.source
        if given is None:
            shape.append((step.rule, step.count, *(places[id(part)] for part in step.parts)))
        else:
            clock = courses.same(given.clock) if given.level or given.due else ""
            place = inputs.setdefault(id(given), len(inputs))
            shape.append((place, given.level, given.share, clock, given.due))
    return tuple(shape)


def _helpful(run: Step) -> set[int]:
    """The inputs, by `id`, of which a shorter one may end the worst case sooner: those that others do not wait out."""
    found: set[int] = set()
    seen: set[int] = set()
    stack = [run]
    while stack:
        step = stack.pop()
        if id(step) in seen:
            continue
        seen.add(id(step))
        if step.source is not None:
            found.add(id(step.source))
        is_any = step.rule in (Rule.IN_ORDER, Rule.FASTEST)
        stack.extend(part for part in step.parts if is_any or part.finish == step.finish)
    return found


def _longest_on(limit: Limit, hours: str, step: Step, worst: Moment) -> float:
    """The longest time on one clock that keeps a limit, less than nothing where none does."""
    question = (hours, limit.due, limit.most_us)
    known = limit.walk.longest_alone
    if question not in known:
        alone = Input("", Role.COMMITMENT, step.time.within_s, clock=hours)
        longest = longest_kept(limit, [leaf("", alone)], alone, worst)
        known[question] = -MINUTE if longest is None else longest
    return known[question]


def _required(limit: Limit, order: Sequence[Step], given: Input, run: Step, promised: Duration) -> Required:
    longest = None if given.due else longest_kept(limit, order, given, Moment(run.start or 0))
    if not given.due and run.time.within_s <= promised.within_s + TOLERANCE_S:
        longest = max(longest or 0.0, given.level or 0.0)  # what is stated to the second is not asked to be shorter
    if longest is None:
        return (None, None)
    time = run.time
    if any(step.rule is Rule.FASTEST for step in order):  # what is fastest may be another then, with another share
        step = replayed(order, {id(given): replace(given, level=min(longest, MOST_S))})
        peak = limit.peak(limit.walk.courses.of(step))
        time = limit.walk.run(step, Moment(peak.start, peak.is_after)).step.time
    return kept(time, promised, longest)


def longest_kept(limit: Limit, order: Sequence[Step], given: Input, worst: Moment) -> float | None:
    """The longest time of one input with which the whole still keeps its limit; None if hardly an instant does.

    The steps come in order, parts first. Whole minutes, below one whole milliseconds: nobody agrees on less.
    """
    changed = Changed(limit.walk.courses, order, given)
    starts = [worst]

    def may_be_kept(seconds: float) -> bool:
        """Whether it is from the starts that have been the worst so far: most of what is too long shows there."""
        return all(limit.is_kept(start, changed.finish(seconds, start)) for start in starts)

    def is_kept(seconds: float) -> bool:
        if not may_be_kept(seconds):
            return False
        peak = limit.peak(changed.course(seconds))
        if peak.length_us > limit.most_us:
            starts.append(Moment(peak.start, peak.is_after))
        return peak.length_us <= limit.most_us

    if not is_kept(MILLISECOND):
        return None  # an instant may do, but nothing that anybody can agree on
    if is_kept(MOST_S):
        return inf
    for unit, too_many in ((MINUTE, MOST_S / MINUTE), (MILLISECOND, MINUTE / MILLISECOND)):
        few = _most(partial(_of, unit, may_be_kept), round(too_many)) + 1
        if found := _most(partial(_of, unit, is_kept), few):
            return unit * found
    return MILLISECOND


def _of(unit: float, kept: Callable[[float], bool], number: int) -> bool:
    return kept(unit * number)


def _most(kept: Callable[[int], bool], too_many: int) -> int:
    """The largest number that is kept, where 0 is, and `too_many` is not."""
    low, high = 0, too_many
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
        return self.courses.trying(self.given, seconds)

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
        parts: list[Course | int] = [
            id(part) if id(part) in self.touched else self.courses.of(part) for part in step.parts
        ]
        if step.rule is Rule.FASTEST:
            return parts
        if step.rule is Rule.IN_ORDER:
            return _neighbours_joined(parts)
        fixed = [part for part in parts if not isinstance(part, int)]
        changing: list[Course | int] = [part for part in parts if isinstance(part, int)]
        return [*changing, joined(step.rule, 0, fixed)] if fixed else changing


def _neighbours_joined(parts: Iterable[Course | int]) -> list[Course | int]:
    found: list[Course | int] = []
    for part in parts:
        if found and not isinstance(found[-1], int) and not isinstance(part, int):
            found[-1] = found[-1].then(part)
        else:
            found.append(part)
    return found
