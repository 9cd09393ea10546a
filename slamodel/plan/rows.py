"""A promise as sums of what is chosen in; linear rows of the master out, kept by all choices that it holds with."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil, floor, gcd, inf

from slamodel.plan.demands import Demand
from slamodel.plan.grid import Grid
from slamodel.plan.knapsacks import Knapsack, Use
from slamodel.plan.master import Master
from slamodel.plan.sums import Sum, sums
from slamodel.plan.tables import Table

_LEAST = 1e-9
_GRAIN = 1e-9
_OFF = 0.003
"""What a value may be away from a whole number of grains: what is allowed has the engine's tolerance on it."""
_ROUNDING = 1e-3
_MOST_UNITS = 100_000
_MOST_COUNTED = 400
"""So much is told apart of what is used up where the ways to use it are counted through."""
_ROOM = 1e-5
"""More than the solver's tolerance: a row may let through what does not fit, the engine does not."""
_ENOUGH = 2.0
"""A part that alone takes twice what is allowed is too much, however much more it takes."""


def add_rows(master: Master, grid: Grid, demand: Demand) -> None:
    """The rows of each view that is known as a function of what is chosen; two views may be the same."""
    found: list[Sum] = []
    for view in demand.views or ():
        found.extend(one for one in sums(grid, view) if one not in found)
    for one in found:
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
    scale, room = (unit, _ROUNDING) if unit else (max(_LEAST, most), _ROOM)
    lows = [min(enough, *part.values.values()) for part in found.parts]
    terms = [
        *(_above(part, low, enough, scale, is_whole=bool(unit)) for part, low in zip(found.parts, lows, strict=True)),
        _below(found.allowed, most, scale, is_whole=bool(unit)),
    ]
    high = most / scale - sum(low / scale for low in lows) + room
    _count(master, name, terms, float(floor(high)) if unit else high)
    master.knapsacks.append(_knapsack(name, terms, high, is_whole=bool(unit)))


def _above(part: Table, low: float, enough: float, scale: float, *, is_whole: bool) -> Table:
    """By how much more than at least a part takes."""
    return _scaled(part, lambda value: (min(value, enough) - low) / scale, is_whole=is_whole)


def _below(allowed: Table, most: float, scale: float, *, is_whole: bool) -> Table:
    """By how much less than at most is allowed."""
    return _scaled(allowed, lambda value: (most - value) / scale, is_whole=is_whole)


def _scaled(part: Table, term: Callable[[float], float], *, is_whole: bool) -> Table:
    values = {key: term(value) for key, value in part.values.items()}
    whole = {key: float(floor(value + _ROUNDING)) for key, value in values.items()}
    return Table(part.things, whole if is_whole else values)


def _count(master: Master, name: str, terms: Sequence[Table], high: float) -> None:
    """The row: what is chosen of all parts together, unless the promise is given up."""
    entries: dict[int, float] = {}
    for part in terms:
        columns = master.combination(part.things) if part.things else {}
        for key, column in columns.items():
            entries[column] = entries.get(column, 0.0) + part.values[key]
    anything = sum(max(part.values.values()) for part in terms)
    given_up = -float(ceil(anything + max(0.0, -high))) - 1.0
    master.program.row(-inf, high, {**entries, master.given_up[name]: given_up})


def _knapsack(name: str, terms: Sequence[Table], high: float, *, is_whole: bool) -> Knapsack:
    """The same in so few whole numbers that they can be counted through, rounded to the side on which more fits.

    A thing that two parts rest on is worth something in the first of them only.
    """
    grain = 1.0 if high <= 0.0 or (is_whole and high <= _MOST_COUNTED) else high / _MOST_COUNTED
    seen: set[int] = set()
    parts = []
    for part in terms:
        own = [place for place, c in enumerate(part.things) if c not in seen]
        seen.update(part.things)
        parts.append(
            tuple(
                Use(floor(value / grain + _ROUNDING), tuple((part.things[place], key[place]) for place in own))
                for key, value in part.values.items()
            )
        )
    return Knapsack(name, tuple(parts), floor(high / grain + _ROUNDING))


def _unit(values: Iterable[float]) -> float:
    """The largest decimal number of which all values are multiples; 0 where it is too small to be of use."""
    whole = [round(value / _GRAIN) for value in values]
    if any(abs(value / _GRAIN - number) > _OFF for value, number in zip(values, whole, strict=True)):
        return 0.0
    unit = gcd(*whole)
    return unit * _GRAIN if unit and max(whole, default=0) // unit <= _MOST_UNITS else 0.0
