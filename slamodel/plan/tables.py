"""What something comes to in each round of a grid in; by the choices that matter to it, what it comes to, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from slamodel.plan.grid import Assignment, Grid, Group

_SAME = 1e-15
Values: TypeAlias = dict[Assignment, float]


@dataclass(frozen=True, slots=True)
class Table:
    """A figure by what is chosen of some things."""

    things: Group
    values: Values

    def at(self, assignment: Sequence[int]) -> float:
        """The figure where this is chosen."""
        return self.values[tuple([assignment[c] for c in self.things])]

    def at_best(self, choose: Callable[..., float] = min) -> float:
        """The smallest figure, or the largest."""
        return choose(self.values.values())

    def never_worse(self, thing: int, one: int, other: int) -> bool:
        """Whether with one choice of a thing the figure is never larger than with another, whatever else is chosen."""
        if thing not in self.things:
            return True
        if len(self.things) == 1:
            return self.values[one,] <= self.values[other,]
        place = self.things.index(thing)
        here = [key for key in self.values if key[place] == other]
        return all(self.values[(*key[:place], one, *key[place + 1 :])] <= self.values[key] for key in here)


def table(grid: Grid, group: Group, figures: Sequence[float]) -> Table | None:
    """A figure by the choices of a group, those without effect left out; None where it depends on anything else."""
    if all(figure == figures[0] for figure in figures):
        return Table((), {(): figures[0]})
    values: Values = {}
    for assignment, figure in zip(grid.rounds, figures, strict=True):
        key = tuple(assignment[c] for c in group)
        if abs(values.setdefault(key, figure) - figure) > _SAME * max(1.0, abs(figure)):
            return None
    if len(values) < _size(grid, group):
        return None
    for thing in group:
        values, group = _without(values, group, thing)
    return Table(group, values)


def _size(grid: Grid, group: Group) -> int:
    size = 1
    for c in group:
        size *= len(grid.things[c]) + 1
    return size


def _without(values: Values, group: Group, thing: int) -> tuple[Values, Group]:
    """The same without a thing where it changes nothing."""
    place = group.index(thing)
    shorter: Values = {}
    for key, value in values.items():
        rest = (*key[:place], *key[place + 1 :])
        if shorter.setdefault(rest, value) != value:
            return values, group
    return shorter, (*group[:place], *group[place + 1 :])
