"""A plan's moves and what has to hold in; the moves with levels as little demanding as still do, as they print, out."""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from time import monotonic

from slamodel.analysis import Analysis
from slamodel.plan.commitments import commitments
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Kind, Move
from slamodel.plan.outcome import Basis
from slamodel.propagate import Input, Link, Promise, Role
from slamodel.units import TOLERANCE

Fits = Callable[[Sequence[Move]], Analysis | None]
"""The analysis with moves made, where all holds that has to."""


def loosened(before: Analysis, moves: Sequence[Move], fits: Fits, basis: Basis, until: float = inf) -> tuple[Move, ...]:
    """One level after the other, the largest step first; prices that are known stay as they are.

    What is not reached in time stays at the level that it was chosen at.
    With a commitment that is new it is first looked for the least that does; what is stated already comes after it.
    """
    made = list(moves)
    after = fits(made)
    for place in sorted(range(len(made)), key=lambda at: (made[at].kind is not Kind.COMMITMENT, -made[at].effort)):
        if after is None or monotonic() >= until:
            break
        if made[place].price is not None:
            continue
        for other in _less(before, after, made[place], basis):
            tried = fits([*made[:place], other, *made[place + 1 :]])
            if tried is not None:
                made[place], after = other, tried
                break
    return tuple(made)


def _less(before: Analysis, after: Analysis, move: Move, basis: Basis) -> Iterator[Move]:
    """The move to the level that is required with all else as it is after the plan."""
    if move.kind not in (Kind.LEVEL, Kind.OWN, Kind.COMMITMENT):
        return
    needed = [(promise, link) for promise, link in _links(after, move) if _required(link, basis) is not None]
    if not needed:
        return
    promise, link = min(needed, key=lambda pair: _burden(pair[0], _required(pair[1], basis)))
    required = _required(link, basis)
    given = _given(before, move, promise)
    if given is None or required is None or not _is_less(promise, link.source, required):
        return
    late = max(0.0, 1.0 - link.source.share)
    level = Level(_no_worse(promise, given, required), late if late > TOLERANCE else 0.0)
    if move.kind is Kind.COMMITMENT:
        yield from commitments(before, given, promise, [level])
    elif (made := level_move(before, given, promise, level)) is not None:
        yield made


def _required(link: Link, basis: Basis) -> float | None:
    found = link.required_guaranteed
    if found is None and basis == "independent":
        return link.required_independent
    return found


def _no_worse(promise: Promise, today: Input, required: float) -> float:
    """Nobody is asked for less than what is committed today."""
    return required if today.level is None else min(required, today.level, key=lambda one: _burden(promise, one))


def _burden(promise: Promise, level: float | None) -> float:
    return (promise.measure.sign if promise.measure else 1.0) * (level or 0.0)


def _is_less(promise: Promise, given: Input, required: float) -> bool:
    """Whether the level may be another one than it is, and still is one that somebody can state."""
    if promise.measure is not None:
        return required not in (promise.measure.worst, promise.measure.best, given.level)
    is_share = promise.direct.figures is not None or promise.end_to_end.figures is not None
    most = 1.0 if is_share else float("inf")
    return given.level is not None and given.level * (1.0 + 1e-9) < required < most


def _links(analysis: Analysis, move: Move) -> Iterator[tuple[Promise, Link]]:
    """What promises rest on that the move has changed."""
    for promise in analysis.promises:
        if promise.rests_on_nothing or promise.waiver:
            continue
        for view in (promise.direct, promise.end_to_end):
            yield from ((promise, link) for link in view.links if _is_of(move, link.source, promise))


def _is_of(move: Move, given: Input, promise: Promise) -> bool:
    metric = given.metric or promise.metric
    if (
        move.service not in ("", given.service)
        or move.metric != metric
        or promise.target.priority != (move.priority or promise.target.priority)
    ):
        return False
    return given.role is Role.OWN if move.kind is Kind.OWN else given.agreement == move.of[1]


def _given(before: Analysis, move: Move, promise: Promise) -> Input | None:
    """The input that the move changes, as it was."""
    if promise.id not in before.ids:
        return None
    then = before.target(promise.id)
    for view in (then.direct, then.end_to_end):
        for given in view.inputs:
            if given.service != move.service or (given.metric or promise.metric) != move.metric:
                continue
            if move.kind is Kind.COMMITMENT and given.unknown is not None:
                return given
            if move.kind is Kind.OWN and given.role is Role.OWN:
                return given
            if move.kind is Kind.LEVEL and given.agreement == move.of[1]:
                return given
    return None
