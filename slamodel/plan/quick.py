"""A promise in all rounds of a grid in; its views as functions of what is chosen, without an analysis, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias

from slamodel.plan.concerns import Figure
from slamodel.plan.grid import Assignment, Grid, Group
from slamodel.plan.outcome import Basis
from slamodel.plan.tables import Table, table
from slamodel.propagate import Input, Kind, Promise, View


class Told(Protocol):
    """What a view comes to, by what is chosen."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Everything that it rests on."""
        ...

    def never_worse(self, thing: int, one: int, other: int) -> bool:
        """Whether it comes to no more with one choice of a thing than with another, whatever else is chosen."""
        ...

    def is_enough(self, assignment: Assignment, allowed: float, share: float) -> bool:
        """Whether so much is allowed, and kept in this share of the cases."""
        ...


@dataclass(frozen=True, eq=False)
class Quick:
    """One view: what it comes to, what is promised on top, and what must not be: something unknown, a condition."""

    told: Told
    basis: Basis
    promised: Table
    share: Table
    lacking: tuple[Table, ...]

    @cached_property
    def things(self) -> Group:
        """The choices that matter."""
        tables = (self.promised, self.share, *self.lacking, *self.told.tables)
        return tuple(sorted({c for one in tables for c in one.things}))

    def holds(self, assignment: Assignment) -> bool:
        """Whether what is promised is not more than what lies below supports."""
        if any(one.at(assignment) for one in self.lacking):
            return False
        return self.told.is_enough(assignment, self.promised.at(assignment), self.share.at(assignment))

    def never_worse(self, thing: int, one: int, other: int) -> bool:
        """Whether one choice of a thing is at least as good as another one, whatever else is chosen."""
        is_asked_no_more = all(table.never_worse(thing, one, other) for table in (*self.lacking, self.share))
        return (
            is_asked_no_more
            and self.promised.never_worse(thing, other, one)
            and self.told.never_worse(thing, one, other)
        )


Maker: TypeAlias = Callable[[Grid, Promise, Sequence[View], Basis], Told | None]


def quick(
    grid: Grid, seen: Sequence[Promise | None], basis: Basis, stands: Callable[[int], bool], make: Maker
) -> tuple[Quick, ...] | None:
    """Both views of a promise; None where more than levels may change, or one does not say what the analyses say."""
    promises = [promise for promise in seen if promise is not None]
    if len(promises) < len(seen) or any(one.promised is None or one.waiver for one in promises):
        return None
    rounds = ([promise.direct for promise in promises], [promise.end_to_end for promise in promises])
    views = [_quick(grid, promises, views, basis, make) for views in rounds]
    found = tuple(view for view in views if view is not None)
    if len(found) < len(views):
        return None
    told = (all(view.holds(assignment) for view in found) for assignment in grid.rounds)
    return found if all(one == stands(number) for number, one in enumerate(told)) else None


def _quick(grid: Grid, promises: Sequence[Promise], views: Sequence[View], basis: Basis, make: Maker) -> Quick | None:
    if not all(map(_is_plain, views)) or len({tuple(one.service for one in view.inputs) for view in views}) > 1:
        return None
    first = promises[0]
    own = grid.group_changing(Figure(first.service, first.metric, first.target.priority or ""))
    promised = table(grid, own, [one.promised or 0.0 for one in promises])
    share = table(grid, own, [one.promised_share for one in promises])
    lacking = _lacking(grid, first, views, basis)
    told = make(grid, first, views, basis)
    if promised is None or share is None or lacking is None or told is None:
        return None
    return Quick(told, basis, promised, share, lacking)


def _is_plain(view: View) -> bool:
    """Whether what is unknown, and the conditions, are matters of single inputs."""
    unknown = {given.unknown for given in view.inputs if given.unknown}
    return set(view.unknown) == unknown and all(one.kind is Kind.STOP for one in view.conditions) and not view.season


def _lacking(grid: Grid, promise: Promise, views: Sequence[View], basis: Basis) -> tuple[Table, ...] | None:
    """By what is chosen, which inputs are unknown or, where it has to be certain, may stand still."""
    stopped = [{id(one.source) for one in view.conditions} if basis == "guaranteed" else set() for view in views]
    tables = []
    for column in zip(*(view.inputs for view in views), strict=True):
        flags = [
            float(given.unknown is not None or id(given) in stops) for given, stops in zip(column, stopped, strict=True)
        ]
        if any(flags):
            tables.append(table(grid, group_of(grid, promise, column), flags))
    known = tuple(one for one in tables if one is not None)
    return known if len(known) == len(tables) else None


def group_of(grid: Grid, promise: Promise, column: Sequence[Input]) -> Group:
    """The choices that can change an input of a promise."""
    found = {
        c
        for metric in sorted({given.metric or promise.metric for given in column})
        for c in grid.group_changing(Figure(column[0].service, metric, promise.target.priority or ""))
    }
    return tuple(sorted(found))
