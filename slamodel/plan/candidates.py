"""A promise that is not supported in; what could be changed for it, not tried yet, out: one thing, or several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import isinf

from slamodel.analysis import Analysis
from slamodel.gaps.ways import Way, advice, ways
from slamodel.model.agreement import Status
from slamodel.plan.commitments import commitments
from slamodel.plan.labels import label
from slamodel.plan.ladder import SHORTEST_S, neat
from slamodel.plan.less import customer, excluded, lowered, shorter_hours
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Kind, Move
from slamodel.plan.redundancy import one_less, second_source
from slamodel.plan.terms import terms
from slamodel.plan.tiers import in_order, is_closed, tiers
from slamodel.propagate import Link, Promise, Role, Standing, View
from slamodel.units import TOLERANCE

_MOST_WAYS = 5
_MOST_TIERED = 4
_MOST_SECOND = 2
_LEAST_SHARE = 0.05
"""Where any level would do, 95 % is asked for."""
_PARTS = (0.75, 0.5, 0.35, 0.2)
_TERMS = (Kind.HOURS, Kind.WINDOW, Kind.EXCLUSION)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Moves that may help a promise together, and what is to be said of them."""

    label: str
    moves: tuple[Move, ...]
    note: str = ""


def candidates(analysis: Analysis, promise: Promise) -> Iterator[Candidate]:
    """What is asked of one party each: levels, commitments, hours and windows, tiers."""
    made = (*_levels(analysis, promise), *_kept_in_more(analysis, promise), *_terms(analysis, promise))
    for move in _distinct((*made, *_tiers(analysis, promise))):
        yield Candidate(label(analysis, move), (move,))
    if len(several := tuple(_advised(analysis, promise))) > 1:
        yield Candidate("Raise these together", several)


def committed(analysis: Analysis, promise: Promise, tried: Iterable[Candidate]) -> Iterator[Candidate]:
    """All that nobody has committed to, alone and with better levels; sharper where the first are not enough."""
    missing = _missing(analysis, promise, 1.0)
    levels = [move for one in tried for move in one.moves if move.kind in (Kind.LEVEL, Kind.OWN)]
    if len(missing) > 1:
        yield Candidate("Commit to all that is missing", missing)
    if missing and levels:
        yield Candidate("Commit to all that is missing, at better levels", (*missing, *levels[:_MOST_WAYS]))
    for part in _PARTS if missing else ():
        less = _missing(analysis, promise, part)
        yield Candidate("Commit to all that is missing", less)
        if promise.direct.time is not None:
            shorter = tuple(_shorter(analysis, promise, part))
            yield Candidate("Commit to all that is missing, and shorten the others in proportion", (*less, *shorter))


def combined(tried: Iterable[Candidate]) -> Iterator[Candidate]:
    """What did not help enough alone, together: all of a kind, and all that is about terms."""
    moves = [move for candidate in tried for move in candidate.moves if len(candidate.moves) == 1]
    best_tiers = tuple({move.of: move for move in moves if move.kind is Kind.TIER}.values())
    if len(best_tiers) > 1:
        yield Candidate("Take these tiers together", best_tiers)
    by_kind = {kind: tuple(move for move in moves if move.kind is kind) for kind in _TERMS}
    words = {Kind.HOURS: "Cover the hours together", Kind.WINDOW: "Measure all of them over the same window"}
    for kind, alike in by_kind.items():
        if len(alike) > 1:
            yield Candidate(words.get(kind, "Count what is left out, all together"), alike)
    together = tuple(move for alike in by_kind.values() for move in alike)
    if sum(bool(alike) for alike in by_kind.values()) > 1:
        yield Candidate("Count as the promise does, in everything", together)
    levels = tuple(move for move in moves if move.kind in (Kind.LEVEL, Kind.OWN, Kind.COMMITMENT))
    if levels and together:
        yield Candidate("Better levels, counted as the promise counts", (*together, *levels))


def beside(analysis: Analysis, promise: Promise) -> Iterator[Candidate]:
    """What changes the design of the service, or the promise itself."""
    links = sorted(_links(promise), key=lambda link: -(link.importance or 0.0))
    for link in links[:_MOST_SECOND]:
        second = second_source(analysis, promise, link)
        if second is not None:
            note = f"{second.unrelated} would do if its outages are unrelated" if second.unrelated else ""
            yield Candidate(label(analysis, second.move), (second.move,), note)
    for move in one_less(analysis, promise):
        yield Candidate(label(analysis, move), (move,))
    upper = analysis.landscape.agreements[promise.agreement]
    if (less := lowered(analysis, promise)) is not None:
        verb = "Agree to" if upper.status is Status.REQUESTED else "Promise"
        yield Candidate(f"{verb} what is supported today", (less,))
    for move in excluded(analysis, promise):
        yield Candidate("Leave out of the promise what is left out below", (move,))
    for move in shorter_hours(analysis, promise):
        yield Candidate(f"Promise it in the hours of those below ({move.becomes})", (move,))
    for move in tiers(analysis, upper):
        yield Candidate(f"Agree on tier {move.becomes} above", (replace(move, party=customer(upper)),))


def _distinct(moves: Iterable[Move]) -> list[Move]:
    return list({repr(move.changes): move for move in reversed([*moves])}.values())[::-1]


def short(promise: Promise) -> list[View]:
    """The views that fall short, the deciding one first."""
    views = sorted((promise.direct, promise.end_to_end), key=lambda view: view is not promise.deciding)
    return [view for view in views if view.standing is not Standing.SUPPORTED]


def _links(promise: Promise) -> list[Link]:
    """The inputs of the views that fall short, each once."""
    links = [link for view in short(promise) for link in view.links]
    return list({link.source: link for link in reversed(links)}.values())[::-1]


def _levels(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """One level that closes what is missing, or a commitment where there is none."""
    for way in [way for way in ways(promise) if way.is_realistic][:_MOST_WAYS]:
        yield from _of_way(analysis, promise, way)


def _advised(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """The fewest levels that close it together, where no single one does."""
    found = advice(promise).ways
    if all(way.is_realistic and way.basis == "guaranteed" for way in found):
        for way in found:
            yield from _of_way(analysis, promise, way)


def _of_way(analysis: Analysis, promise: Promise, way: Way) -> Iterator[Move]:
    given = way.source
    if is_closed(analysis, given):
        return
    if way.is_new:
        yield from commitments(analysis, given, promise, [_of_new(promise, way)])
        return
    value = abs(way.level) if way.measure else way.level
    move = level_move(analysis, given, promise, Level(value, max(0.0, 1.0 - given.share)))
    if move is not None:
        yield move


def _of_new(promise: Promise, way: Way) -> Level:
    if way.measure is not None:
        return Level(abs(way.level))
    if way.is_time:
        return Level((promise.promised or 0.0) if isinf(way.level) else way.level)
    return Level(min(way.level, _LEAST_SHARE))


def _kept_in_more(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """A step that is late in fewer of the cases, where the lengths would do."""
    for view in short(promise)[:1]:
        excess = promise.promised_share - view.time.in_guaranteed if view.time and not view.unknown else 0.0
        for given in view.inputs if excess > TOLERANCE else ():
            late = 1.0 - given.share - excess
            if given.level and late > -TOLERANCE and given.role is Role.COMMITMENT and not is_closed(analysis, given):
                move = level_move(analysis, given, promise, Level(given.level, max(0.0, late)))
                if move is not None:
                    yield move


def _terms(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    for link in _links(promise):
        yield from terms(analysis, link.source, promise)


def _tiers(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    names = dict.fromkeys(link.source.agreement or "" for link in _links(promise))
    known = (analysis.landscape.agreements[name] for name in names if name in analysis.landscape.agreements)
    for agreement in islice((one for one in known if one.tiers), _MOST_TIERED):
        yield from (move for move in in_order(tiers(analysis, agreement)) if move.effort >= 0.0)


def _missing(analysis: Analysis, promise: Promise, part: float) -> tuple[Move, ...]:
    """A commitment to each thing that nobody has committed to, with a part of what is left for all of them."""
    links = _links(promise)
    wanted = [link.source for link in links if link.source.unknown and not is_closed(analysis, link.source)]
    level = _left(promise, links, len(wanted), part) if wanted else Level(0.0)
    found = (tuple(commitments(analysis, given, promise, [level])) for given in wanted)
    return tuple(_distinct(move for moves in found for move in moves))


def _shorter(analysis: Analysis, promise: Promise, part: float) -> Iterator[Move]:
    """The steps that are stated, each a part as long."""
    for link in _links(promise):
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
