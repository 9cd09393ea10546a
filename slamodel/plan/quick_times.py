"""A view of a time in all rounds of a grid in; how long it takes, and in how many cases, by what is chosen, out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from slamodel.plan.grid import Assignment, Grid
from slamodel.plan.outcome import Basis
from slamodel.plan.quick import group_of
from slamodel.plan.tables import Table, table
from slamodel.propagate import Input, Promise, Rule, Step, View
from slamodel.propagate.compose import parts_first, replayed
from slamodel.propagate.outcome import Duration
from slamodel.units import TOLERANCE, TOLERANCE_S


@dataclass(frozen=True, slots=True)
class Changing:
    """An input whose length, or whose misses, choices change."""

    given: Input
    length: Table
    late: Table

    def at(self, assignment: Sequence[int]) -> Input:
        """The input where this is chosen."""
        return replace(self.given, level=self.length.at(assignment), share=1.0 - self.late.at(assignment), unknown=None)


@dataclass(frozen=True, eq=False)
class Times:
    """Steps that all run on one clock, and the inputs that choices change."""

    steps: tuple[Step, ...]
    basis: Basis
    inputs: tuple[Changing, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The lengths and misses that choices change."""
        return tuple(one for changing in self.inputs for one in (changing.length, changing.late))

    def never_worse(self, thing: int, one: int, other: int) -> bool:
        """Whether it is done no later and no less often with one choice of a thing than with another.

        Of alternatives the fastest counts, however often it is late. So where any is, no length may be another one.
        """
        if self._is_late_if_fast:
            lengths = [changing.length for changing in self.inputs]
            fixed = lengths if self.basis == "guaranteed" else self.tables
            if not all(table.never_worse(thing, other, one) for table in fixed):
                return False
        return all(table.never_worse(thing, one, other) for table in self.tables)

    @cached_property
    def _is_late_if_fast(self) -> bool:
        """Whether there are alternatives, and steps that are done in time in a share of the cases only."""
        changing = {id(one.given): one for one in self.inputs}
        given = [step.source for step in self.steps if step.source is not None and id(step.source) not in changing]
        is_late = any(one.late.at_best(max) > 0.0 for one in self.inputs) or any(one.share < 1.0 for one in given)
        return is_late and any(step.rule is Rule.FASTEST for step in self.steps)

    def time(self, assignment: Sequence[int]) -> Duration:
        """What the steps come to."""
        return replayed(self.steps, {id(one.given): one.at(assignment) for one in self.inputs}).time

    def is_enough(self, assignment: Assignment, allowed: float, share: float) -> bool:
        """Whether it is done in time, and often enough."""
        time = self.time(assignment)
        kept = time.in_guaranteed if self.basis == "guaranteed" else time.in_independent
        return time.within_s <= allowed + TOLERANCE_S and kept + TOLERANCE >= share

    def agrees(self, assignment: Assignment, view: View) -> bool:
        """Whether it comes to what an analysis says."""
        if view.time is None:
            return False
        time = self.time(assignment)
        pairs = ((time.in_guaranteed, view.time.in_guaranteed), (time.in_independent, view.time.in_independent))
        is_close = abs(time.within_s - view.time.within_s) <= TOLERANCE_S
        return is_close and all(abs(one - other) <= TOLERANCE for one, other in pairs)


def times(grid: Grid, promise: Promise, views: Sequence[View], basis: Basis) -> Times | None:
    """The view; None where clocks differ, or where something else than lengths and misses does."""
    if not all(_is_on_one_clock(view, promise) for view in views):
        return None
    found = []
    for column in zip(*(view.inputs for view in views), strict=True):
        if any(given != column[0] for given in column):
            group = group_of(grid, promise, column)
            length = table(grid, group, [given.level or 0.0 for given in column])
            late = table(grid, group, [1.0 - given.share if given.level is not None else 0.0 for given in column])
            if length is None or late is None:
                return None
            found.append(Changing(column[0], length, late))
    assert views[0].step is not None  # noqa: S101 - a time has steps
    made = Times(tuple(parts_first(views[0].step)), basis, tuple(found))
    agree = (made.agrees(assignment, view) for assignment, view in zip(grid.rounds, views, strict=True))
    return made if all(agree) else None


def _is_on_one_clock(view: View, promise: Promise) -> bool:
    if view.step is None or view.step.start is not None or view.time is None:
        return False
    return view.limit_s == promise.promised and not any(given.rungs or given.due for given in view.inputs)
