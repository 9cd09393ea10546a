"""What can be chosen, what has to hold and what is to be least in; the best choice, and how far that is proved, out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from time import monotonic
from typing import NamedTuple

from slamodel.money import price_of
from slamodel.money.prices import agreed_price
from slamodel.plan.cuts import Cut, cut
from slamodel.plan.demands import Demand
from slamodel.plan.facets import tighten
from slamodel.plan.grid import Assignment, Grid
from slamodel.plan.master import Chosen, Costs, Master
from slamodel.plan.move import Kind
from slamodel.plan.objectives import Stage, stages, worth
from slamodel.plan.outcome import Objective
from slamodel.plan.repair import repaired
from slamodel.plan.rows import add_rows
from slamodel.plan.tiers import YEAR

_CLOSE = 1e-6
_FOR_LESS_S = 5.0
"""So long a plan that was not proved is made cheaper, once the time is over."""
_AT_FIRST_S = 2.0
"""What the solver does not settle in so long is told more about."""
_FOR_TIES_S = 5.0
"""So long it is looked for the best among equals."""


class Result(NamedTuple):
    """A choice that has been tried on the whole model, the promises that fail with it, and its gap: 0 where proved.

    The gap is None where it is not known. `hopeless` are those that fail whatever is chosen.
    """

    assignment: Assignment
    given_up: frozenset[str]
    gap: float | None
    hopeless: frozenset[str] = frozenset()
    spare: float = 0.0
    """By how much a plan may be better, in what is to be least."""


class _Reached(NamedTuple):
    assignment: Assignment
    given_up: frozenset[str]
    bound: float
    is_proved: bool


def searched(grid: Grid, demands: Sequence[Demand], objective: Objective, seconds: float) -> Result:
    """Search for a plan; it is proved to be the best one, or has a gap, when the time is over."""
    return _Search(grid, demands, monotonic() + seconds).result(objective)


class _Search:
    """One search: a master that is asked for the cheapest choice, and told why it does not do."""

    def __init__(self, grid: Grid, demands: Sequence[Demand], deadline: float) -> None:
        self.grid, self.demands, self.deadline = grid, demands, deadline
        self.master, self.is_tight = Master(grid, demands), False
        for demand in demands:
            add_rows(self.master, grid, demand)
        self.hopeless = frozenset(demand.name for demand in demands if self._is_hopeless(demand))

    def _is_hopeless(self, demand: Demand) -> bool:
        """Whether a promise fails whatever is chosen; what is found out about it on the way is told to the master."""
        found = failing_at_best(self.grid, demand) if monotonic() < self.deadline else None
        if found is None or (not found.among and demand.stood):
            self.master.keep(demand.name)
            return False
        self.master.add(found)
        if found.among:
            self.master.keep(demand.name)
        return not found.among

    def result(self, objective: Objective) -> Result:
        """Part by part of the objective; what is reached in one part stays."""
        parts = stages(objective, self.grid.things, self.master) or [Stage("changes", {})]
        reached = self._settled(parts[0].costs, self.deadline)
        if reached is None:
            self._give_up_as_few_as_can_be()
            reached = self._settled(parts[0].costs, self.deadline)
        assert reached is not None  # noqa: S101 - as many are given up as have to be
        gap, spare = self._gap(parts[0], reached)
        for before, part in pairwise(parts):
            if not reached.is_proved:
                break
            self.master.limit(before.costs, self._cost(before, reached.assignment) + _CLOSE)
            better = self._settled(part.costs, min(self.deadline, monotonic() + _FOR_TIES_S))
            if better is None or not better.is_proved:
                break
            reached = better
        return Result(reached.assignment, reached.given_up, gap, self.hopeless, spare)

    def _give_up_as_few_as_can_be(self) -> None:
        for demand in self.demands:
            self.master.let_go(demand.name)
        costs = dict.fromkeys(self.master.given_up.values(), 1.0)
        reached = self._settled(costs, self.deadline)
        most = len(reached.given_up) if reached is not None else len(self.demands)
        self.master.limit(costs, most + _CLOSE)

    def _settled(self, costs: Costs, deadline: float) -> _Reached | None:
        """The cheapest choice that does, as cuts are added for those that do not; None where there is none."""
        bound = float("-inf")
        while True:
            chosen = self._cheapest(costs, deadline)
            if chosen is None:
                return None
            bound = max(bound, chosen.bound)
            assignment = self.grid.as_it_is if chosen.assignment is None else chosen.assignment
            failing = self._failing(assignment, chosen.given_up)
            if chosen.assignment is not None and not failing:
                return _Reached(assignment, chosen.given_up, bound, chosen.is_optimal)
            if monotonic() >= deadline:
                return self._in_no_more_time(assignment, bound)
            for demand in failing:
                self.master.add(cut(demand, assignment))
                if monotonic() >= deadline:
                    break

    def _cheapest(self, costs: Costs, deadline: float) -> Chosen | None:
        """The cheapest choice that is left; where that is not soon found, the master is made tighter first, once."""
        if not self.is_tight:
            chosen = self.master.cheapest(costs, min(_AT_FIRST_S, deadline - monotonic()))
            if chosen is None or chosen.is_optimal:
                return chosen
            self.is_tight = True
            now = monotonic()
            tighten(self.master, costs, now + (deadline - now) / 2.0)
        return self.master.cheapest(costs, deadline - monotonic())

    def _failing(self, assignment: Assignment, given_up: Iterable[str]) -> list[Demand]:
        """The promises that fail: by their levels alone, and when all seem to hold, by an analysis of the whole."""
        wanted = [demand for demand in self.demands if demand.name not in given_up]
        failing = [demand for demand in wanted if demand.views is not None and not demand.holds(assignment)]
        if failing:
            return failing
        after = self.grid.after(assignment)
        return [demand for demand in wanted if not demand.learn(assignment, after)]

    def _in_no_more_time(self, assignment: Assignment, bound: float) -> _Reached:
        """The last choice, made to do."""
        made = repaired(self.grid, self.demands, assignment, self.hopeless, monotonic() + _FOR_LESS_S)
        failing = self._all_failing(made)
        return _Reached(made, failing, bound, is_proved=False)

    def _all_failing(self, assignment: Assignment) -> frozenset[str]:
        after = self.grid.after(assignment)
        return frozenset(demand.name for demand in self.demands if not demand.learn(assignment, after))

    def _cost(self, part: Stage, assignment: Assignment) -> float:
        return float(worth(part.part, self.grid.moves(assignment))) / part.unit

    def _gap(self, part: Stage, reached: _Reached) -> tuple[float | None, float]:
        """By which share of all that is paid then, and by how much, a plan may be better; 0 where it is proved."""
        if reached.is_proved:
            return 0.0, 0.0
        if not reached.given_up <= self.hopeless:
            return None, 0.0
        cost = self._cost(part, reached.assignment)
        spare = max(0.0, cost - reached.bound) * part.unit
        whole = self._paid(reached.assignment) if part.part == "price" else abs(cost)
        return spare / max(whole, abs(cost) * part.unit, spare, _CLOSE), spare

    def _paid(self, assignment: Assignment) -> float:
        """What a year of all that has a price, and can be chosen, costs then."""
        landscape = self.grid.analysis.landscape
        names = {move.of[1] for thing in self.grid.things for move in thing if move.kind is Kind.TIER}
        prices = (price_of(landscape, agreed_price(landscape.agreements[name]), YEAR) for name in sorted(names))
        return float(sum(filter(None, prices)) + Decimal(worth("price", self.grid.moves(assignment))))


def failing_at_best(grid: Grid, demand: Demand) -> Cut | None:
    """Why a promise fails with the best that can be had for it; None where it holds."""
    best = list(grid.as_it_is)
    for thing in demand.things:
        best[thing] = demand.best(thing)
    return None if demand.holds(tuple(best)) else cut(demand, tuple(best))
