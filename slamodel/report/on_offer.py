"""A level that is asked for in; which tier on offer has it at the least price, in words, out."""

from collections.abc import Sequence
from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.gaps.ways import Way
from slamodel.gaps.wording import listed, number
from slamodel.model import Agreement
from slamodel.plan.move import Move
from slamodel.plan.offers import then
from slamodel.plan.tiered import tiered
from slamodel.propagate import Promise, Standing
from slamodel.report import wording
from slamodel.report.sheet_offers import enough, level_of
from slamodel.units import show_money


def on_offer(analysis: Analysis, way: Way) -> str:
    """What the contract has on offer for it, as the end of a sentence; empty where its tiers say nothing of it."""
    agreement = analysis.landscape.agreements.get(way.source.agreement or "")
    if agreement is None or way.is_new or way.measure is not None or not _is_offered(agreement, way):
        return ""
    found = [(move, target) for move, target in enough(analysis, agreement, way) if level_of(analysis, target)]
    if not found:
        return f", which no tier of {agreement.label} reaches"
    move, target = min(found, key=lambda pair: (pair[0].price is None, pair[0].price or 0))
    return f": tier {move.becomes} commits to {level_of(analysis, target)}, {_priced(analysis, move)}"


def on_offer_together(analysis: Analysis, promise: Promise) -> str:
    """The cheapest tiers, with levels of what has none, that support a promise; empty where none do."""
    for candidate in tiered(analysis, promise):
        after = then(analysis, promise, candidate.moves)
        if after is not None and after.standing is Standing.SUPPORTED:
            changes = [f"{_of(analysis, move)} {move.was} → {move.becomes}" for move in candidate.moves]
            return f"enough: {listed(changes, len(changes))}; {_cost(analysis, candidate.moves)}"
    return ""


def _of(analysis: Analysis, move: Move) -> str:
    return (
        wording.agreement_name(analysis.landscape.agreements[move.of[1]])
        if move.tier
        else wording.service_name(analysis, move.service)
    )


def _cost(analysis: Analysis, moves: Sequence[Move]) -> str:
    known = [move.price for move in moves if move.price is not None]
    unpriced = len(moves) - len(known)
    if not known:
        return "the price is not known"
    price = sum(known, Decimal(0))
    amount = show_money(abs(price), analysis.landscape.currency, up=price > 0)
    shown = f"{amount} {'less' if price < 0 else 'more'} a year"
    return f"{shown}, and {number(unpriced, 'price')} not known" if unpriced else shown


def _is_offered(agreement: Agreement, way: Way) -> bool:
    return any(target.metric == way.source.metric for tier in agreement.tiers.values() for target in tier.targets)


def _priced(analysis: Analysis, move: Move) -> str:
    if move.price is None:
        return "at a price that is not stated"
    if not move.price:
        return "at the price of today"
    amount = show_money(abs(move.price), analysis.landscape.currency, up=move.price > 0)
    return f"{amount} {'more' if move.price > 0 else 'less'} a year"
