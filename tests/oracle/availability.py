"""One promise of a share goes in; its three figures by brute force over every state of the world come out."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from .reading import Level, Model, Need, Promise, committed, members, own_level

Flags: TypeAlias = NDArray[np.bool_]
States: TypeAlias = Callable[[dict[str, Flags]], Flags]

TOLERANCE = 1e-12
MOST_EVENTS = 12
PERFECT = Level(Fraction(1))
SCALE = 2.0**20  # the solver's own tolerance is absolute: bigger numbers make it smaller


class Figures(NamedTuple):
    """The three answers as unavailabilities, unknown events taken as perfect, and whether there are any."""

    guaranteed: float
    independent: float
    ceiling: float
    unknown: tuple[str, ...]

    def status(self, promised: float) -> str:
        """The verdict of one view on a promised unavailability."""
        if promised >= self.guaranteed - TOLERANCE:
            return "unknown" if self.unknown else "supported"
        if promised < self.independent - TOLERANCE:
            return "gap"
        return "unknown" if self.unknown else "at_risk"


class Survey:
    """The events below one promise in one view, and how the top stands on them."""

    def __init__(self, model: Model, as_of: date, metric: str, *, end_to_end: bool) -> None:
        """Nothing is met yet."""
        self.model, self.as_of, self.metric, self.end_to_end = model, as_of, metric, end_to_end
        self.met: defaultdict[str, list[Level | None]] = defaultdict(list)

    def part(self, name: str, consumer: str) -> States:
        """A service as its consumer sees it: opened up, or one event."""
        service = self.model["services"][name]
        in_house = service["provider"] == consumer
        if service.get("needs") and (in_house or self.end_to_end):
            return self.opened(name, service)
        if in_house:
            return self.event(name, own_level(service, self.metric) or PERFECT)
        return self.event(name, committed(self.model, self.as_of, name, consumer, self.metric, None))

    def opened(self, name: str, service: Model) -> States:
        """Its own part, if it states one, and all its needs, seen by its provider."""
        own = own_level(service, self.metric)
        parts = [self.event(f"{name} itself", own)] if own else []
        parts += [self.structure(need, service["provider"]) for need in service["needs"]]
        return lambda up: at_least(len(parts), [part(up) for part in parts])

    def structure(self, need: Need, consumer: str) -> States:
        """A need, nested or not."""
        if isinstance(need, str):
            return self.part(need, consumer)
        _, enough, inner = members(need)
        parts = [self.structure(member, consumer) for member in inner]
        return lambda up: at_least(enough, [part(up) for part in parts])

    def event(self, name: str, level: Level | None) -> States:
        """One event, met once more."""
        self.met[name].append(level)
        return lambda up: up[name]


def at_least(enough: int, parts: list[Flags]) -> Flags:
    """In which states enough of the parts are up."""
    flags: Flags = np.sum(parts, axis=0) >= enough
    return flags


def figures(model: Model, as_of: date, promise: Promise, *, end_to_end: bool) -> Figures:
    """The answers of one view; an event met at several levels stands at the lowest."""
    survey = Survey(model, as_of, promise.metric, end_to_end=end_to_end)
    top = survey.part(promise.service, model["services"][promise.service]["provider"])
    unknown = tuple(sorted(name for name, levels in survey.met.items() if None in levels))
    lowest = {name: min(level.value for level in levels if level) for name, levels in survey.met.items() if all(levels)}
    uncertain = {name: value for name, value in lowest.items() if value < 1}
    return Figures(*answers(top, survey.met.keys(), uncertain), unknown)


def answers(top: States, names: Any, uncertain: dict[str, Fraction]) -> tuple[float, float, float]:
    """Guaranteed, independent and ceiling over all states of the uncertain events; the others are always up."""
    count = len(uncertain)
    if count > MOST_EVENTS:
        raise ValueError(f"{count} events are too many to enumerate")
    states = np.arange(2**count)
    down = [(states >> bit) & 1 == 1 for bit in range(count)]
    up = {name: np.ones(2**count, dtype=bool) for name in names}
    up |= {name: ~flags for name, flags in zip(uncertain, down, strict=True)}
    allowed = tuple(float(1 - value) for value in uncertain.values())
    return solved(allowed, top(up).tobytes())


@lru_cache(maxsize=4096)
def solved(allowed: tuple[float, ...], stands: bytes) -> tuple[float, float, float]:
    """The answers for unavailabilities per event and, per state, whether the top stands (a byte each)."""
    if not allowed:
        return 0.0, 0.0, 0.0
    up_top = np.frombuffer(stands, dtype=bool)
    states = np.arange(len(up_top))
    down = np.array([(states >> bit) & 1 == 1 for bit in range(len(allowed))])
    q = np.array(allowed)[:, None]
    chance = np.prod(np.where(down, q, 1 - q), axis=0)
    worst = most_time(~up_top, down, q[:, 0])
    kindest = most_time(up_top, ~down, 1 - q[:, 0])
    return worst, float(chance[~up_top].sum()), 1 - kindest


def most_time(wanted: Flags, used: Flags, allowance: NDArray[np.float64]) -> float:
    """The largest share of time in wanted states if no event is used for longer than its allowance."""
    if wanted.all() or not wanted.any():
        return float(wanted.all())
    answer = linprog(
        -wanted.astype(float),
        A_ub=used.astype(float),
        b_ub=allowance * SCALE,
        A_eq=np.ones((1, len(wanted))),
        b_eq=[SCALE],
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if answer.status != 0:
        raise ArithmeticError(answer.message)
    return float(-answer.fun / SCALE)
