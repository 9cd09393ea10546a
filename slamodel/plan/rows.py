"""A promise as sums of what is chosen in; linear rows of the master out, kept by all choices that it holds with."""

from collections.abc import Callable, Iterable
from math import ceil, floor, gcd, inf

from slamodel.plan.demands import Demand
from slamodel.plan.grid import Grid
from slamodel.plan.master import Master
from slamodel.plan.sums import Sum, sums
from slamodel.plan.tables import Table

_LEAST = 1e-9
_GRAIN = 1e-9
_OFF = 0.003
"""What a value may be away from a whole number of grains: what is allowed has the engine's tolerance on it."""
_ROUNDING = 1e-3
_MOST_UNITS = 100_000
_ENOUGH = 2.0
"""A part that alone takes twice what is allowed is too much, however much more it takes."""


def add_rows(master: Master, grid: Grid, demand: Demand) -> None:
    """The rows of each view that is known as a function of what is chosen."""
    for view in demand.views or ():
        for one in sums(grid, view):
            _add_row(master, demand.name, one)


def _add_row(master: Master, name: str, found: Sum) -> None:
    """All as whole numbers of the largest unit that divides them, else on the scale of what is allowed.

    So the solver's tolerance is small beside what counts, and it finds more in the numbers.
    """
    most = max(found.allowed.values.values())
    if most == inf:
        return
    enough = max(_LEAST, _ENOUGH * most)
    unit = _unit([value for part in (*found.parts, found.allowed) for value in part.values.values() if value <= enough])
    scale, room = (unit, _ROUNDING) if unit else (max(_LEAST, most), _LEAST)
    entries: dict[int, float] = {}
    least = 0.0
    for part in found.parts:
        lowest = min(enough, *part.values.values())
        least += lowest / scale
        _count(master, entries, part, _above(lowest, enough, scale, is_whole=bool(unit)))
    _count(master, entries, found.allowed, _below(scale, is_whole=bool(unit)))
    allowed = 0.0 if found.allowed.things else found.allowed.values[()] / scale
    given_up = least + sum(value for value in entries.values() if value > 0.0) + 1.0
    high = allowed - least + room
    master.program.row(
        -inf, float(floor(high)) if unit else high, {**entries, master.given_up[name]: -float(ceil(given_up))}
    )


def _unit(values: Iterable[float]) -> float:
    """The largest decimal number of which all values are multiples; 0 where it is too small to be of use."""
    whole = [round(value / _GRAIN) for value in values]
    if any(abs(value / _GRAIN - number) > _OFF for value, number in zip(values, whole, strict=True)):
        return 0.0
    unit = gcd(*whole)
    return unit * _GRAIN if unit and max(whole, default=0) // unit <= _MOST_UNITS else 0.0


def _above(lowest: float, enough: float, scale: float, *, is_whole: bool) -> Callable[[float], float]:
    def term(value: float) -> float:
        above = (min(value, enough) - lowest) / scale
        return float(floor(above + _ROUNDING)) if is_whole else above

    return term


def _below(scale: float, *, is_whole: bool) -> Callable[[float], float]:
    return lambda value: -float(floor(value / scale + _ROUNDING)) if is_whole else -value / scale


def _count(master: Master, entries: dict[int, float], part: Table, term: Callable[[float], float]) -> None:
    """Add what the choices of a part count to a row."""
    if part.things:
        columns = master.combination(part.things)
        for key, value in part.values.items():
            counts = term(value)
            if counts:
                entries[columns[key]] = entries.get(columns[key], 0.0) + counts
