"""A promise in hours, in a window and without maintenance in; its figures by one program over all states and hours out.

All quarters of an hour of the week in which the same calendars and maintenance windows are open are one segment. In
each segment, maintenance is in progress or not, and every event is down or not: each combination is a variable.
"""

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from math import ceil
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from scipy.optimize import linprog

from .reading import Model, Promise, seconds
from .week import EVERY, QUARTER, QUARTERS, Ahead, Quarters, quarters, seasons

LENGTHS = {"day": 86400, "week": 604800, "month": 30 * 86400, "quarter": 91 * 86400, "year": 365 * 86400}
TOGETHER = {("quarter", "month"): 3, ("year", "month"): 12, ("year", "quarter"): 4}
SCALE = 2.0**20
ALL = "always"


class Terms(NamedTuple):
    """In which hours, over which window, without which maintenance something counts."""

    hours: str = ALL
    window: str = "month"
    excludes: frozenset[str] = frozenset()


class Spelled(NamedTuple):
    """What an event is committed at: a level, and the terms on which it counts."""

    down: float
    terms: Terms


Event: TypeAlias = tuple[Spelled, ...]
"""All that a service is committed at: at any moment it may do whatever one of them lets it do."""


def terms_of(agreement: Model, target: Model) -> Terms:
    """The terms of one target."""
    hours = target.get("hours") or agreement.get("hours", ALL)
    return Terms(hours, target.get("window", "month"), frozenset(agreement.get("excludes", ())))


def length_of(window: str) -> float:
    """The seconds of a window."""
    return float(seconds(window.removeprefix("rolling "))) if window.startswith("rolling ") else LENGTHS[window]


def times(window: str, within: str) -> int:
    """How many windows of one kind can reach into one of another kind."""
    if window == within or length_of(window) > length_of(within):
        return 1
    fits = ceil(length_of(within) / length_of(window) - 1e-9)
    return fits if window.startswith("rolling ") else TOGETHER.get((within, window), fits + 1)


class World:
    """The calendars and maintenance of a model at one time of the year, seen by one promise."""

    def __init__(self, model: Model, ahead: Ahead, above: Terms) -> None:
        """Nothing is worked out yet."""
        self.model, self.ahead, self.above = model, ahead, above
        self.weeks = length_of(above.window) / (QUARTERS * QUARTER)
        self.total = self.counted_s(above, above.window)

    def hours(self, name: str) -> Quarters:
        """The hours of a calendar."""
        return EVERY if name == ALL else quarters(self.model["calendars"][name], self.ahead)

    def maintained(self, name: str) -> Quarters:
        """The hours of a maintenance window."""
        return quarters(self.model["maintenance"][name], self.ahead)

    def limit(self, name: str) -> tuple[float, str] | None:
        """How long maintenance lasts at most, and in which window."""
        stated = self.model["maintenance"][name].get("at_most")
        if stated is None:
            return None
        amount, per = stated.split(" per ")
        return float(seconds(amount)), per

    def at_most_s(self, name: str, window: str) -> float:
        """The same in another window."""
        amount, per = self.limit(name) or (0.0, "week")
        return times(per, window) * amount

    def open(self, terms: Terms) -> Quarters:
        """Hours in which something counts unless limited maintenance is in progress."""
        always = [self.maintained(name) for name in terms.excludes if self.limit(name) is None]
        return self.hours(terms.hours).difference(*always)

    def counted_s(self, terms: Terms, window: str, within: Quarters = EVERY) -> float:
        """How much of a window counts, maintenance being in progress for as long as it may."""
        weeks = length_of(window) / (QUARTERS * QUARTER)
        hours = self.open(terms) & within
        limited = [name for name in terms.excludes if self.limit(name)]
        inside = {name: self.maintained(name) & hours for name in limited}
        taken = sum(min(self.at_most_s(name, window), size(inside[name]) * weeks) for name in limited)
        return size(hours) * weeks - min(taken, size(frozenset().union(*inside.values())) * weeks)

    def allowance_s(self, given: Spelled) -> float:
        """What a level allows within the window of the promise."""
        allowed = given.down * self.counted_s(given.terms, given.terms.window)
        if length_of(given.terms.window) > length_of(self.above.window):
            return min(allowed, self.counted_s(given.terms, self.above.window))
        return allowed * times(given.terms.window, self.above.window)

    def must_s(self, given: Spelled) -> float:
        """What is down of it at least in hours that both count."""
        inside = self.counted_s(given.terms, self.above.window)
        both = Terms(given.terms.hours, "", given.terms.excludes | self.above.excludes)
        hidden = inside - self.counted_s(both, self.above.window, self.open(self.above))
        return max(0.0, given.down * inside - max(0.0, hidden))

    def alone(self, given: Spelled, event: Event) -> Quarters:
        """Hours of the promise that one commitment counts and another on the same service does not."""
        open_above = self.open(self.above) & self.open(given.terms)
        return open_above.difference(frozenset.intersection(*(self.open(one.terms) for one in event)))

    def loss(self, given: Spelled) -> float:
        """All that one contract alone can lose, as a share."""
        open_above, covered = self.open(self.above), self.open(given.terms)
        lost = size(open_above - covered) * self.weeks
        for name in given.terms.excludes - self.above.excludes:
            if self.limit(name):
                inside = size(self.maintained(name) & open_above & covered) * self.weeks
                lost += min(self.at_most_s(name, self.above.window), inside)
        return min(1.0, (lost + self.allowance_s(given)) / self.total)


def size(hours: Quarters) -> float:
    """Seconds of a week."""
    return float(len(hours) * QUARTER)


class Cell(NamedTuple):
    """Time in which all is alike: how long, which maintenance is in progress, whether the promise counts, who does."""

    segment: int
    in_progress: frozenset[str]
    counts: bool
    counting: tuple[bool, ...]


def answers(world: World, given: tuple[Event, ...], up_top: Any) -> tuple[float, float, float]:
    """The three figures, `up_top` saying by state (bit i: event i is down) whether the top is up."""
    if not given:
        return 0.0, 0.0, 0.0
    lengths, cells = cut(world, given)
    down = np.array([(np.arange(len(up_top)) >> bit) & 1 == 1 for bit in range(len(given))])
    return (
        worst(world, given, lengths, cells, down, up_top),
        chance(world, given, down, up_top),
        kindest(world, given, lengths, cells, down, up_top),
    )


def cut(world: World, given: tuple[Event, ...]) -> tuple[list[float], list[Cell]]:
    """The segments of the week, and the cells that maintenance makes of them."""
    involved = sorted(world.above.excludes.union(*(one.terms.excludes for event in given for one in event)))
    masks = [world.hours(world.above.hours)]
    masks += [frozenset.intersection(*(world.hours(one.terms.hours) for one in event)) for event in given]
    masks += [world.maintained(name) for name in involved]
    found = Counter(tuple(quarter in mask for mask in masks) for quarter in range(QUARTERS))
    lengths, cells = [], []
    for number, (flags, count) in enumerate(sorted(found.items())):
        lengths.append(count * QUARTER * world.weeks)
        open_here = [name for name, flag in zip(involved, flags[len(given) + 1 :], strict=True) if flag]
        choices = [(True,) if world.limit(name) is None else (False, True) for name in open_here]
        for choice in product(*choices):
            in_progress = frozenset(name for name, chosen in zip(open_here, choice, strict=True) if chosen)
            counting = tuple(
                flag and not any(in_progress & one.terms.excludes for one in event)
                for flag, event in zip(flags[1:], given, strict=False)
            )
            cells.append(Cell(number, in_progress, flags[0] and not in_progress & world.above.excludes, counting))
    return lengths, cells


def worst(world: World, given: tuple[Event, ...], lengths: Any, cells: Any, down: Any, up_top: Any) -> float:
    """The most that is lost, as a share of what the promise counts."""
    limited = sorted({name for cell in cells for name in cell.in_progress if world.limit(name)})
    rows, limits = [], []
    for place, event in enumerate(given):
        rows.append(np.concatenate([down[place] * cell.counting[place] for cell in cells]))
        limits.append(max(map(world.allowance_s, event)))
    for name in limited:
        rows.append(np.concatenate([np.full(len(up_top), name in cell.in_progress) for cell in cells]))
        limits.append(world.at_most_s(name, world.above.window))
    lost = np.concatenate([~up_top * cell.counts for cell in cells]).astype(float)
    rows.append(lost)
    limits.append(world.total)
    filled = np.array(
        [np.repeat([cell.segment == number for cell in cells], len(up_top)) for number in range(len(lengths))]
    )
    answer = solved(-lost, np.array(rows, dtype=float), np.array(limits), filled.astype(float), np.array(lengths))
    return float(-answer / world.total)


def kindest(world: World, given: tuple[Event, ...], lengths: Any, cells: Any, down: Any, up_top: Any) -> float:
    """The least that is lost: at best no maintenance is in progress that need not be."""
    quiet = [cell for cell in cells if cell.counts and not any(world.limit(name) for name in cell.in_progress)]
    lost = np.tile(~up_top, len(quiet)).astype(float)
    rows, limits = [np.ones(len(lost))], [world.total]
    for place, event in enumerate(given):
        rows.append(-np.concatenate([down[place] * cell.counting[place] for cell in quiet]).astype(float))
        limits.append(-max(world.must_s(one) - size(world.alone(one, event)) * world.weeks for one in event))
    for cell in quiet:
        rows.append(np.repeat([other is cell for other in quiet], len(up_top)).astype(float))
        limits.append(lengths[cell.segment])
    return float(solved(lost, np.array(rows), np.array(limits), None, None) / world.total)


def solved(costs: Any, rows: Any, limits: Any, filled: Any, lengths: Any) -> float:
    """The least cost of a program, in seconds; scaled, since the solver's own tolerance is absolute."""
    scale = SCALE / max(limits.max(), 1.0)
    answer = linprog(
        costs,
        A_ub=rows,
        b_ub=limits * scale,
        A_eq=filled,
        b_eq=None if lengths is None else lengths * scale,
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if answer.status != 0:
        raise ArithmeticError(answer.message)
    return float(answer.fun / scale)


def chance(world: World, given: tuple[Event, ...], down: Any, up_top: Any) -> float:
    """The independent figure: every quarter of an hour weighs alike, maintenance is in progress by chance."""
    involved = sorted(world.above.excludes.union(*(one.terms.excludes for event in given for one in event)))
    hours = {name: world.maintained(name) for name in involved}
    found = Counter(tuple(quarter in hours[name] for name in involved) for quarter in world.hours(world.above.hours))
    lost = weight = 0.0
    for flags, count in found.items():
        here = [name for name, flag in zip(involved, flags, strict=True) if flag]
        for choice in product((False, True), repeat=len(here)):
            in_progress = {name for name, chosen in zip(here, choice, strict=True) if chosen}
            likely = float(count)
            for name in here:
                likely *= part(world, name) if name in in_progress else 1 - part(world, name)
            if likely and not in_progress & world.above.excludes:
                q = np.array([likelihood(event, in_progress) for event in given])[:, None]
                weight += likely
                lost += likely * float(np.prod(np.where(down, q, 1 - q), axis=0)[~up_top].sum())
    return lost / weight


def likelihood(event: Event, in_progress: set[str]) -> float:
    """How likely an event is down at a moment, by the least that it is committed at."""
    return max(1.0 if in_progress & one.terms.excludes else one.down for one in event)


def part(world: World, name: str) -> float:
    """In which part of its hours maintenance is in progress."""
    limit = world.limit(name)
    if limit is None:
        return 1.0
    amount, per = limit
    return min(1.0, amount / (size(world.maintained(name)) * length_of(per) / (QUARTERS * QUARTER)))


@lru_cache(maxsize=4096)
def days_of(as_of: date, start: str | None, end: str | None) -> tuple[date, date]:
    """The days for which a promise is looked at."""
    first = date.fromisoformat(start) if start else as_of
    if end:
        return first, date.fromisoformat(end)
    begins = max(first, as_of)
    return begins, begins.replace(year=begins.year + 1) - timedelta(days=1)


def worlds(model: Model, as_of: date, promise: Promise, above: Terms) -> list[World]:
    """The world at every time of the year that the term of a promise has."""
    term = model["agreements"][promise.id.split("/")[0]].get("term", {})
    entries = (*model.get("calendars", {}).values(), *model.get("maintenance", {}).values())
    zones = tuple(sorted({entry.get("timezone", "UTC") for entry in entries})) or ("UTC",)
    first, last = days_of(as_of, term.get("from"), term.get("to"))
    return [World(model, ahead, above) for ahead in seasons(zones, first, last)]
