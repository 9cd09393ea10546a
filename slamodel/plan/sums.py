"""A view as a function of what is chosen in; sums that may not exceed what is promised, as far as it is one, out.

What has to work, or to be done, one after the other adds up: shares of time and lengths as they are, chances as
logarithms. Each part of a sum is worked out by the engine for every combination of its own choices.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import inf, log1p, prod
from typing import NamedTuple

from slamodel.plan.grid import Grid, Group
from slamodel.plan.quick import Quick
from slamodel.plan.quick_shares import Shares
from slamodel.plan.quick_times import Times
from slamodel.plan.tables import Table
from slamodel.propagate import Rule, Step
from slamodel.propagate.bounds import most_of_network
from slamodel.propagate.closed_forms import independent_gate, most_gate
from slamodel.propagate.compose import parts_first, replayed
from slamodel.propagate.decision import diagram
from slamodel.propagate.ground import Instead
from slamodel.propagate.modules import Levels, Network, Plan, evaluate, plan
from slamodel.propagate.outcome import Duration
from slamodel.units import TOLERANCE, TOLERANCE_S

MOST_COMBINATIONS = 300
"""Of one part; of a part with more, only the best that it can be is counted."""
Work = Callable[[Sequence[int]], float]


class Sum(NamedTuple):
    """Parts that together may not exceed what is allowed, each by what is chosen."""

    parts: tuple[Table, ...]
    allowed: Table


class _Measure(NamedTuple):
    """How a basis adds up: its gates and networks, and what makes a share into a term of a sum."""

    gate: Callable[[int, list[float]], float]
    network: Callable[[Network, list[float]], float]
    term: Callable[[float], float]


def _logarithm(share: float) -> float:
    return -log1p(-share) if share < 1.0 else inf


def _chance(network: Network, values: list[float]) -> float:
    return diagram(network).probability(values)


_MEASURES = {
    "guaranteed": _Measure(most_gate, most_of_network, lambda share: share),
    "independent": _Measure(independent_gate, _chance, _logarithm),
}


def sums(grid: Grid, view: Quick) -> Iterator[Sum]:
    """The sums of a view; nothing that they refuse holds."""
    for flag in view.lacking:
        yield Sum((flag,), Table((), {(): 0.0}))
    if isinstance(view.told, Shares):
        yield _of_shares(grid, view, view.told)
    elif isinstance(view.told, Times):
        yield from _of_times(grid, view, view.told)


def _mapped(table: Table, work: Callable[[float], float]) -> Table:
    return Table(table.things, {key: work(value) for key, value in table.values.items()})


def _part(grid: Grid, things: Group, work: Work, best: Callable[[], float]) -> Table:
    """What a part comes to for each combination of its choices; of too many, no more than its best."""
    if prod(len(grid.things[c]) + 1 for c in things) > MOST_COMBINATIONS:
        return Table((), {(): best()})
    chosen = list(grid.as_it_is)
    values = {}
    for key in product(*(range(len(grid.things[c]) + 1) for c in things)):
        for c, value in zip(things, key, strict=True):
            chosen[c] = value
        values[key] = work(chosen)
    return Table(things, values)


def _of_shares(grid: Grid, view: Quick, told: Shares) -> Sum:
    measure = _MEASURES[view.basis]
    steps = plan(told.ground.structure)
    is_worst = view.basis == "guaranteed"
    tables = dict(told.worst if is_worst else told.average)
    base = told.ground.worst if is_worst else told.ground.average
    parts = []
    for index in _in_series(steps):
        below = [event for event in _events_below(steps, index) if event in tables]
        things = tuple(sorted({c for event in below for c in tables[event].things}))

        def work(chosen: Sequence[int], index: int = index, below: Sequence[int] = below) -> float:
            levels = Instead(base, {event: tables[event].at(chosen) for event in below})
            return measure.term(_value(steps, index, levels, measure))

        def best(index: int = index, below: Sequence[int] = below) -> float:
            levels = Instead(base, {event: tables[event].at_best() for event in below})
            return measure.term(_value(steps, index, levels, measure))

        parts.append(_part(grid, things, work, best))
    return Sum(tuple(parts), _mapped(view.promised, lambda share: measure.term(min(1.0, share + 2.0 * TOLERANCE))))


def _value(steps: Plan, index: int, levels: Levels, measure: _Measure) -> float:
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


def _events_below(steps: Plan, index: int) -> list[int]:
    found: list[int] = []
    waiting = [index]
    while waiting:
        one = waiting.pop()
        if one < len(steps.events):
            found.append(steps.events[one])
        else:
            waiting.extend(steps.parts[one - len(steps.events)].inputs)
    return found


def _of_times(grid: Grid, view: Quick, told: Times) -> Iterator[Sum]:
    """How long all steps take, and in how many cases one of them takes longer."""
    every = [_of_step(grid, told, step) for step in _in_turn(told.steps[-1])]
    term: Callable[[float], float] = _MEASURES[view.basis].term
    yield Sum(
        tuple(part(lambda time: time.within_s) for part in every),
        _mapped(view.promised, lambda limit: limit + 2.0 * TOLERANCE_S),
    )

    def misses(time: Duration) -> float:
        return term(1.0 - (time.in_guaranteed if view.basis == "guaranteed" else time.in_independent))

    yield Sum(
        tuple(part(misses) for part in every),
        _mapped(view.share, lambda share: term(min(1.0, 1.0 - share + 2.0 * TOLERANCE))),
    )


def _in_turn(step: Step) -> list[Step]:
    """The steps that are made one after the other."""
    found: list[Step] = []
    waiting = [step]
    while waiting:
        one = waiting.pop()
        if one.rule is Rule.IN_ORDER and one.parts:
            waiting.extend(reversed(one.parts))
        else:
            found.append(one)
    return found


def _of_step(grid: Grid, told: Times, step: Step) -> Callable[[Callable[[Duration], float]], Table]:
    """What is asked of the time of one step, by what is chosen."""
    steps = parts_first(step)
    sources = {id(one.source) for one in steps if one.source is not None}
    inputs = [one for one in told.inputs if id(one.given) in sources]
    things = tuple(sorted({c for one in inputs for table in (one.length, one.late) for c in table.things}))

    def asked(of: Callable[[Duration], float]) -> Table:
        def work(chosen: Sequence[int]) -> float:
            return of(replayed(steps, {id(one.given): one.at(chosen) for one in inputs}).time)

        return _part(grid, things, work, lambda: 0.0)

    return asked
