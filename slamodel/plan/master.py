"""What can be chosen, with rows and cuts that leave out what cannot hold, in; the cheapest of what is left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import inf
from typing import NamedTuple, TypeAlias

from slamodel.plan.cuts import Cut
from slamodel.plan.demands import Demand
from slamodel.plan.grid import Assignment, Grid, Group, Thing
from slamodel.plan.knapsacks import Column, Knapsack
from slamodel.propagate.solver import WholeProgram

Costs: TypeAlias = Mapping[int, float]


class Chosen(NamedTuple):
    """A choice, which promises it gives up, and what no choice can cost less than; no choice where time ran out."""

    assignment: Assignment | None
    given_up: frozenset[str]
    bound: float
    is_optimal: bool


class Facet(NamedTuple):
    """Whatever fits into a row is worth no more than `most`."""

    knapsack: Knapsack
    worth: Mapping[Column, int]
    most: int


class Master:
    """A program with a column for every choice of every thing, and one for every promise that is given up.

    It is a relaxation: whatever it leaves out does not hold, so that its bound is one for all plans.
    """

    def __init__(self, grid: Grid, demands: Iterable[Demand]) -> None:
        """Everything can be chosen, at first."""
        self.program = WholeProgram()
        self.choices = [[self.program.column(is_whole=False) for _ in range(len(thing) + 1)] for thing in grid.things]
        self.given_up = {demand.name: self.program.column() for demand in demands}
        self.knapsacks: list[Knapsack] = []
        self._together: dict[Group, dict[Assignment, int]] = {}
        for thing, columns in zip(grid.things, self.choices, strict=True):
            self._one_of(thing, columns)
        self.changed = self._changed(grid)

    def _one_of(self, thing: Thing, columns: list[int]) -> None:
        """Exactly one is chosen. Whole are the columns for "this or a dearer one": to decide one of these says more."""
        self.program.row(1.0, 1.0, dict.fromkeys(columns, 1.0))
        prices = [Decimal(0), *(move.price or Decimal(0) for move in thing)]
        order = sorted(range(len(columns)), key=lambda value: (prices[value], value))
        for place in range(1, len(columns)):
            step = self.program.column()
            self.program.row(0.0, 0.0, {step: -1.0, **{columns[value]: 1.0 for value in order[place:]}})

    def _changed(self, grid: Grid) -> dict[str, int]:
        """By entry of the model, a column for that it is changed."""
        found: dict[str, int] = {}
        for thing, columns in zip(grid.things, self.choices, strict=True):
            for move, column in zip(thing, columns[1:], strict=True):
                name = "/".join(move.of)
                if name not in found:
                    found[name] = self.program.column(is_whole=False)
                self.program.row(0.0, inf, {found[name]: 1.0, column: -1.0})
        return found

    def combination(self, things: Group) -> dict[Assignment, int]:
        """A column for each combination of choices of some things."""
        if len(things) == 1:
            return {(value,): column for value, column in enumerate(self.choices[things[0]])}
        if things not in self._together:
            every = product(*(range(len(self.choices[c])) for c in things))
            columns = {values: self.program.column(is_whole=False) for values in every}
            for place, c in enumerate(things):
                for value, column in enumerate(self.choices[c]):
                    members = {one: 1.0 for values, one in columns.items() if values[place] == value}
                    self.program.row(0.0, 0.0, {**members, column: -1.0})
            self._together[things] = columns
        return self._together[things]

    def add(self, cut: Cut) -> None:
        """A thing has to be chosen otherwise, or the promise to be given up."""
        others = {
            column: 1.0
            for thing, values in cut.among.items()
            for value, column in enumerate(self.choices[thing])
            if value not in values
        }
        self.program.row(1.0, inf, {**others, self.given_up[cut.demand.name]: 1.0})

    def add_facet(self, facet: Facet) -> None:
        """What is chosen is worth no more than what fits, or the promise is given up."""
        worth = {self.choices[c][value]: float(number) for (c, value), number in facet.worth.items() if number}
        most: dict[int, int] = defaultdict(int)
        for (thing, _), number in facet.worth.items():
            most[thing] = max(most[thing], number)
        given_up = float(facet.most - sum(most.values()))
        self.program.row(-inf, facet.most, {**worth, self.given_up[facet.knapsack.name]: min(0.0, given_up)})

    def shares(self, knapsack: Knapsack, amounts: Sequence[float]) -> dict[Column, float]:
        """How much of each choice is made, where choices are divided."""
        return {(c, value): amounts[self.choices[c][value]] for c, value in knapsack.columns}

    def keep(self, name: str) -> None:
        """A promise may not be given up."""
        self.program.bound(self.given_up[name], 0.0, 0.0)

    def let_go(self, name: str) -> None:
        """A promise may be given up."""
        self.program.bound(self.given_up[name], 0.0, 1.0)

    def limit(self, costs: Costs, most: float) -> None:
        """From now on something may not cost more."""
        if costs:
            self.program.row(-inf, most, costs)

    def cheapest(self, costs: Costs, seconds: float) -> Chosen | None:
        """The cheapest choice that is left; None where there is none."""
        solved = self.program.least(costs, seconds)
        if solved is None:
            return None
        if not solved.amounts:
            return Chosen(None, frozenset(), solved.bound, is_optimal=False)
        amounts = solved.amounts
        assignment = tuple(max(range(len(c)), key=lambda v, c=c: amounts[c[v]]) for c in self.choices)  # type: ignore[misc]
        given_up = frozenset(name for name, column in self.given_up.items() if amounts[column] > 0.5)
        return Chosen(assignment, given_up, solved.bound, solved.is_optimal)
