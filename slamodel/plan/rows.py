"""A promise as sums of what is chosen in; linear rows of the master out, which every choice that it holds with keeps."""

from collections.abc import Callable
from math import inf

from slamodel.plan.demands import Demand
from slamodel.plan.grid import Grid
from slamodel.plan.master import Master
from slamodel.plan.sums import Sum, sums
from slamodel.plan.tables import Table

_LEAST = 1e-9
_ENOUGH = 2.0
"""A part that alone takes twice what is allowed is too much, however much more it takes."""


def add_rows(master: Master, grid: Grid, demand: Demand) -> None:
    """The rows of each view that is known as a function of what is chosen."""
    for view in demand.views or ():
        for one in sums(grid, view):
            _add_row(master, demand.name, one)


def _add_row(master: Master, name: str, found: Sum) -> None:
    """All on the scale of what is allowed, so that the solver's tolerance is small beside it."""
    scale = max(_LEAST, *found.allowed.values.values())
    if scale == inf:
        return
    entries: dict[int, float] = {}
    least = 0.0
    for part in found.parts:
        lowest = min(_ENOUGH * scale, *part.values.values())
        least += lowest / scale
        _count(master, entries, part, _above(lowest, scale))
    _count(master, entries, found.allowed, lambda value: -value / scale)
    most = 0.0 if found.allowed.things else found.allowed.values[()] / scale
    given_up = least + sum(value for value in entries.values() if value > 0.0) + 1.0
    master.program.row(-inf, most - least + _LEAST, {**entries, master.given_up[name]: -given_up})


def _above(lowest: float, scale: float) -> Callable[[float], float]:
    return lambda value: (min(value, _ENOUGH * scale) - lowest) / scale


def _count(master: Master, entries: dict[int, float], part: Table, term: Callable[[float], float]) -> None:
    """Add what the choices of a part count to a row."""
    if part.things:
        columns = master.combination(part.things)
        for key, value in part.values.items():
            counts = term(value)
            if counts:
                entries[columns[key]] = entries.get(columns[key], 0.0) + counts
