"""A promise that no choice supports in; why, in words, with the best that can be had, out."""

from collections.abc import Collection

from slamodel.gaps.wording import in_cases, listed, share, time
from slamodel.load import EntryId
from slamodel.model import ALWAYS
from slamodel.plan.demands import Demand, promise_in
from slamodel.plan.grid import Grid
from slamodel.plan.labels import entry_name
from slamodel.plan.move import Kind
from slamodel.plan.outcome import Basis, Beyond
from slamodel.propagate import Promise, Standing, View
from slamodel.units import TOLERANCE_S


def beyond(
    grid: Grid, demand: Demand, hopeless: Collection[str], others: Collection[str], *, is_proved: bool
) -> Beyond:
    """Why a promise is given up: nothing reaches it, or only at the cost of another one, or time ran out."""
    best = list(grid.as_it_is)
    for thing in demand.things:
        best[thing] = demand.best(thing)
    promise = promise_in(grid.after(tuple(best)), demand.name) or promise_in(grid.analysis, demand.name)
    most = _most(promise, demand.basis) if promise else ""
    if demand.name not in hopeless:
        if not is_proved:
            return Beyond(demand.name, "no choice was found in time with which it is supported")
        rest = listed(sorted(others), 4) if others else "the others"
        return Beyond(demand.name, f"it can be supported alone, but not together with {rest}", most)
    return Beyond(demand.name, _because(grid, demand, promise, most), most)


def _because(grid: Grid, demand: Demand, promise: Promise | None, most: str) -> str:
    if promise is not None and (lacking := [one for view in _short(promise) for one in view.unknown]):
        return f"it stays unknown: {lacking[0].message}"
    at_best = f": at best {most}" if most else ""
    if not demand.things:
        return f"nothing below it can be chosen otherwise{at_best}"
    moves = [move for c in demand.things for move in grid.things[c]]
    tiers = _names(grid, {move.of for move in moves if move.kind is Kind.TIER})
    rest = [name for name in _names(grid, {move.of for move in moves}) if name not in tiers]
    if rest:
        return f"nothing that can be asked of {listed([*rest, *tiers], 4)} is enough{at_best}"
    if len(tiers) == 1:
        return f"no tier of {tiers[0]} is enough{at_best}"
    return f"no tiers of {listed(tiers, 4)} together are enough{at_best}"


def _names(grid: Grid, entries: Collection[EntryId]) -> list[str]:
    """Agreements and services as people know them, in the order of their ids."""
    return [entry_name(grid.analysis, entry) for entry in sorted(entries, key=lambda entry: entry[1])]


def _short(promise: Promise) -> list[View]:
    return [view for view in (promise.direct, promise.end_to_end) if view.standing is not Standing.SUPPORTED]


def _most(promise: Promise, basis: Basis) -> str:
    """The most that can be promised with everything at its best; nothing where that is not known."""
    short = _short(promise)
    if any(view.unknown for view in short):
        return ""
    is_worst = basis == "guaranteed"
    figures = [view.figures.guaranteed if is_worst else view.figures.independent for view in short if view.figures]
    if figures:
        return share(max(figures))
    times = [view.time for view in short if view.time]
    if times:
        longest = max(one.within_s for one in times)
        late = 1.0 - min(one.in_guaranteed if is_worst else one.in_independent for one in times)
        length = time(max(longest, 0.0), in_hours=promise.clock != ALWAYS)
        return f"{length}{in_cases(late)}" if longest > TOLERANCE_S else ""
    amounts = [view.amount.value for view in short if view.amount]
    if amounts and promise.measure:
        held = (max if promise.measure.is_lower_better else min)(amounts)
        return promise.measure.show(held)
    return ""
