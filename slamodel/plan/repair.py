"""A choice with which some promises fail in; one with which they hold, and no move is made in vain, out."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from time import monotonic

from slamodel.plan.demands import Demand
from slamodel.plan.grid import Assignment, Grid

_ROUNDS = 4


def repaired(
    grid: Grid, demands: Sequence[Demand], assignment: Assignment, hopeless: Collection[str], until: float
) -> Assignment:
    """Ask for the best of all that failing promises rest on, then for less, the dearest first, as long as they hold."""
    wanted = [demand for demand in demands if demand.name not in hopeless]
    made = list(assignment)
    for _ in range(_ROUNDS):
        failing = [demand for demand in wanted if not demand.holds(tuple(made))]
        for demand in failing:
            for thing in demand.things:
                made[thing] = demand.best(thing)
    return _cheaper(grid, wanted, made, until)


def _cheaper(grid: Grid, wanted: Sequence[Demand], made: list[int], until: float) -> Assignment:
    holding = [demand for demand in wanted if demand.holds(tuple(made))]
    dear = sorted(range(len(made)), key=lambda c: _price(grid, c, made[c]), reverse=True)
    for thing in dear:
        touched = [demand for demand in holding if thing in demand.things]
        best = made[thing]
        if monotonic() >= until:
            break
        for value in _cheapest_first(grid, thing):
            made[thing] = value
            if value == best or all(demand.holds(tuple(made)) for demand in touched):
                break
    return tuple(made)


def _cheapest_first(grid: Grid, thing: int) -> list[int]:
    return sorted(range(len(grid.things[thing]) + 1), key=lambda value: _price(grid, thing, value))


def _price(grid: Grid, thing: int, value: int) -> tuple[bool, Decimal]:
    """What a choice costs; what nobody knows is dearer than anything."""
    price = grid.things[thing][value - 1].price if value else Decimal(0)
    return (price is None, price or Decimal(0))
