"""An analysis in; out, what to ask of whom, so that every promise is supported, at the least cost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from time import monotonic

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, number
from slamodel.plan.beyond import beyond
from slamodel.plan.choices import affordable, things
from slamodel.plan.demands import Demand, demands, stands
from slamodel.plan.grid import Grid, Thing
from slamodel.plan.joined import joined
from slamodel.plan.labels import entry_name
from slamodel.plan.loosened import loosened
from slamodel.plan.made import tried
from slamodel.plan.move import Move
from slamodel.plan.objectives import worth
from slamodel.plan.outcome import Basis, Objective, Outcome, Plan
from slamodel.plan.search import Result, searched
from slamodel.units import show_money

SECONDS = 45.0
"""So long it is searched for a better plan."""
_FOR_LESS_S = 5.0
"""So long levels are made less demanding, once that time is over."""


def plan(
    analysis: Analysis, objective: Objective = "price", basis: Basis = "guaranteed", *, seconds: float = SECONDS
) -> Plan:
    """The plan with which every promise is supported at the least cost; of those that cannot be, why.

    It is searched for so many seconds, and then for a few more made cheaper, unless it is proved to be the best before.
    """
    begun = monotonic()
    offered = things(analysis)
    return planned(analysis, offered, objective, basis, max(0.0, seconds - (monotonic() - begun)))


def planned(
    analysis: Analysis, offered: Sequence[Thing], objective: Objective, basis: Basis, seconds: float = SECONDS
) -> Plan:
    """The same among what is offered: of each thing at most one move."""
    deadline = monotonic() + seconds
    whole = Grid(analysis, tuple(offered))
    grid = affordable(whole, seconds / 2.0)
    wanted = tuple(demands(grid, basis))
    left = max(0.0, deadline - monotonic())
    found = searched(grid, wanted, objective, left) if grid.things else _as_it_is(grid, wanted)
    if grid is not whole:  # what was left out may be cheaper, or enough
        found = found._replace(gap=None, hopeless=frozenset())
    moves = joined(analysis, _loosened(grid, wanted, found, basis, deadline + _FOR_LESS_S))
    after = tried(analysis, moves) if moves else analysis
    found = found._replace(given_up=frozenset(name for name in found.given_up if not stands(after, name, basis)))
    made = Plan(
        _outcome(found),
        objective,
        basis,
        moves,
        Decimal(worth("price", moves)),
        int(worth("unpriced", moves)),
        found.gap,
        (),
        analysis,
        after,
        tuple(
            beyond(grid, demand, found.hopeless, _in_its_way(demand, wanted, found), is_proved=found.gap is not None)
            for demand in wanted
            if demand.name in found.given_up
        ),
    )
    return replace(made, because=tuple(_because(made, found.spare)))


def _in_its_way(demand: Demand, wanted: Sequence[Demand], found: Result) -> frozenset[str]:
    """The promises that rest on the same choices and are not out of reach: one of them cannot be had with it."""
    things_of = set(demand.things)
    near = (other.name for other in wanted if other is not demand and things_of & set(other.things))
    return frozenset(near) - found.hopeless


def _as_it_is(grid: Grid, wanted: Sequence[Demand]) -> Result:
    """Where nothing can be chosen."""
    failing = frozenset(demand.name for demand in wanted if not demand.holds(grid.as_it_is))
    return Result(grid.as_it_is, failing, 0.0, failing)


def _loosened(grid: Grid, wanted: Sequence[Demand], found: Result, basis: Basis, until: float) -> tuple[Move, ...]:
    """The moves at the least demanding levels with which the same promises hold."""
    held = [demand.name for demand in wanted if demand.name not in found.given_up]

    def fits(moves: Sequence[Move]) -> Analysis | None:
        after = grid.made(moves)
        return after if all(stands(after, name, basis) for name in held) else None

    return loosened(grid.analysis, grid.moves(found.assignment), fits, basis, until)


def _outcome(found: Result) -> Outcome:
    if found.given_up:
        return Outcome.INFEASIBLE
    return Outcome.OPTIMAL if found.gap == 0.0 else Outcome.FEASIBLE


def _because(made: Plan, spare: float) -> Iterator[str]:
    """Why the plan is as it is: what is proved, and what stays open."""
    for one in made.beyond:
        yield f"{one.promise}: {one.because}"
    price = "takes fewer changes without a known price, or costs less" if made.unpriced else "costs less"
    names = {"price": price, "changes": "changes fewer agreements", "effort": "takes less effort"}
    if made.gap == 0.0:
        named = {one.promise for one in made.beyond}
        others = any(p.id not in named and not p.rests_on_nothing for p in made.after.promises)
        if others or not made.beyond:
            rest = " with which the others hold" if made.beyond else ""
            yield f"proved: no other choice{rest} {names[made.objective]}"
    elif made.gap is not None:
        yield f"the search was ended: there may be a plan that {names[made.objective]}, by up to {_spare(made, spare)}"
    elif not made.beyond:
        better = f"there may be a plan that {names[made.objective]}"
        yield f"the search was ended before all levels on offer were tried: {better}"
    else:
        yield "the search was ended before a choice was found with which all of these promises hold"
    unpriced = sorted({move.of for move in made.moves if move.price is None}, key=lambda entry: entry[1])
    if unpriced:
        whose = [entry_name(made.before, entry) for entry in unpriced]
        yield f"nobody knows the price of {number(made.unpriced, 'change')}: {listed(whose, 6)}"


def _spare(made: Plan, spare: float) -> str:
    """By how much a plan may be better."""
    if made.objective != "price":
        return f"{spare:.3g}"
    amount = show_money(Decimal(repr(spare)), made.before.landscape.currency or "")
    return f"{amount} a year, {made.gap or 0.0:.2%} of what the contracts that can be chosen cost then"
