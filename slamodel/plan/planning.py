"""An analysis in; out, what to ask of whom, so that every promise is supported, at the least cost."""

from collections.abc import Sequence
from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.plan.choices import things
from slamodel.plan.demands import demands
from slamodel.plan.grid import Grid, Thing
from slamodel.plan.objectives import worth
from slamodel.plan.outcome import Basis, Beyond, Objective, Outcome, Plan
from slamodel.plan.search import Result, searched

SECONDS = 60.0
"""So long it is searched for a better plan."""


def plan(analysis: Analysis, objective: Objective = "price", basis: Basis = "guaranteed") -> Plan:
    """The cheapest plan for all promises at once."""
    return planned(analysis, things(analysis), objective, basis)


def planned(
    analysis: Analysis, offered: Sequence[Thing], objective: Objective, basis: Basis, seconds: float = SECONDS
) -> Plan:
    """The cheapest plan among what is offered: of each thing at most one move."""
    grid = Grid(analysis, tuple(offered))
    wanted = tuple(demands(grid, basis))
    found = searched(grid, wanted, objective, seconds)
    moves = grid.moves(found.assignment)
    after = grid.after(found.assignment)
    assert after is not None  # noqa: S101 - what cannot be made together holds nothing
    price = worth("price", moves)
    return Plan(
        _outcome(found),
        objective,
        basis,
        moves,
        Decimal(price),
        int(worth("unpriced", moves)),
        found.gap,
        (),
        analysis,
        after,
        tuple(Beyond(name, "") for name in sorted(found.given_up)),
    )


def _outcome(found: Result) -> Outcome:
    if found.given_up:
        return Outcome.INFEASIBLE
    return Outcome.FEASIBLE if found.gap else Outcome.OPTIMAL
