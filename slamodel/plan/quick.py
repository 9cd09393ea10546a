"""A promise of a share in all rounds of a grid in; its views as functions of what is chosen, without an analysis, out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from slamodel.plan.grid import Assignment, Grid, Group
from slamodel.plan.outcome import Basis
from slamodel.plan.tables import Table, table
from slamodel.propagate import Input, Promise, View
from slamodel.propagate.bounds import most_downtime
from slamodel.propagate.given import Role
from slamodel.propagate.ground import Ground, Instead
from slamodel.propagate.independent import unavailability
from slamodel.units import TOLERANCE

_CLOSE = 1e-12


@dataclass(frozen=True, eq=False)
class Quick:
    """One view: a structure, the levels of its events that choices change, and what is promised on top."""

    ground: Ground
    basis: Basis
    promised: Table
    worst: tuple[tuple[int, Table], ...]
    average: tuple[tuple[int, Table], ...]

    @cached_property
    def things(self) -> Group:
        """The choices that matter."""
        return tuple(sorted({c for one in self._tables for c in one.things}))

    @property
    def _tables(self) -> Iterator[Table]:
        yield self.promised
        yield from (one for _, one in self.worst)
        if self.basis == "independent":
            yield from (one for _, one in self.average)

    def holds(self, assignment: Assignment) -> bool:
        """Whether what is promised is not more than what the levels support."""
        allowed = self.promised.at(assignment) + TOLERANCE
        if self.guaranteed(assignment) <= allowed:
            return True
        return self.basis == "independent" and self.independent(assignment) <= allowed

    def guaranteed(self, assignment: Assignment) -> float:
        """The most that may be down."""
        return most_downtime(self.ground.structure, self.worst_at(assignment))

    def independent(self, assignment: Assignment) -> float:
        """What is down on average."""
        levels = Instead(self.ground.average, {event: one.at(assignment) for event, one in self.average})
        return unavailability(self.ground.structure, levels)

    def worst_at(self, assignment: Sequence[int]) -> Instead:
        """The levels at worst."""
        return Instead(self.ground.worst, {event: one.at(assignment) for event, one in self.worst})

    def never_worse(self, thing: int, one: int, other: int) -> bool:
        """Whether one choice of a thing is at least as good as another one, whatever else is chosen."""
        levels = [table for table in self._tables if table is not self.promised]
        return all(table.never_worse(thing, one, other) for table in levels) and self.promised.never_worse(
            thing, other, one
        )


def quick(
    grid: Grid, things: Group, seen: Sequence[Promise | None], basis: Basis, stands: Callable[[int], bool]
) -> tuple[Quick, ...] | None:
    """Both views of a promise; None where it is no share, or where more than levels may change."""
    promises = [promise for promise in seen if promise is not None]
    if len(promises) < len(seen) or not all(map(_is_plain, promises)):
        return None
    own = next((grid.group_of[c] for c in things if promises[0].service in grid.services[c]), ())
    promised = table(grid, own, [promise.promised or 0.0 for promise in promises])
    if promised is None:
        return None
    views = []
    for rounds in ([promise.direct for promise in promises], [promise.end_to_end for promise in promises]):
        view = _quick(grid, rounds, basis, promised)
        if view is None:
            return None
        views.append(view)
    is_same = all(
        all(view.holds(assignment) for view in views) == (stands(number) if promise.waiver is None else True)
        for number, (assignment, promise) in enumerate(zip(grid.rounds, promises, strict=True))
    )
    return tuple(views) if is_same else None


def _is_plain(promise: Promise) -> bool:
    views = (promise.direct, promise.end_to_end)
    return promise.promised is not None and not promise.waiver and all(map(_is_plain_view, views))


def _is_plain_view(view: View) -> bool:
    if view.figures is None or view.ground is None or view.ground.uneven is not None:
        return False
    return not (view.unknown or view.conditions or view.season)


def _quick(grid: Grid, rounds: Sequence[View], basis: Basis, promised: Table) -> Quick | None:
    inputs = [view.inputs for view in rounds]
    if len({tuple((given.service, given.role) for given in one) for one in inputs}) > 1:
        return None
    events, ground = rounds[0].found.events, rounds[0].ground
    worst: list[tuple[int, Table]] = []
    average: list[tuple[int, Table]] = []
    for event, column in zip(events, zip(*inputs, strict=True), strict=True):
        if any(given != column[0] for given in column):
            tables = _levels(grid, column)
            if tables is None:
                return None
            worst.append((event, tables[0]))
            average.append((event, tables[1]))
    assert ground is not None  # noqa: S101 - a plain view has one
    made = Quick(ground, basis, promised, tuple(worst), tuple(average))
    return made if all(_is_close(made, a, view) for a, view in zip(grid.rounds, rounds, strict=True)) else None


def _levels(grid: Grid, column: Sequence[Input]) -> tuple[Table, Table] | None:
    """At worst and on average, what one input comes to by what is chosen."""
    if column[0].role not in (Role.COMMITMENT, Role.OWN):
        return None
    concerned = [c for c, services in enumerate(grid.services) if column[0].service in services]
    group = grid.group_of[concerned[0]] if concerned else ()
    if not grid.is_whole(group):
        return None
    found = [table(grid, group, [given.figures[place] for given in column]) for place in (0, 1)]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


def _is_close(made: Quick, assignment: Assignment, view: View) -> bool:
    assert view.figures is not None  # noqa: S101 - a plain view has them
    guaranteed, independent = made.guaranteed(assignment), made.independent(assignment)
    is_close = abs(guaranteed - view.figures.guaranteed) <= _CLOSE
    return is_close and abs(min(independent, guaranteed) - view.figures.independent) <= _CLOSE
