"""An analysis in; the things of which one move each can be made out, in the order of the menu."""

from time import monotonic

from slamodel.analysis import Analysis
from slamodel.plan.grid import Grid, Thing
from slamodel.plan.menu import menu

_FEW_ROUNDS = 16
"""So many analyses are made in any case."""


def things(analysis: Analysis) -> tuple[Thing, ...]:
    """All that can be chosen."""
    return tuple(choice.moves for choice in menu(analysis))


def affordable(grid: Grid, seconds: float) -> Grid:
    """The same grid, or one with so few moves of each thing, from the least to the strictest, as can be tried so soon.

    One analysis tells how long the others take.
    """
    if len(grid.rounds) <= _FEW_ROUNDS:
        return grid
    begun = monotonic()
    grid.after(grid.rounds[-1])
    each = max(monotonic() - begun, 1e-6)
    most = max(_FEW_ROUNDS, int(seconds / each))
    if len(grid.rounds) <= most:
        return grid
    return Grid(grid.analysis, tuple(_thinned(thing, most - 1) for thing in grid.things))


def _thinned(thing: Thing, most: int) -> Thing:
    """So many moves, as evenly spread as can be, the first and the last among them."""
    if len(thing) <= most:
        return thing
    return tuple(thing[round(place * (len(thing) - 1) / (most - 1))] for place in range(most))
