"""A promise that is not supported in; what could be changed for it, not tried yet, out: one thing, or several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import isinf

from slamodel.analysis import Analysis
from slamodel.gaps.ways import Way, advice, ways
from slamodel.model.agreement import Status
from slamodel.plan.commitments import commitments
from slamodel.plan.labels import better, label
from slamodel.plan.less import customer, excluded, lowered, shorter_hours
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Kind, Move
from slamodel.plan.redundancy import one_less, second_source
from slamodel.plan.terms import terms
from slamodel.plan.tiers import better_by, in_order, is_closed, tiers
from slamodel.propagate import Link, Promise, Role, Standing, View
from slamodel.units import TOLERANCE

MOST_WAYS = 5
_MOST_TIERED = 4
_MOST_SECOND = 2
_LEAST_SHARE = 0.05
"""Where any level would do, 95 % is asked for."""
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
    for move in distinct((*made, *_tiers(analysis, promise))):
        yield Candidate(label(analysis, move), (move,))
    if len(several := tuple(_advised(analysis, promise))) > 1:
        yield Candidate(f"{better(promise)} these together", several)


def combined(tried: Iterable[Candidate]) -> Iterator[Candidate]:
    """What did not help enough alone, together: all of a kind, and all that is about terms."""
    moves = [move for candidate in tried for move in candidate.moves if len(candidate.moves) == 1]
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
    links = sorted(links_of(promise), key=lambda link: -(link.importance or 0.0))
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


def distinct(moves: Iterable[Move]) -> list[Move]:
    """Each once that comes to the same changes."""
    return list({repr(move.changes): move for move in reversed([*moves])}.values())[::-1]


def short(promise: Promise) -> list[View]:
    """The views that fall short, the deciding one first."""
    views = sorted((promise.direct, promise.end_to_end), key=lambda view: view is not promise.deciding)
    return [view for view in views if view.standing is not Standing.SUPPORTED]


def links_of(promise: Promise) -> list[Link]:
    """The inputs of the views that fall short, each once."""
    links = [link for view in short(promise) for link in view.links]
    return list({link.source: link for link in reversed(links)}.values())[::-1]


def _levels(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """One level that closes what is missing, or a commitment where there is none."""
    for way in [way for way in ways(promise) if way.is_realistic][:MOST_WAYS]:
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
    for link in links_of(promise):
        yield from terms(analysis, link.source, promise)


def _tiers(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    names = dict.fromkeys(link.source.agreement or "" for link in links_of(promise))
    known = (analysis.landscape.agreements[name] for name in names if name in analysis.landscape.agreements)
    for agreement in islice((one for one in known if one.tiers), _MOST_TIERED):
        metrics = {target.metric for tier in agreement.tiers.values() for target in tier.targets}
        found = in_order(tiers(analysis, agreement))
        yield from (move for move in found if better_by(analysis, agreement, move.tier or "", metrics) >= 0.0)
