"""A promise that is not supported in; out what would make it so: whom to ask for which level, or what to promise.

The one place that says so: findings, reports and pictures read it here. What it calls enough is enough as printed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, NamedTuple, TypeAlias

from slamodel.gaps import wording
from slamodel.model import ALWAYS, Measure, TimeTarget
from slamodel.propagate import Input, Lack, Link, Promise, Role, Standing, View
from slamodel.units import TOLERANCE, TOLERANCE_S, to_ask

Key: TypeAlias = tuple[str, str, str]
Basis: TypeAlias = Literal["guaranteed", "independent"]

_BASES: tuple[Basis, Basis] = ("guaranteed", "independent")
_TO_BE_AGREED = (Lack.NO_AGREEMENT, Lack.NO_TARGET, Lack.RESPONSE_ONLY)
SHORTEST_S = 0.001
"""The shortest time that can be printed."""
_ROUNDING_S = 60.0
"""The most that is taken off a time when it is printed."""
BEST_REALISTIC = 1e-5
"""Nobody commits to more than 99.999 %, five minutes a year."""


@dataclass(frozen=True, slots=True)
class Way:
    """One input and the level that it would have to have, an unavailability or seconds, the smaller the stricter.

    Of amounts of which more is better it is the negative, so that this holds of them too; `measure` says what
    they count in.

    `is_enough` tells whether the promise is supported once this alone is granted, as `wanted` prints it. Otherwise it
    closes one of its two views, or is the least that it takes while other things are not known. `basis` is independent
    where no level of this input gives certainty: then the promise is at risk, no longer a gap.
    """

    source: Input
    level: float
    basis: Basis
    is_enough: bool
    is_time: bool
    measure: Measure | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing is committed yet, so that a commitment is to be asked for, not a better one."""
        return self.source.level is None

    @property
    def is_any(self) -> bool:
        """Whether any level at all would do."""
        if self.measure is not None:
            return self.level >= self.measure.sign * self.measure.worst
        return self.level >= (inf if self.is_time else 1.0)

    @property
    def is_realistic(self) -> bool:
        """Whether somebody could commit to the level as it is printed."""
        return self.is_time or self.measure is not None or to_ask(self.level) >= BEST_REALISTIC - TOLERANCE

    @property
    def wanted(self) -> str:
        """The level in words, rounded so that granting it is enough."""
        if self.is_any:
            return "any level"
        if self.measure is not None:
            return self.measure.show(abs(self.level), up=not self.measure.is_lower_better)
        if self.is_time:
            return wording.time(self.level, down=True, in_hours=self.source.clock != ALWAYS)
        return wording.required(self.level)

    @property
    def effort(self) -> float:
        """What the new level is of the one today: 1 for no change, near 0 for a large one."""
        ratio = abs(self.level) / self.source.level if self.source.level else 1.0
        return 1.0 / ratio if self.level < 0.0 and ratio else ratio


class Advice(NamedTuple):
    """The fewest changes that help.

    `is_enough`: all of them granted, the promise is supported. `closes_gap`: they close all that falls short already,
    and are the least that it takes there; what is not known may take more.
    """

    ways: tuple[Way, ...]
    is_enough: bool
    closes_gap: bool


class Offer(NamedTuple):
    """What is supported in both views today: an unavailability, seconds or an amount, and the share of cases."""

    level: float
    share: float


def key(given: Input) -> Key:
    """What makes two inputs the same thing to ask for."""
    whose = given.agreement or (given.unknown.consumer if given.unknown else given.role.value)
    return (given.service, whose, given.metric)


class _Part(NamedTuple):
    """A view that falls short, with its links by what they would be asked for as."""

    view: View
    links: Mapping[Key, list[Link]]


def _short(promise: Promise) -> list[_Part]:
    """The view that decides comes first. What is supported is not looked into: nothing is to be asked for there."""
    parts = []
    for view in sorted((promise.direct, promise.end_to_end), key=lambda view: view is not promise.deciding):
        if view.standing is not Standing.SUPPORTED:
            links: dict[Key, list[Link]] = defaultdict(list)
            for link in _links(promise, view):
                links[key(link.source)].append(link)
            parts.append(_Part(view, links))
    return parts


def _links(promise: Promise, view: View) -> tuple[Link, ...]:
    """The inputs with what would be enough; where a time is short enough as it stands nothing is searched for.

    Then it falls short for something else, such as a clock that may stand still, and no shorter time would help.
    """
    limit, time = view.limit_s or promise.promised, view.time
    if time is None or limit is None or view.unknown or time.within_s > limit + TOLERANCE_S:
        return view.links
    if time.in_independent < promise.promised_share - TOLERANCE or time.in_guaranteed < time.in_independent:
        return view.links
    return tuple(Link(given, None, given.level, given.level) for given in view.inputs)


def ways(promise: Promise) -> tuple[Way, ...]:
    """The changes that help a promise: first those that are enough alone, the smallest first."""
    return _ways(promise, _short(promise)) if promise.promised is not None else ()


def _ways(promise: Promise, short: list[_Part]) -> tuple[Way, ...]:
    return tuple(sorted((*_settling(promise, short), *_tightening(promise, short)), key=_order))


def best(promise: Promise) -> tuple[Way, ...]:
    """What to ask for first: one change if one is enough, else those for each part of the shortfall."""
    return advice(promise).ways


def advice(promise: Promise) -> Advice:
    """What to ask for first, and how far it leads."""
    short = _short(promise) if promise.promised is not None else []
    found = _ways(promise, short)
    if found and found[0].is_enough:
        return Advice(found[:1], is_enough=True, closes_gap=True)
    chosen: dict[Key, Way] = {}
    is_enough = closes_gap = True
    for part in short:
        here = [way for way in found if key(way.source) in part.links]
        closing = [way for way in here if way.is_new] or here[:1]
        chosen |= {key(way.source): way for way in closing}
        is_closed = any(way.basis == "guaranteed" for way in closing)
        is_enough &= is_closed and _settled(part, closing)
        closes_gap &= is_closed or part.view.standing is Standing.UNKNOWN
    return Advice(tuple(chosen.values()), is_enough and bool(chosen), closes_gap and bool(chosen))


def offer(promise: Promise) -> Offer | None:
    """What could be promised instead with everything as it is; None where that is not known, or is nothing."""
    views = (promise.direct, promise.end_to_end)
    if any(view.unknown or view.conditions for view in views) or promise.rests_on_nothing or promise.promised is None:
        return None
    if isinstance(promise.target, TimeTarget) and promise.target.by:
        return None  # by when is another rule, not another length
    if promise.measure is not None:
        amounts = [view.amount.value for view in views if view.amount]
        held = (max if promise.measure.is_lower_better else min)(amounts, default=promise.measure.worst)
        return None if held in (promise.measure.worst, inf) else Offer(held, 1.0)
    figures = [view.figures.guaranteed for view in views if view.figures]
    if figures:
        return Offer(max(figures), 1.0) if wording.share(max(figures)) != "0 %" else None
    times = [view.time for view in views if view.time]
    limit = max(promise.promised, *(time.within_s for time in times))
    share = min(promise.promised_share, *(time.in_guaranteed for time in times))
    has_rungs = any(given.rungs for view in views for given in view.inputs)
    is_less = share < promise.promised_share - TOLERANCE
    # Where others state several limits, a promise for fewer cases rests on other ones of them.
    nothing = limit == inf or wording.share(1.0 - share) == "0 %" or (is_less and has_rungs)
    return None if nothing else Offer(limit, share)


def _order(way: Way) -> tuple[bool, bool, float, Key]:
    return (not way.is_enough, way.basis != "guaranteed", -way.effort, key(way.source))


def _settling(promise: Promise, short: list[_Part]) -> Iterator[Way]:
    """Commitments to ask for where there are none; several unknowns each count on the others being perfect."""
    for name, given in _sources(short, _is_open).items():
        level = _needed(name, short, "guaranteed", promise.measure)
        if level is not None:
            way = Way(given, level, "guaranteed", is_enough=False, is_time=_is_time(promise), measure=promise.measure)
            if way.is_any or _is_askable(way):
                yield replace(way, is_enough=all(name in part.links and _settled(part, [way]) for part in short))


def _sources(short: list[_Part], condition: Callable[[Input], bool]) -> Mapping[Key, Input]:
    """The inputs for which the condition holds, each once."""
    links = [(name, found[0]) for part in short for name, found in part.links.items()]
    return {name: link.source for name, link in links if condition(link.source)}


def _is_open(given: Input) -> bool:
    return given.level is None and given.unknown is not None and given.unknown.lack in _TO_BE_AGREED


def _settled(part: _Part, chosen: list[Way]) -> bool:
    """Whether nothing stays unknown: with two unknowns, each level counts on the other being perfect."""
    new = [key(way.source) for way in chosen if way.is_new]
    known = [link.source for name in new for link in part.links.get(name, ())]
    is_single = len(new) <= 1 and (part.view.step is None or all(_is_met_once(part.view, given) for given in known))
    return is_single and {*part.view.unknown} <= {given.unknown for given in known}


def _is_met_once(view: View, given: Input) -> bool:
    """Whether a time is met on one way only: on several, it adds up, or the lowest of several commitments counts."""
    alike = [other for other in view.inputs if (other.service, other.metric) == (given.service, given.metric)]
    return len(alike) == 1 and given.at_best <= 0.0


def _tightening(promise: Promise, short: list[_Part]) -> Iterator[Way]:
    """Better levels of what is committed, for all views that fall short, or at least for one."""
    is_known = not any(part.view.unknown for part in short)
    for name, given in _sources(short, _is_stated).items():
        for basis in _BASES:
            if promise.unwaived is Standing.AT_RISK and basis == "independent":
                continue
            level = _needed(name, short, basis, promise.measure)
            if level is not None and not _is_overtaken(name, level, promise):
                is_enough = is_known and all(name in part.links for part in short)
                way = Way(given, level, basis, is_enough, _is_time(promise), promise.measure)
                if _is_askable(way) and _is_stricter(way):
                    yield way
                break


def _is_overtaken(name: Key, level: float, promise: Promise) -> bool:
    """Whether a time would become shorter than another commitment to the same, whose share of cases then counts."""
    views = (promise.direct, promise.end_to_end) if _is_time(promise) else ()
    held = max((given.at_best for view in views for given in view.inputs if key(given) == name), default=0.0)
    return held > 0.0 and level < held + _ROUNDING_S


def _is_stated(given: Input) -> bool:
    """Whether a level stands that could be better."""
    return given.level is not None and given.role in (Role.COMMITMENT, Role.OWN)


def _needed(name: Key, short: list[_Part], basis: Basis, measure: Measure | None) -> float | None:
    """The strictest level that any view requires of one input; None where some view cannot be closed by it."""
    sign = 1.0 if measure is None else measure.sign
    levels = [_level(link, basis) for part in short for link in part.links.get(name, ())]
    known = [level for level in levels if level is not None]
    return min(sign * level for level in known) if known and len(known) == len(levels) else None


def _level(link: Link, basis: Basis) -> float | None:
    return link.required_guaranteed if basis == "guaranteed" else link.required_independent


def _is_askable(way: Way) -> bool:
    """Whether the level is more than the impossible: nobody commits to 100 %, or to no time at all."""
    if way.measure is not None:
        return True
    return way.level >= SHORTEST_S if way.is_time else to_ask(way.level) > 0.0


def _is_stricter(way: Way) -> bool:
    if way.measure is not None:
        return not way.measure.reaches(way.source.level or 0.0, abs(way.level))
    tolerance = TOLERANCE_S if way.is_time else TOLERANCE
    return way.level < (way.source.level or 0.0) - tolerance


def _is_time(promise: Promise) -> bool:
    return isinstance(promise.target, TimeTarget)
