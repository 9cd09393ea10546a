"""A view of a promise as a function of what is chosen in; linear rows that every choice that it holds with keeps, out.

What stands in a row one after the other adds up: shares of time as they are, chances as logarithms. Each part is worked
out by the engine for every combination of its own choices.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import inf, log1p, prod
from typing import NamedTuple

from slamodel.plan.demands import Demand
from slamodel.plan.grid import Assignment, Grid, Group
from slamodel.plan.master import Master
from slamodel.plan.quick import Quick
from slamodel.plan.tables import Table
from slamodel.propagate.bounds import most_of_network
from slamodel.propagate.closed_forms import independent_gate, most_gate
from slamodel.propagate.decision import diagram
from slamodel.propagate.ground import Instead
from slamodel.propagate.modules import Network, Plan, evaluate, plan
from slamodel.units import TOLERANCE

MOST_COMBINATIONS = 300
"""Of one part; of a part with more, only the best that it can be is counted."""
_LEAST = 1e-9
_ENOUGH = 2.0
"""A part that alone takes twice what is allowed is too much, however much more it takes."""


class _Measure(NamedTuple):
    """How a basis adds up: its gates and networks, and what makes a share into a term of a sum."""

    gate: Callable[[int, list[float]], float]
    network: Callable[[Network, list[float]], float]
    term: Callable[[float], float]


def _logarithm(share: float) -> float:
    return -log1p(-share) if share < 1.0 else inf


_MEASURES = {
    "guaranteed": _Measure(most_gate, most_of_network, lambda share: share),
    "independent": _Measure(independent_gate, lambda network, values: diagram(network).probability(values), _logarithm),
}


def add_rows(master: Master, grid: Grid, demand: Demand) -> None:
    """One row for each view that is known as a function of what is chosen."""
    for view in demand.views or ():
        _add_row(master, grid, demand, view)


def _add_row(master: Master, grid: Grid, demand: Demand, view: Quick) -> None:
    measure = _MEASURES[view.basis]
    allowed = {key: measure.term(min(1.0, value + 2.0 * TOLERANCE)) for key, value in view.promised.values.items()}
    scale = max(_LEAST, max(allowed.values()))
    if scale == inf:
        return
    entries: dict[int, float] = {}
    least = 0.0
    for part in _parts(grid, view, measure):
        lowest = min(min(part.values.values()), _ENOUGH * scale)
        least += lowest / scale
        _count(master, entries, part, lambda value, low=lowest: (min(value, _ENOUGH * scale) - low) / scale)  # type: ignore[misc]
    _count(master, entries, Table(view.promised.things, allowed), lambda value: -value / scale)
    most = 0.0
    if not view.promised.things:
        most = allowed[()] / scale
    given_up = least + sum(value for value in entries.values() if value > 0.0) + 1.0
    master.program.row(-inf, most - least + _LEAST, {**entries, master.given_up[demand.name]: -given_up})


def _count(master: Master, entries: dict[int, float], part: Table, term: Callable[[float], float]) -> None:
    """Add what the choices of a part count to a row."""
    if part.things:
        columns = master.combination(part.things)
        for key, value in part.values.items():
            counts = term(value)
            if counts:
                entries[columns[key]] = entries.get(columns[key], 0.0) + counts


def _parts(grid: Grid, view: Quick, measure: _Measure) -> Iterator[Table]:
    """What has to work, part by part, each as a table of terms."""
    steps = plan(view.ground.structure)
    tables = dict(view.worst if view.basis == "guaranteed" else view.average)
    base = view.ground.worst if view.basis == "guaranteed" else view.ground.average
    for index in _in_series(steps):
        things = tuple(sorted({c for e in _events_below(steps, index) if e in tables for c in tables[e].things}))
        if prod(len(grid.things[c]) + 1 for c in things) > MOST_COMBINATIONS:
            best = Instead(base, {event: one.at_best() for event, one in tables.items()})
            yield Table((), {(): measure.term(_value(steps, index, best, measure))})
            continue
        values = {}
        for key in product(*(range(len(grid.things[c]) + 1) for c in things)):
            levels = Instead(base, {e: _at(one, things, key) for e, one in tables.items()})
            values[key] = measure.term(_value(steps, index, levels, measure))
        yield Table(things, values)


def _at(one: Table, things: Group, key: Assignment) -> float:
    """A level where this is chosen; of a table that rests on other things, which do not matter here, the best."""
    chosen = dict(zip(things, key, strict=True))
    if any(c not in chosen for c in one.things):
        return one.at_best()
    return one.values[tuple(chosen[c] for c in one.things)]


def _value(steps: Plan, index: int, levels: Instead, measure: _Measure) -> float:
    """The share that one part is down."""
    if index < len(steps.events):
        return levels[steps.events[index]]
    part = Plan(steps.events, steps.parts[: index - len(steps.events) + 1])
    return min(1.0, evaluate(part, levels, measure.gate, measure.network)[-1])


def _in_series(steps: Plan) -> list[int]:
    """The places of the parts each of which brings the whole down."""
    found: list[int] = []
    waiting = [len(steps.events) + len(steps.parts) - 1]
    while waiting:
        index = waiting.pop()
        part = steps.parts[index - len(steps.events)] if index >= len(steps.events) else None
        if part is not None and part.network is None and part.failing == 1 and part.inputs:
            waiting.extend(reversed(part.inputs))
        elif index >= 0:
            found.append(index)
    return found


def _events_below(steps: Plan, index: int) -> Sequence[int]:
    found: list[int] = []
    waiting = [index]
    while waiting:
        one = waiting.pop()
        if one < len(steps.events):
            found.append(steps.events[one])
        else:
            waiting.extend(steps.parts[one - len(steps.events)].inputs)
    return found
