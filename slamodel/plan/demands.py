"""A promise and a grid of choices in; which choices it rests on, and whether it holds with some of them, out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from slamodel.analysis import Analysis
from slamodel.plan.concerns import HANDED_ON, Figure
from slamodel.plan.grid import Assignment, Grid, Group, reach
from slamodel.plan.likened import at_least_as_good, is_late_if_fast
from slamodel.plan.outcome import Basis
from slamodel.plan.quick import Quick, quick
from slamodel.plan.quick_shares import shares
from slamodel.plan.quick_times import times
from slamodel.propagate import Promise, Standing

_ENOUGH: dict[Basis, tuple[Standing, ...]] = {
    "guaranteed": (Standing.SUPPORTED,),
    "independent": (Standing.SUPPORTED, Standing.AT_RISK),
}


@dataclass(eq=False)
class Demand:
    """A promise that is to hold.

    `views` tell so from the levels alone, one for each view that can fall short; None where only an analysis can tell.
    """

    name: str
    basis: Basis
    grid: Grid
    things: Group
    views: tuple[Quick, ...] | None
    is_lone: bool = False
    """Whether an analysis of this promise alone tells: nobody has accepted it, and it is there in any case."""
    _known: dict[Assignment, bool] = field(default_factory=dict, repr=False)

    def holds(self, assignment: Assignment) -> bool:
        """Whether it holds with these choices; others than its own do not matter."""
        key = tuple(assignment[c] for c in self.things)
        if key not in self._known:
            self._known[key] = self._holds(assignment)
        return self._known[key]

    def _holds(self, assignment: Assignment) -> bool:
        if self.views is not None:
            return all(view.holds(assignment) for view in self.views)
        own = list(self.grid.as_it_is)
        for c in self.things:
            own[c] = assignment[c]
        if self.is_lone:
            promise = self.grid.single.promise(self.name, self.grid.moves(tuple(own)))
            return promise is not None and is_enough(promise, self.basis)
        return stands(self.grid.after(tuple(own)), self.name, self.basis)

    def learn(self, assignment: Assignment, after: Analysis | None) -> bool:
        """What an analysis of more choices tells of it; if that is new, only analyses are asked from now on."""
        is_fine = stands(after, self.name, self.basis)
        key = tuple(assignment[c] for c in self.things)
        if self._known.setdefault(key, is_fine) != is_fine:
            self.views, self.is_lone = None, False
            self._known.clear()
            self._known[key] = is_fine
        return is_fine

    @property
    def stood(self) -> bool:
        """Whether it stands in any of the rounds."""
        return any(stands(after, self.name, self.basis) for after in self.grid.tries)

    def better(self, thing: int, one: int, other: int) -> bool:
        """Whether it holds with one choice of a thing wherever it holds with another one."""
        if one == other:
            return True
        if self.views is not None:
            return all(view.never_worse(thing, one, other) for view in self.views)
        return other in self._worse.get((thing, one), ())

    def best(self, thing: int) -> int:
        """The choice of a thing that is better than most, for this promise."""
        every = range(len(self.grid.things[thing]) + 1)
        return max(every, key=lambda one: (sum(self.better(thing, one, other) for other in every), -one))

    @cached_property
    def _worse(self) -> dict[tuple[int, int], set[int]]:
        """By choice of a thing, the choices that are no better, as far as the rounds tell."""
        found: dict[tuple[int, int], set[int]] = {}
        tried = [promise_in(after, self.name) for after in self.grid.tries]
        is_late = any(is_late_if_fast(promise) for promise in tried if promise is not None)
        for group in {self.grid.group_of[c] for c in self.things}:
            if self.grid.is_whole(group):
                seen = {tuple(a[c] for c in group): self._promise(a) for a in reversed(self.grid.rounds)}
                for thing in set(group) & set(self.things):
                    _compare(self.grid, group, thing, seen, found, is_late=is_late)
        return found

    def _promise(self, assignment: Assignment) -> Promise | None:
        return promise_in(self.grid.after(assignment), self.name)


def _compare(
    grid: Grid,
    group: Group,
    thing: int,
    seen: dict[Assignment, Promise | None],
    found: dict[tuple[int, int], set[int]],
    *,
    is_late: bool,
) -> None:
    """Add which choices of a thing are no better than which, whatever else is chosen in its group."""
    place = group.index(thing)
    for one in range(len(grid.things[thing]) + 1):
        for other in range(len(grid.things[thing]) + 1):
            pairs = ((seen[(*key[:place], one, *key[place + 1 :])], seen[key]) for key in seen if key[place] == other)
            alike = (at_least_as_good(a, b, grid.figures[thing], is_late_if_fast=is_late) for a, b in pairs)
            if one != other and all(alike):
                found.setdefault((thing, one), set()).add(other)


def demands(grid: Grid, basis: Basis) -> Iterator[Demand]:
    """Every promise that can fall short in one of the rounds."""
    for name in _names(grid):
        seen = [promise_in(after, name) for after in grid.tries]
        if all(stands(after, name, basis) for after in grid.tries) and not _may_fail(seen):
            continue
        things = _resting_on(grid, seen)
        fits = stands_at(grid, name, basis)
        views = quick(grid, seen, basis, fits, shares) or quick(grid, seen, basis, fits, times)
        if views is not None:
            things = tuple(sorted({c for view in views for c in view.things}))
        is_lone = all(promise is not None and not promise.waiver for promise in seen)
        yield Demand(name, basis, grid, things, views, is_lone)


def _names(grid: Grid) -> list[str]:
    return sorted({name for after in grid.tries if after is not None for name in after.ids})


def _may_fail(seen: Sequence[Promise | None]) -> bool:
    """Whether a promise that holds in all rounds may fail in some other combination of the choices."""
    return not all(promise is None or promise.rests_on_nothing or promise.waiver for promise in seen)


def promise_in(after: Analysis | None, name: str) -> Promise | None:
    """The promise of that name, if it is there."""
    return after.target(name) if after is not None and name in after.ids else None


def stands(after: Analysis | None, name: str, basis: Basis) -> bool:
    """Whether a promise is supported as wanted, accepted, taken as given, or not made at all."""
    if after is None:
        return False
    promise = promise_in(after, name)
    return promise is None or bool(promise.waiver) or is_enough(promise, basis)


def is_enough(promise: Promise, basis: Basis) -> bool:
    """Whether a promise is supported as wanted, or taken as given."""
    return promise.rests_on_nothing or promise.unwaived in _ENOUGH[basis]


def stands_at(grid: Grid, name: str, basis: Basis) -> Callable[[int], bool]:
    """By number of a round, whether the promise stands there."""
    return lambda number: stands(grid.tries[number], name, basis)


def _resting_on(grid: Grid, seen: Sequence[Promise | None]) -> Group:
    """The things that can matter to a promise: those that can change a figure that it rests on."""
    first = next(promise for promise in seen if promise is not None)
    metrics = HANDED_ON if first.metric in HANDED_ON else (first.metric,)
    priority = first.target.priority or ""
    below = sorted(reach(grid.analysis, first.service))
    near = sorted({c for s in below for m in metrics for c in grid.changing(Figure(s, m, priority))})
    if any(promise is None for promise in seen) or len({_places(promise) for promise in seen if promise}) > 1:
        return tuple(near)
    return tuple(c for c in near if len(grid.group_of[c]) > 1 or _matters(grid, c, seen))


def _places(promise: Promise) -> tuple[str, ...]:
    return tuple(given.service for view in (promise.direct, promise.end_to_end) for given in view.inputs)


def _matters(grid: Grid, thing: int, seen: Sequence[Promise | None]) -> bool:
    """Whether anything of a promise that a thing concerns is ever other than it is."""
    services = frozenset(figure.service for figure in grid.figures[thing])
    now = _told(seen[0], services)
    return any(_told(one, services) != now for one in seen)


def _told(promise: Promise | None, services: frozenset[str]) -> tuple[object, ...]:
    if promise is None:
        return ()
    views = (promise.direct, promise.end_to_end)
    inputs = [given for view in views for given in view.inputs if given.service in services]
    own = (promise.promised, promise.promised_share, promise.clock) if promise.service in services else ()
    return (*own, *inputs)
