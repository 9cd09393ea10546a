"""A promise that rests on agreements with levels on offer in; the cheapest of them that carry it out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.gaps.wording import capitalised, number
from slamodel.graph import rebuild
from slamodel.load import revised
from slamodel.plan.apportion_carried import carries, how_far, opened
from slamodel.plan.apportion_parts import parts_of, portion_of, shown
from slamodel.plan.apportioned import AS_IT_IS, Apportionment, Portion
from slamodel.plan.made import changes_of, entries_with, tried
from slamodel.plan.move import Move
from slamodel.plan.outcome import Basis
from slamodel.plan.tiers import tiers
from slamodel.propagate import Promise
from slamodel.propagate.alone import Alone

MOST_TRIED = 400
"""Combinations that are tried, the cheapest first."""
Cost: TypeAlias = tuple[int, Decimal]
"""For how many levels the price is not known, and what the others cost more in a year."""


class Offer(NamedTuple):
    """One level of one agreement; None for the one of today."""

    cost: Cost
    move: Move | None


def cheapest(analysis: Analysis, promise: Promise, basis: Basis) -> Apportionment:
    """Of all combinations of levels on offer the one that costs least; whatever is not on offer stays as it is."""
    parts, fixed = parts_of(analysis, promise)
    portions = [portion_of(analysis, promise, part, part.today or 0.0) for part in parts]
    agreements = sorted({part.given.agreement for part in parts if part.given.agreement})
    offers = {name: _offers(analysis, name) for name in agreements}
    choices = {name: found for name, found in offers.items() if len(found) > 1}
    nothing = Apportionment(promise.id, "cheapest", basis, (*_as_it_is(portions), *fixed), is_enough=False)
    if not choices:
        return replace(
            nothing, because=("Nothing below this promise has levels on offer",), is_enough=carries(promise, basis)
        )
    chosen, because = _first(analysis, promise, basis, list(choices.values()))
    if chosen is None:
        return replace(nothing, because=(capitalised(because),))
    moves = [offer.move for offer in chosen if offer.move]
    after = tried(analysis, moves)
    found = tuple(_taken(portion, moves, after.target(promise.id)) for portion in _as_it_is(portions))
    return replace(
        nothing, portions=(*found, *fixed), is_enough=carries(after.target(promise.id), basis), after=after,
        opens=opened(analysis, after, promise), because=tuple(_unpriced(chosen)),
    )  # fmt: skip


def _as_it_is(portions: Sequence[Portion]) -> list[Portion]:
    return [replace(one, level=one.today, asked=one.was, move=None, stays=AS_IT_IS) for one in portions]


def _offers(analysis: Analysis, name: str) -> list[Offer]:
    moves = tiers(analysis, analysis.landscape.agreements[name])
    offers = [Offer((0, move.price) if move.price is not None else (1, Decimal(0)), move) for move in moves]
    return sorted([Offer((0, Decimal(0)), None), *offers], key=lambda offer: offer.cost)


def _first(
    analysis: Analysis, promise: Promise, basis: Basis, choices: list[list[Offer]]
) -> tuple[tuple[Offer, ...] | None, str]:
    """The cheapest combination that carries the promise; else why there is none."""
    count, best = 0, ""
    for count, combination in enumerate(_cheapest_first(choices), 1):
        if count > MOST_TRIED:
            return None, f"none of the {MOST_TRIED} cheapest combinations of levels on offer is enough"
        then = _then(analysis, promise, [offer.move for offer in combination if offer.move])
        if then is not None and carries(then, basis):
            return combination, ""
        best = how_far(then, basis) if then is not None else best
    return None, f"no level on offer is enough: with the dearest of {number(count, 'combination')} {best}"


def _cheapest_first(choices: list[list[Offer]]) -> Iterator[tuple[Offer, ...]]:
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


def _cost(choices: list[list[Offer]], places: tuple[int, ...]) -> Cost:
    costs = [offers[place].cost for offers, place in zip(choices, places, strict=True)]
    return sum(unknown for unknown, _ in costs), sum((price for _, price in costs), Decimal(0))


def _then(analysis: Analysis, promise: Promise, moves: Sequence[Move]) -> Promise | None:
    """The promise with these levels; None where they cannot be written."""
    try:
        landscape = revised(analysis.loaded, entries_with(analysis, changes_of(moves))).landscape
    except CannotEdit:
        return None
    return Alone.of(rebuild(analysis.graph, landscape, analysis.assume), promise, analysis.assume).at({})


def _taken(portion: Portion, moves: Sequence[Move], then: Promise) -> Portion:
    """A link with the level that is taken on offer."""
    move = next((move for move in moves if move.of == ("agreements", portion.agreement)), None)
    if move is None:
        return portion
    views = (then.direct, then.end_to_end)
    inputs = [given for view in views for given in view.inputs if given.agreement == portion.agreement]
    given = next((given for given in inputs if given.service == portion.service), None)
    if given is None:
        return replace(portion, asked=move.becomes, move=move, stays="", price=move.price)
    asked = f"{shown(then, given, given.level, is_asked=False)} ({move.becomes})"
    return replace(portion, level=given.level, asked=asked, move=move, stays="", price=move.price)


def _unpriced(chosen: Sequence[Offer]) -> Iterator[str]:
    for offer in chosen:
        if offer.move and offer.move.price is None:
            yield f"What {offer.move.becomes} of {offer.move.of[1]} costs is not known"
