"""A promise that fails with what is chosen in; all choices that are no better, as wide as can be proved, out."""

from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from slamodel.plan.demands import Demand
from slamodel.plan.grid import Assignment

Tops: TypeAlias = dict[int, list[int]]
MOST_TRIED = 100
"""Combinations that are tried to show that one more choice does not help."""


class Cut(NamedTuple):
    """The promise fails as long as every thing is chosen among these; things that do not matter are left out."""

    demand: Demand
    among: dict[int, frozenset[int]]


def cut(demand: Demand, assignment: Assignment) -> Cut:
    """Widen what is chosen of one thing after the other, as long as the promise fails with every combination."""
    tops: Tops = {c: [assignment[c]] for c in demand.things}
    for thing in demand.things:
        for value in _best_first(demand, thing):
            if not _is_within(demand, thing, value, tops[thing]) and _fails(demand, assignment, tops, thing, value):
                rest = [top for top in tops[thing] if not demand.better(thing, value, top)]
                tops[thing] = [*rest, value]
    among = {thing: _all_within(demand, thing, tops[thing]) for thing in demand.things}
    return Cut(demand, {c: values for c, values in among.items() if len(values) < _count(demand, c)})


def _count(demand: Demand, thing: int) -> int:
    return len(demand.grid.things[thing]) + 1


def _best_first(demand: Demand, thing: int) -> list[int]:
    """The choices of a thing, those that are better than most first."""
    every = range(_count(demand, thing))
    return sorted(every, key=lambda one: (-sum(demand.better(thing, one, other) for other in every), one))


def _is_within(demand: Demand, thing: int, value: int, tops: list[int]) -> bool:
    return any(demand.better(thing, top, value) for top in tops)


def _all_within(demand: Demand, thing: int, tops: list[int]) -> frozenset[int]:
    return frozenset(v for v in range(_count(demand, thing)) if _is_within(demand, thing, v, tops))


def _fails(demand: Demand, assignment: Assignment, tops: Tops, thing: int, value: int) -> bool:
    """Whether the promise fails with this choice of a thing, whatever of the widest is chosen of the others."""
    widest = [[value] if c == thing else tops[c] for c in demand.things]
    if prod(map(len, widest)) > MOST_TRIED:
        return False
    chosen = list(assignment)
    for values in product(*widest):
        for c, one in zip(demand.things, values, strict=True):
            chosen[c] = one
        if demand.holds(tuple(chosen)):
            return False
    return True
