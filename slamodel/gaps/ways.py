"""A promise that is not supported in; out what would make it so: whom to ask for which level, or what to promise.

The one place that says so: findings, reports and pictures read it here. What it calls enough is enough as printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, NamedTuple, TypeAlias

from slamodel.gaps import wording
from slamodel.model import TimeTarget
from slamodel.propagate import Input, Lack, Link, Promise, Role, Standing, View
from slamodel.units import TOLERANCE, TOLERANCE_S, to_ask

Key: TypeAlias = tuple[str, str, str]
Basis: TypeAlias = Literal["guaranteed", "independent"]

_BASES: tuple[Basis, Basis] = ("guaranteed", "independent")
_TO_BE_AGREED = (Lack.NO_AGREEMENT, Lack.NO_TARGET, Lack.RESPONSE_ONLY)
_SHORTEST_S = 0.001
"""The shortest time that can be printed."""
_ROUNDING_S = 60.0
"""The most that is taken off a time when it is printed."""


@dataclass(frozen=True, slots=True)
class Way:
    """One input and the level that it would have to have, an unavailability or seconds.

    `is_enough` tells whether the promise is supported once this alone is granted, as `wanted` prints it. Otherwise it
    closes one of its two views, or is the least that it takes while other things are not known. `basis` is independent
    where no level of this input gives certainty: then the promise is at risk, no longer a gap.
    """

    source: Input
    level: float
    basis: Basis
    is_enough: bool
    is_time: bool

    @property
    def is_new(self) -> bool:
        """Whether nothing is committed yet, so that a commitment is to be asked for, not a better one."""
        return self.source.level is None

    @property
    def is_any(self) -> bool:
        """Whether any level at all would do."""
        return self.level >= (inf if self.is_time else 1.0)

    @property
    def wanted(self) -> str:
        """The level in words, rounded so that granting it is enough."""
        if self.is_any:
            return "any level"
        return wording.time(self.level, down=True) if self.is_time else wording.required(self.level)

    @property
    def effort(self) -> float:
        """What the new level is of the one today: 1 for no change, near 0 for a large one."""
        return self.level / self.source.level if self.source.level else 1.0


class Advice(NamedTuple):
    """The fewest changes that help.

    `is_enough`: all of them granted, the promise is supported. `closes_gap`: they close all that falls short already,
    and are the least that it takes there; what is not known may take more.
    """

    ways: tuple[Way, ...]
    is_enough: bool
    closes_gap: bool


class Offer(NamedTuple):
    """What is supported in both views today: an unavailability or seconds, and the share of cases (1 for all)."""

    level: float
    share: float


def key(given: Input) -> Key:
    """What makes two inputs the same thing to ask for."""
    whose = given.agreement or (given.unknown.consumer if given.unknown else given.role.value)
    return (given.service, whose, given.metric)


def ways(promise: Promise) -> tuple[Way, ...]:
    """The changes that help a promise: first those that are enough alone, the smallest first."""
    short = _short(promise)
    if promise.promised is None or not short:
        return ()
    return tuple(sorted((*_settling(promise, short), *_tightening(promise, short)), key=_order))


def best(promise: Promise) -> tuple[Way, ...]:
    """What to ask for first: one change if one is enough, else those for each part of the shortfall."""
    return advice(promise).ways


def advice(promise: Promise) -> Advice:
    """What to ask for first, and how far it leads."""
    found = ways(promise)
    if found and found[0].is_enough:
        return Advice(found[:1], is_enough=True, closes_gap=True)
    chosen: dict[Key, Way] = {}
    is_enough = closes_gap = True
    for view in _short(promise):
        present = {key(given) for given in view.inputs}
        here = [way for way in found if key(way.source) in present]
        closing = [way for way in here if way.is_new] or here[:1]
        chosen |= {key(way.source): way for way in closing}
        is_closed = any(way.basis == "guaranteed" for way in closing)
        is_enough &= is_closed and _settled(view, closing)
        closes_gap &= is_closed or view.standing is Standing.UNKNOWN
    return Advice(tuple(chosen.values()), is_enough and bool(chosen), closes_gap and bool(chosen))


def offer(promise: Promise) -> Offer | None:
    """What could be promised instead with everything as it is; None where that is not known, or is nothing."""
    views = (promise.direct, promise.end_to_end)
    if any(view.unknown for view in views) or promise.rests_on_nothing or promise.promised is None:
        return None
    figures = [view.figures.guaranteed for view in views if view.figures]
    if figures:
        return Offer(max(figures), 1.0) if wording.share(max(figures)) != "0 %" else None
    times = [view.time for view in views if view.time]
    limit = max(promise.promised, *(time.within_s for time in times))
    share = min(promise.promised_share, *(time.in_guaranteed for time in times))
    has_rungs = any(given.rungs for view in views for given in view.inputs)
    is_less = share < promise.promised_share - TOLERANCE
    # Where others state several limits, a promise for fewer cases rests on other ones of them.
    return None if wording.share(1.0 - share) == "0 %" or (is_less and has_rungs) else Offer(limit, share)


def _short(promise: Promise) -> list[View]:
    return [view for view in (promise.direct, promise.end_to_end) if view.standing is not Standing.SUPPORTED]


def _order(way: Way) -> tuple[bool, bool, float, Key]:
    return (not way.is_enough, way.basis != "guaranteed", -way.effort, key(way.source))


def _settling(promise: Promise, short: list[View]) -> Iterator[Way]:
    """Commitments to ask for where there are none; several unknowns each count on the others being perfect."""
    open_ends = {key(given): given for view in short for given in view.inputs if _is_open(given)}
    for name, given in open_ends.items():
        level = _needed(name, promise, "guaranteed")
        if level is not None:
            way = Way(given, level, "guaranteed", is_enough=False, is_time=_is_time(promise))
            if way.is_any or _is_askable(way):
                is_enough = _is_everywhere(name, short) and all(_settled(view, [way]) for view in short)
                yield replace(way, is_enough=is_enough)


def _is_open(given: Input) -> bool:
    return given.level is None and given.unknown is not None and given.unknown.lack in _TO_BE_AGREED


def _settled(view: View, chosen: list[Way]) -> bool:
    """Whether nothing stays unknown: with two unknowns, each level counts on the other being perfect."""
    new = {key(way.source) for way in chosen if way.is_new}
    known = [given for given in view.inputs if given.level is None and key(given) in new]
    is_single = len(new) <= 1 and (view.step is None or all(_is_met_once(view, given) for given in known))
    return is_single and {*view.unknown} <= {given.unknown for given in known}


def _is_met_once(view: View, given: Input) -> bool:
    """Whether a time is met on one way only: on several, it adds up, or the lowest of several commitments counts."""
    alike = [other for other in view.inputs if (other.service, other.metric) == (given.service, given.metric)]
    return len(alike) == 1 and given.at_best <= 0.0


def _tightening(promise: Promise, short: list[View]) -> Iterator[Way]:
    """Better levels of what is committed, for all views that fall short, or at least for one."""
    inputs = {key(given): given for view in short for given in view.inputs if _is_stated(given)}
    is_known = not any(view.unknown for view in short)
    for name, given in inputs.items():
        for basis in _BASES:
            if promise.standing is Standing.AT_RISK and basis == "independent":
                continue
            level = _needed(name, promise, basis)
            if level is not None and not _is_overtaken(name, level, promise):
                is_enough = is_known and _is_everywhere(name, short)
                way = Way(given, level, basis, is_enough, _is_time(promise))
                if _is_askable(way) and _is_stricter(way):
                    yield way
                break


def _is_overtaken(name: Key, level: float, promise: Promise) -> bool:
    """Whether a time would become shorter than another commitment to the same, whose share of cases then counts."""
    views = (promise.direct, promise.end_to_end) if _is_time(promise) else ()
    held = max((given.at_best for view in views for given in view.inputs if key(given) == name), default=0.0)
    return held > 0.0 and level < held + _ROUNDING_S


def _is_stated(given: Input) -> bool:
    """Whether a level stands that could be better: one on other terms, which is not evaluated, is none."""
    return given.level is not None and given.unknown is None and given.role in (Role.COMMITMENT, Role.OWN)


def _is_everywhere(name: Key, views: list[View]) -> bool:
    return all(name in {key(given) for given in view.inputs} for view in views)


def _needed(name: Key, promise: Promise, basis: Basis) -> float | None:
    """The strictest level that any view requires of one input; None where some view cannot be closed by it."""
    views = (promise.direct, promise.end_to_end)
    levels = [_level(link, basis) for view in views for link in view.links if key(link.source) == name]
    known = [level for level in levels if level is not None]
    return min(known) if known and len(known) == len(levels) else None


def _level(link: Link, basis: Basis) -> float | None:
    return link.required_guaranteed if basis == "guaranteed" else link.required_independent


def _is_askable(way: Way) -> bool:
    """Whether the level is more than the impossible: nobody commits to 100 %, or to no time at all."""
    return way.level >= _SHORTEST_S if way.is_time else to_ask(way.level) > 0.0


def _is_stricter(way: Way) -> bool:
    tolerance = TOLERANCE_S if way.is_time else TOLERANCE
    return way.level < (way.source.level or 0.0) - tolerance


def _is_time(promise: Promise) -> bool:
    return isinstance(promise.target, TimeTarget)
