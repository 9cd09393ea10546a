"""Agreements with levels on offer, and a promise that rests on them, in; the cheapest of them that are enough out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.graph import rebuild
from slamodel.load import revised
from slamodel.plan.made import changes_of, entries_with
from slamodel.plan.move import Move
from slamodel.propagate import Promise
from slamodel.propagate.alone import Alone

Cost: TypeAlias = tuple[int, Decimal]
"""For how many levels the price is not known, and what the others cost more in a year."""


class Offer(NamedTuple):
    """One level of one agreement; None for the one of today."""

    cost: Cost
    move: Move | None


@dataclass(frozen=True, slots=True)
class Search:
    """The combination that was looked for, None where none was found among so many; how the last one tried stands."""

    found: tuple[Offer, ...] | None
    count: int
    last: Promise | None

    @property
    def moves(self) -> tuple[Move, ...]:
        """What has to be agreed for it."""
        return tuple(offer.move for offer in self.found or () if offer.move)


def offers(moves: Sequence[Move]) -> list[Offer]:
    """The level of today and those of the moves, the cheapest first; what nobody knows the price of comes last."""
    made = [Offer((0, move.price) if move.price is not None else (1, Decimal(0)), move) for move in moves]
    return sorted([Offer((0, Decimal(0)), None), *made], key=lambda offer: offer.cost)


def first(
    choices: Sequence[Sequence[Offer]],
    then: Callable[[Sequence[Move]], Promise | None],
    is_enough: Callable[[Promise], bool],
    most: int,
) -> Search:
    """The cheapest combination that is enough; none where it is not among so many."""
    count, last = 0, None
    for count, combination in enumerate(_cheapest_first(choices), 1):
        if count > most:
            break
        after = then([offer.move for offer in combination if offer.move])
        if after is not None and is_enough(after):
            return Search(combination, count, after)
        last = last if after is None else after
    return Search(None, count, last)


def then(analysis: Analysis, promise: Promise, moves: Sequence[Move]) -> Promise | None:
    """The promise alone with these levels; None where they cannot be written."""
    try:
        landscape = revised(analysis.loaded, entries_with(analysis, changes_of(moves))).landscape
    except CannotEdit:
        return None
    return Alone.of(rebuild(analysis.graph, landscape, analysis.assume), promise, analysis.assume).at({})


def _cheapest_first(choices: Sequence[Sequence[Offer]]) -> Iterator[tuple[Offer, ...]]:
    start = (0,) * len(choices)
    heap, seen = [(_cost(choices, start), start)], {start}
    while heap:
        _, places = heappop(heap)
        yield tuple(offers[place] for offers, place in zip(choices, places, strict=True))
        for at, offers in enumerate(choices):
            after = (*places[:at], places[at] + 1, *places[at + 1 :])
            if after[at] < len(offers) and after not in seen:
                seen.add(after)
                heappush(heap, (_cost(choices, after), after))


def _cost(choices: Sequence[Sequence[Offer]], places: tuple[int, ...]) -> Cost:
    costs = [offers[place].cost for offers, place in zip(choices, places, strict=True)]
    return sum(unknown for unknown, _ in costs), sum((price for _, price in costs), Decimal(0))
