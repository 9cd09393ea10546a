"""A view of a share in all rounds of a grid in; what may be down, by what is chosen, out."""

from collections.abc import Sequence
from dataclasses import dataclass

from slamodel.plan.grid import Assignment, Grid
from slamodel.plan.outcome import Basis
from slamodel.plan.quick import group_of
from slamodel.plan.tables import Table, table
from slamodel.propagate import Input, Promise, View
from slamodel.propagate.bounds import most_downtime
from slamodel.propagate.ground import Ground, Instead
from slamodel.propagate.independent import unavailability
from slamodel.units import TOLERANCE

_CLOSE = 1e-12


@dataclass(frozen=True, eq=False)
class Shares:
    """A structure and the levels of its events that choices change, at worst and on average."""

    ground: Ground
    basis: Basis
    worst: tuple[tuple[int, Table], ...]
    average: tuple[tuple[int, Table], ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The levels that choices change."""
        levels = self.worst if self.basis == "guaranteed" else (*self.worst, *self.average)
        return tuple(one for _, one in levels)

    def never_worse(self, thing: int, one: int, other: int) -> bool:
        """Whether no level is worse with one choice of a thing than with another, whatever else is chosen."""
        return all(table.never_worse(thing, one, other) for table in self.tables)

    def is_enough(self, assignment: Assignment, allowed: float, _share: float) -> bool:
        """Whether no more is down than is allowed."""
        if self.guaranteed(assignment) <= allowed + TOLERANCE:
            return True
        return self.basis == "independent" and self.independent(assignment) <= allowed + TOLERANCE

    def guaranteed(self, assignment: Assignment) -> float:
        """The most that may be down."""
        levels = Instead(self.ground.worst, {event: one.at(assignment) for event, one in self.worst})
        return most_downtime(self.ground.structure, levels)

    def independent(self, assignment: Assignment) -> float:
        """What is down on average."""
        levels = Instead(self.ground.average, {event: one.at(assignment) for event, one in self.average})
        return unavailability(self.ground.structure, levels)

    def agrees(self, assignment: Assignment, view: View) -> bool:
        """Whether it comes to what an analysis says."""
        if view.figures is None:
            return False
        guaranteed = self.guaranteed(assignment)
        independent = min(self.independent(assignment), guaranteed)
        is_close = abs(guaranteed - view.figures.guaranteed) <= _CLOSE
        return is_close and abs(independent - view.figures.independent) <= _CLOSE


def shares(grid: Grid, promise: Promise, views: Sequence[View], basis: Basis) -> Shares | None:
    """The view; None where hours differ, or where something else than levels does."""
    if any(view.figures is None or view.ground is None or view.ground.uneven is not None for view in views):
        return None
    found: tuple[list[tuple[int, Table]], list[tuple[int, Table]]] = ([], [])
    events = views[0].found.events
    for event, column in zip(events, zip(*(view.inputs for view in views), strict=True), strict=True):
        if any(given != column[0] for given in column):
            group = group_of(grid, promise, column)
            for place, levels in enumerate(found):
                made = table(grid, group, [_figure(given, place) for given in column])
                if made is None:
                    return None
                levels.append((event, made))
    assert views[0].ground is not None  # noqa: S101 - all have one
    made_of = Shares(views[0].ground, basis, tuple(found[0]), tuple(found[1]))
    agree = (made_of.agrees(assignment, view) for assignment, view in zip(grid.rounds, views, strict=True))
    return made_of if all(agree) else None


def _figure(given: Input, place: int) -> float:
    return given.figures[place] if given.level is not None else 0.0
