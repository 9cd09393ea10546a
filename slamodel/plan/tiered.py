"""A promise that rests on several contracts with levels on offer in; the cheapest of these that are enough out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.gaps.ways import best
from slamodel.model import Agreement
from slamodel.plan.apportion_carried import carries
from slamodel.plan.candidates import Candidate, links_of
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Move
from slamodel.plan.offers import first, offers, then
from slamodel.plan.outcome import Basis
from slamodel.plan.tiers import better_by, is_closed, tiers
from slamodel.propagate import Promise

_MOST_CONTRACTS = 6
_MOST_TRIED = 100
"""Combinations that are looked at, the cheapest first."""
_BASES: tuple[Basis, Basis] = ("guaranteed", "independent")


def tiered(analysis: Analysis, promise: Promise) -> Iterator[Candidate]:
    """Tiers together, with the levels of what has no tiers where it takes those as well."""
    choices = [found for one in _contracts(analysis, promise) if (found := _better(analysis, promise, one))]
    dearest = tuple(moves[-1] for moves in choices)
    at_best = then(analysis, promise, dearest) if dearest else None
    if at_best is None:
        return
    if (basis := next((one for one in _BASES if carries(at_best, one)), None)) is not None:
        yield from _cheapest(analysis, promise, choices, (), basis)
    if not carries(at_best, "guaranteed") and (rest := tuple(_rest(analysis, at_best))):
        yield from _cheapest(analysis, promise, choices, rest, "guaranteed")


def _contracts(analysis: Analysis, promise: Promise) -> Iterator[Agreement]:
    names = dict.fromkeys(link.source.agreement or "" for link in links_of(promise))
    known = (analysis.landscape.agreements.get(name) for name in names)
    return islice((one for one in known if one is not None and one.tiers), _MOST_CONTRACTS)


def _better(analysis: Analysis, promise: Promise, agreement: Agreement) -> list[Move]:
    """The tiers that are better in what the promise rests on, the best last."""
    metrics = {link.source.metric for link in links_of(promise) if link.source.agreement == agreement.id}
    found = [(better_by(analysis, agreement, move.tier or "", metrics), move) for move in tiers(analysis, agreement)]
    return [move for by, move in sorted(found, key=lambda pair: pair[0]) if by > 0.0]


def _cheapest(
    analysis: Analysis, promise: Promise, choices: Sequence[Sequence[Move]], rest: tuple[Move, ...], basis: Basis
) -> Iterator[Candidate]:
    def after(moves: Iterable[Move]) -> Promise | None:
        return then(analysis, promise, (*moves, *rest))

    search = first([offers(one) for one in choices], after, partial(carries, basis=basis), _MOST_TRIED)
    moves = search.moves
    if moves and len(moves) + len(rest) > 1:
        yield Candidate(
            "Take these tiers, and better levels of the rest" if rest else "Take these tiers together", (*moves, *rest)
        )


def _rest(analysis: Analysis, at_best: Promise) -> Iterator[Move]:
    """What is still needed of others with the best tiers; nothing where these would have to go beyond them."""
    found = best(at_best)
    if any(is_closed(analysis, way.source) or way.is_new or not way.is_realistic for way in found):
        return
    for way in found:
        level = Level(abs(way.level) if way.measure else way.level, max(0.0, 1.0 - way.source.share))
        move = level_move(analysis, way.source, at_best, level)
        yield from [move] if move else []
