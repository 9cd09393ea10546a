"""A promise that is not supported in; the single changes that would close it out, the smallest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Literal, TypeAlias

from slamodel.model import TimeTarget
from slamodel.propagate import Input, Lack, Link, Promise, Role, Standing, View
from slamodel.units import TOLERANCE, TOLERANCE_S

Key: TypeAlias = tuple[str, str, str]
Basis: TypeAlias = Literal["guaranteed", "independent"]

_TO_BE_AGREED = (Lack.NO_AGREEMENT, Lack.NO_TARGET, Lack.RESPONSE_ONLY)


@dataclass(frozen=True, slots=True)
class Way:
    """One input and the level that it would have to have, an unavailability or seconds.

    `is_enough` tells whether the promise is supported once this is granted; otherwise it closes one of its two views,
    or settles one of several unknowns. `basis` is independent where no level of this input gives certainty.
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
    def effort(self) -> float:
        """What the new level is of the one today: 1 for no change, near 0 for a large one."""
        return self.level / self.source.level if self.source.level else 1.0


def key(given: Input) -> Key:
    """What makes two inputs the same thing to ask for."""
    return (given.service, given.agreement or given.role.value, given.metric)


def ways(promise: Promise) -> tuple[Way, ...]:
    """The changes that help a promise: first those that are enough alone, the smallest first."""
    short = [view for view in (promise.direct, promise.end_to_end) if view.standing is not Standing.SUPPORTED]
    if promise.promised is None or not short:
        return ()
    found = tuple(_settling(promise, short)) or tuple(_tightening(promise, short))
    return tuple(sorted(found, key=_order))


def _order(way: Way) -> tuple[bool, bool, float, Key]:
    return (not way.is_enough, way.basis != "guaranteed", -way.effort, key(way.source))


def best(promise: Promise) -> tuple[Way, ...]:
    """What to ask for first: one change if one is enough, else the first for each part of the shortfall."""
    found = ways(promise)
    if found and found[0].is_enough:
        return found[:1]
    return found if any(way.is_new for way in found) else _one_for_each_view(promise, found)


def _one_for_each_view(promise: Promise, found: tuple[Way, ...]) -> tuple[Way, ...]:
    chosen: dict[Key, Way] = {}
    for view in (promise.direct, promise.end_to_end):
        present = {key(given) for given in view.inputs}
        closing = [way for way in found if key(way.source) in present]
        if view.standing is not Standing.SUPPORTED and closing:
            chosen.setdefault(key(closing[0].source), closing[0])
    return tuple(chosen.values())


def _settling(promise: Promise, short: list[View]) -> Iterator[Way]:
    """Commitments to ask for where there are none; several unknowns each count on the others being perfect."""
    open_ends = {key(given): given for view in short for given in view.inputs if _is_open(given)}
    others = any(lack.lack not in _TO_BE_AGREED for view in short for lack in view.unknown)
    for name, given in open_ends.items():
        level = _needed(name, (promise.direct, promise.end_to_end), "guaranteed")
        if level is not None:
            yield Way(given, level, "guaranteed", len(open_ends) == 1 and not others, _is_time(promise))


def _is_open(given: Input) -> bool:
    return given.level is None and given.unknown is not None and given.unknown.lack in _TO_BE_AGREED


def _tightening(promise: Promise, short: list[View]) -> Iterator[Way]:
    """Better levels of what is committed, for all views that fall short, or at least for one."""
    inputs = {key(given): given for view in short for given in view.inputs if given.level is not None}
    is_known = not any(view.unknown for view in short)
    for name, given in inputs.items():
        for basis in _BASES:
            if promise.standing is Standing.AT_RISK and basis == "independent":
                continue
            level = _needed(name, (promise.direct, promise.end_to_end), basis)
            if level is not None and _is_stricter(level, given, is_time=_is_time(promise)):
                is_everywhere = all(name in {key(given) for given in view.inputs} for view in short)
                yield Way(given, level, basis, is_everywhere and is_known, _is_time(promise))
                break


_BASES: tuple[Basis, Basis] = ("guaranteed", "independent")


def _needed(name: Key, views: tuple[View, ...], basis: Basis) -> float | None:
    """The strictest level that any view requires of one input; None where some view cannot be closed by it."""
    levels = [_level(link, basis) for view in views for link in view.links if key(link.source) == name]
    known = [level for level in levels if level is not None]
    return min(known) if known and len(known) == len(levels) else None


def _level(link: Link, basis: Basis) -> float | None:
    return link.required_guaranteed if basis == "guaranteed" else link.required_independent


def _is_stricter(level: float, given: Input, *, is_time: bool) -> bool:
    """Whether asking makes sense: for less than there is today, and for more than the impossible."""
    tolerance = TOLERANCE_S if is_time else TOLERANCE
    today = inf if given.level is None else given.level
    return given.role in (Role.COMMITMENT, Role.OWN) and tolerance < level < today - tolerance


def _is_time(promise: Promise) -> bool:
    return isinstance(promise.target, TimeTarget)
