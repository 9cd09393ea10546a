"""A promise that no single level closes in; levels for all that takes part in it, raised by one rule together, out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import fsum
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.together import together, too_long
from slamodel.gaps.ways import BEST_REALISTIC, Key, key
from slamodel.plan.labels import better
from slamodel.plan.ladder import SHORTEST_S, neat
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Move
from slamodel.propagate import Input, Promise, Role, Standing, View
from slamodel.units import TOLERANCE, to_ask

_MOST = 8
"""Whoever has to talk to more parties than that wants a plan."""
_PART = 0.05
"""What takes less of it than this stays as it is."""


class Joint(NamedTuple):
    """Levels by one rule: the moves for a factor, the first to try being 1; None where somebody cannot go so far."""

    label: str
    moves: Callable[[float], tuple[Move, ...] | None]


def jointly(analysis: Analysis, promise: Promise) -> Iterator[Joint]:
    """All in proportion to their levels of today; for shares also all to the same level."""
    views = [view for view in _short(promise) if not view.unknown]
    counts = [len(_parts(promise, view)) for view in views]
    if not counts or not 0 < min(counts) <= max(counts) <= _MOST or sum(counts) == 1:
        return

    def by(rule: _Rule) -> Callable[[float], tuple[Move, ...] | None]:
        return lambda factor: _moves(analysis, promise, [rule(promise, view, factor) for view in views])

    yield Joint(f"{better(promise)} them together, in proportion", by(_proportional))
    if promise.promised_share < 1.0 or promise.direct.figures is not None:
        yield Joint(f"{better(promise)} them together, to the same level", by(_equal))


_Levels = list[tuple[Input, Level]]
_Rule = Callable[[Promise, View, float], _Levels]


def _short(promise: Promise) -> list[View]:
    """The views that fall short, one of two that rest on the same."""
    found = [view for view in (promise.direct, promise.end_to_end) if view.standing is not Standing.SUPPORTED]
    is_same = len(found) > 1 and found[0].inputs == found[1].inputs
    return found[:1] if is_same else found


def _parts(promise: Promise, view: View) -> list[Input]:
    """What takes a part of the shortfall that is worth talking about."""
    if view.time is not None:
        return _steps(promise, view)
    taken = [(link.source, (link.source.level or 0.0) * (link.importance or 0.0)) for link in view.links]
    whole = fsum(amount for _, amount in taken)
    return [given for given, amount in taken if _is_stated(given) and amount > _PART * whole]


def _steps(promise: Promise, view: View) -> list[Input]:
    """The steps of a time that are too long together, or that are kept in too few of the cases."""
    on_the_way = [part.source for part in together(promise)] if view is promise.deciding else list(view.inputs)
    is_late = view.time is not None and view.time.in_guaranteed < promise.promised_share - TOLERANCE
    late = [given for given in view.inputs if given.share < 1.0 - TOLERANCE] if is_late else []
    found = {key(given): given for given in (*on_the_way, *late) if _is_stated(given) and not given.due}
    return list(found.values())


def _is_stated(given: Input) -> bool:
    return bool(given.level) and given.role in (Role.COMMITMENT, Role.OWN)


def _proportional(promise: Promise, view: View, factor: float) -> _Levels:
    parts = _parts(promise, view)
    if view.time is not None:
        shorter, fewer = _shorter(promise, view), _fewer(promise, view)
        ratios = [factor * shorter[key(one)] if key(one) in shorter else 1.0 for one in parts]
        return [(one, _step(one, ratio, factor * fewer)) for one, ratio in zip(parts, ratios, strict=True)]
    taken = {link.source: (link.source.level or 0.0) * (link.importance or 0.0) for link in view.links}
    whole = view.figures.guaranteed if view.figures else 0.0
    rest = whole * (1.0 - fsum(taken[given] for given in parts) / fsum(taken.values()))
    ratio = factor * ((promise.promised or 0.0) - rest) / max(whole - rest, TOLERANCE)
    return [(given, Level((given.level or 0.0) * ratio)) for given in parts]


def _shorter(promise: Promise, view: View) -> Mapping[Key, float]:
    """By which factor the steps have to be shorter: of those side by side each by what its own way is too long."""
    limit = promise.limit_in(view)
    return {name: limit / (limit + left) for name, left in too_long(promise, view).items()}


def _fewer(promise: Promise, view: View) -> float:
    """By which factor steps have to be late in fewer cases."""
    assert view.time is not None  # noqa: S101 - the caller looked
    late, allowed = 1.0 - view.time.in_guaranteed, 1.0 - promise.promised_share
    return allowed / late if late > allowed + TOLERANCE else 1.0


def _step(given: Input, shorter: float, fewer: float) -> Level:
    length = given.level or 0.0
    return Level(neat(length * shorter) if shorter < 1.0 else length, (1.0 - given.share) * min(1.0, fewer))


def _equal(promise: Promise, view: View, factor: float) -> _Levels:
    """The same level for all that are worse than it."""
    parts = _parts(promise, view)
    if view.time is not None:
        shorter = _shorter(promise, view)
        most = _levelled([1.0 - given.share for given in parts], factor * (1.0 - promise.promised_share))
        lates = ((given, min(most, 1.0 - given.share), factor * shorter.get(key(given), 1.0)) for given in parts)
        return [(given, Level((given.level or 0.0) * min(1.0, ratio), late)) for given, late, ratio in lates]
    levels = [given.level or 0.0 for given in parts]
    whole = view.figures.guaranteed if view.figures else 0.0
    allowed = factor * (promise.promised or 0.0) * fsum(levels) / max(whole, TOLERANCE)
    most = _levelled(levels, allowed)
    return [(given, Level(min(most, given.level or 0.0))) for given in parts]


def _levelled(levels: Iterable[float], allowed: float) -> float:
    """The level to which the worst have to come down so that all together take no more than is allowed."""
    rising = sorted(levels)
    for number, level in enumerate(rising):
        below = fsum(rising[:number])
        if below + level * (len(rising) - number) > allowed:
            return (allowed - below) / (len(rising) - number)
    return rising[-1] if rising else 0.0


def _moves(analysis: Analysis, promise: Promise, wanted: Iterable[_Levels]) -> tuple[Move, ...] | None:
    """The moves for levels; of two for the same the stricter, none where one is more than anybody commits to."""
    strictest: dict[object, tuple[Input, Level]] = {}
    for given, level in (pair for levels in wanted for pair in levels):
        before = strictest.get(given.at)
        strictest[given.at] = (given, level) if before is None else (given, _stricter(before[1], level))
    changed = [(given, level) for given, level in strictest.values() if _is_less(given, level)]
    if any(not _is_realistic(promise, given, level) for given, level in changed):
        return None
    moves = [level_move(analysis, given, promise, level) for given, level in changed]
    return None if None in moves else tuple(move for move in moves if move is not None)


def _stricter(one: Level, other: Level) -> Level:
    return Level(min(one.value, other.value), min(one.late, other.late))


def _is_less(given: Input, level: Level) -> bool:
    return level.value < (given.level or 0.0) - TOLERANCE or level.late < 1.0 - given.share - TOLERANCE


def _is_realistic(promise: Promise, given: Input, level: Level) -> bool:
    if promise.direct.time is not None or promise.end_to_end.time is not None:
        return level.value >= SHORTEST_S or given.metric == "latency" or level.value == given.level
    return to_ask(level.value) >= BEST_REALISTIC - TOLERANCE
