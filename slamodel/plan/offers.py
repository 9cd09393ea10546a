"""Agreements with levels on offer, and a promise that rests on them, in; the cheapest of them that are enough out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from math import inf
from time import monotonic
from typing import NamedTuple, TypeAlias

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.graph import rebuild
from slamodel.load import revised
from slamodel.model import Agreement, ShareTarget, Target
from slamodel.plan.made import changes_of, entries_with
from slamodel.plan.move import Move
from slamodel.propagate import Promise
from slamodel.propagate.alone import Alone
from slamodel.units import Duration

Cost: TypeAlias = tuple[int, Decimal]
"""For how many levels the price is not known, and what the others cost more in a year."""


class Offer(NamedTuple):
    """One level of one agreement; None for the one of today."""

    cost: Cost
    move: Move | None


Levels: TypeAlias = Mapping[Target, float]
"""By target without its level, how bad that is: the share that is left out, or seconds."""
_COMPARED = 20
"""With so many levels each is compared: with more of them at hand one may stay that is not worth it."""


@dataclass(frozen=True, slots=True)
class Search:
    """The combination that was looked for, None where none was found among so many; how the last one tried stands.

    `is_whole` says whether there was no other to try.
    """

    found: tuple[Offer, ...] | None
    count: int
    last: Promise | None
    is_whole: bool = True

    @property
    def moves(self) -> tuple[Move, ...]:
        """What has to be agreed for it."""
        return tuple(offer.move for offer in self.found or () if offer.move)


def offers(moves: Sequence[Move]) -> list[Offer]:
    """The level of today and those of the moves, the cheapest first; what nobody knows the price of comes last."""
    made = [Offer((0, move.price) if move.price is not None else (1, Decimal(0)), move) for move in moves]
    return sorted([Offer((0, Decimal(0)), None), *made], key=lambda offer: offer.cost)


def worthwhile(analysis: Analysis, agreement: Agreement, choices: Sequence[Offer]) -> list[Offer]:
    """The level of today, and those that no other beats on price and on all that it commits to."""
    kept: list[tuple[Offer, Levels | None]] = []
    for offer in choices:
        levels = _levels(analysis, agreement, offer)
        others = (stated for other, stated in kept[-_COMPARED:] if not other.cost[0])
        if offer.move is None or not any(_is_as_good(stated, levels) for stated in others):
            kept.append((offer, levels))
    return [offer for offer, _ in kept]


def best_of(analysis: Analysis, agreement: Agreement, choices: Sequence[Offer]) -> Offer | None:
    """The one that commits to as much as any other in everything; None where there is none such."""
    stated = [(offer, _levels(analysis, agreement, offer)) for offer in choices]
    best, most = stated[0]
    for offer, levels in stated:
        if _is_as_good(levels, most):
            best, most = offer, levels
    return best if all(_is_as_good(most, levels) for _, levels in stated) else None


def _levels(analysis: Analysis, agreement: Agreement, offer: Offer) -> Levels | None:
    """What a tier commits to; None where that cannot be told, as beside targets that are stated by themselves."""
    name = offer.move.tier if offer.move else agreement.tier
    alone = not agreement.targets and not analysis.landscape.written.get(agreement.id, agreement).targets
    if name is None or name not in agreement.tiers or not alone:
        return None
    targets = agreement.tiers[name].targets
    found = dict(_level(target, analysis.landscape.conventions.working_day) for target in targets)
    return found if len(found) == len(targets) else None


def _level(target: Target, working_day: Duration) -> tuple[Target, float]:
    """A target without its level, and that; whatever else it is stays whole."""
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return target.model_copy(update={"at_least": None}), float(1 - target.at_least)
    for key in ("at_most", "within"):
        if isinstance(length := getattr(target, key, None), Duration):
            return target.model_copy(update={key: None}), length.on(working_day)
    return target, 0.0


def _is_as_good(one: Levels | None, other: Levels | None) -> bool:
    if one is None or other is None or one.keys() != other.keys():
        return False
    return all(level <= other[target] for target, level in one.items())


def first(
    choices: Sequence[Sequence[Offer]],
    then: Callable[[Sequence[Move]], Promise | None],
    is_enough: Callable[[Promise], bool],
    most: int,
    seconds: float = inf,
) -> Search:
    """The cheapest combination that is enough; none where it is not among so many, or not found in that time."""
    count, last, begun = 0, None, monotonic()
    for combination in _cheapest_first(choices):
        if count >= most or (count and monotonic() - begun >= seconds):
            return Search(None, count, last, is_whole=False)
        count += 1
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
