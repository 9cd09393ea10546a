"""A promise that rests on agreements with levels on offer in; the cheapest of them that carry it out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import prod

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, number
from slamodel.plan.apportion_carried import carries, how_far, opened
from slamodel.plan.apportion_parts import parts_of, portion_of, shown
from slamodel.plan.apportioned import AS_IT_IS, Apportionment, Portion
from slamodel.plan.made import tried
from slamodel.plan.move import Move
from slamodel.plan.offers import Offer, best_of, first, offers, then, worthwhile
from slamodel.plan.outcome import Basis
from slamodel.plan.tiers import tiers
from slamodel.propagate import Promise

MOST_TRIED = 400
"""Combinations that are tried, the cheapest first."""
SECONDS = 2.0
"""So long they are tried, whatever their number."""
_FEW = 50
"""So many are tried without a look at the best of each."""


def cheapest(analysis: Analysis, promise: Promise, basis: Basis) -> Apportionment:
    """Of all combinations of levels on offer the one that costs least; whatever is not on offer stays as it is."""
    parts, fixed = parts_of(analysis, promise)
    portions = [portion_of(analysis, promise, part, part.today or 0.0) for part in parts]
    agreements = sorted({part.given.agreement for part in parts if part.given.agreement})
    on_offer = {name: _offers(analysis, name) for name in agreements}
    choices = {name: found for name, found in on_offer.items() if len(found) > 1}
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
    agreement = analysis.landscape.agreements.get(name)
    return worthwhile(analysis, agreement, offers(tiers(analysis, agreement))) if agreement else []


def _first(
    analysis: Analysis, promise: Promise, basis: Basis, choices: list[list[Offer]]
) -> tuple[tuple[Offer, ...] | None, str]:
    """The cheapest combination that carries the promise; else why there is none."""
    after = partial(then, analysis, promise)
    best = _best(analysis, choices, after) if prod(map(len, choices)) > _FEW else None
    if best is not None and not carries(best, basis):
        return None, f"no level on offer is enough: with the best of each {how_far(best, basis)}"
    search = first(choices, after, lambda found: carries(found, basis), MOST_TRIED, SECONDS)
    if search.found is not None:
        return search.found, ""
    if not search.is_whole:
        rest = "; the best of each would be" if best is not None else ""
        so_far = f"none of the {search.count} cheapest combinations of levels on offer is enough"
        return None, f"{so_far}, and no more were tried{rest}"
    far = how_far(search.last, basis) if search.last is not None else ""
    return None, f"no level on offer is enough: with the dearest of {number(search.count, 'combination')} {far}"


def _best(
    analysis: Analysis, choices: Sequence[Sequence[Offer]], after: Callable[[Sequence[Move]], Promise | None]
) -> Promise | None:
    """How the promise stands with the best of each; None where one does not beat all others of an agreement."""
    agreements = analysis.landscape.agreements
    names = [next(offer.move.of[1] for offer in offers if offer.move) for offers in choices]
    tops = [best_of(analysis, agreements[name], offers) for name, offers in zip(names, choices, strict=True)]
    known = [found for found in tops if found is not None]
    return after([offer.move for offer in known if offer.move]) if len(known) == len(tops) else None


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
