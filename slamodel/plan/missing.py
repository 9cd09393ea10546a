"""A promise below which something is not known in; commitments to all of it, with a part of what is left, out."""

from collections.abc import Iterable, Iterator

from slamodel.analysis import Analysis
from slamodel.plan.candidates import MOST_WAYS, Candidate, distinct, links_of, short
from slamodel.plan.commitments import commitments
from slamodel.plan.ladder import SHORTEST_S, neat
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Kind, Move
from slamodel.plan.tiers import is_closed
from slamodel.propagate import Link, Promise, Role

_PARTS = (0.75, 0.5, 0.35, 0.2)
"""Of what is left for all of them, each is asked for so much, until that is enough."""


def committed(analysis: Analysis, promise: Promise, tried: Iterable[Candidate]) -> Iterator[Candidate]:
    """All that nobody has committed to, alone and with better levels; sharper where the first are not enough."""
    missing = _missing(analysis, promise, 1.0)
    levels = [move for one in tried for move in one.moves if move.kind in (Kind.LEVEL, Kind.OWN)]
    if len(missing) > 1:
        yield Candidate("Commit to all that is missing", missing)
    if missing and levels:
        yield Candidate("Commit to all that is missing, at better levels", (*missing, *levels[:MOST_WAYS]))
    for part in _PARTS if missing else ():
        less = _missing(analysis, promise, part)
        yield Candidate("Commit to all that is missing", less)
        if promise.direct.time is not None:
            shorter = tuple(_shorter(analysis, promise, part))
            yield Candidate("Commit to all that is missing, and shorten the others in proportion", (*less, *shorter))


def _missing(analysis: Analysis, promise: Promise, part: float) -> tuple[Move, ...]:
    """A commitment to each thing that nobody has committed to, with a part of what is left for all of them."""
    links = links_of(promise)
    wanted = [link.source for link in links if link.source.unknown and not is_closed(analysis, link.source)]
    level = _left(promise, links, len(wanted), part) if wanted else Level(0.0)
    found = (tuple(commitments(analysis, given, promise, [level])) for given in wanted)
    return tuple(distinct(move for moves in found for move in moves))


def _shorter(analysis: Analysis, promise: Promise, part: float) -> Iterator[Move]:
    """The steps that are stated, each a part as long."""
    for link in links_of(promise):
        given = link.source
        level = neat((given.level or 0.0) * part)
        if given.role is Role.COMMITMENT and not given.due and level >= SHORTEST_S:
            move = level_move(analysis, given, promise, Level(level, max(0.0, 1.0 - given.share)))
            yield from [move] if move else []


def _left(promise: Promise, links: Iterable[Link], count: int, part: float) -> Level:
    """What is left for each of so many: a part of what is required of any alike, or an equal part of the allowance."""
    promised = promise.promised or 0.0
    if promise.measure is not None:
        return Level(promised)
    if figures := [view.figures.guaranteed for view in short(promise) if view.figures]:
        return Level(max(0.0, (promised - max(figures)) / count) * part)
    needed = (link.required_guaranteed for link in links if link.source.metric == promise.metric)
    most = min((level for level in needed if level), default=promised)
    return Level(most if part == 1.0 else neat(most * part))
