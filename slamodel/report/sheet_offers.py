"""A level that is asked for in; out which tiers that its provider has on offer are enough, at what price."""

from collections.abc import Iterator
from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.gaps.ways import Way
from slamodel.model import Agreement, ShareTarget, Target, TimeTarget
from slamodel.plan.move import Move
from slamodel.plan.tiers import tiers
from slamodel.units import TOLERANCE, TOLERANCE_S, show_duration, show_money, show_share, to_ask

_MOST = 3


def tiers_for(analysis: Analysis, agreement: Agreement | None, way: Way) -> tuple[str, ...]:
    """What can be taken of the provider's own offer, the cheapest first; nothing where none is enough."""
    if agreement is None or not agreement.tiers or not way.is_realistic or way.measure is not None:
        return ()
    found = sorted(enough(analysis, agreement, way), key=lambda pair: (pair[0].price is None, pair[0].price or 0))
    return tuple(
        f"your tier {move.becomes}, {level_of(analysis, t)}, {priced(analysis, move)}" for move, t in found[:_MOST]
    )


def enough(analysis: Analysis, agreement: Agreement, way: Way) -> Iterator[tuple[Move, Target]]:
    """The tiers that state the same on the same terms, and as much as is asked for."""
    today = dict(agreement.stated).get(way.source.at)
    for move in tiers(analysis, agreement):
        for target in agreement.tiers[move.becomes].targets:
            is_same = target.metric == way.source.metric and (
                today is None
                or (target.priority, target.window, target.hours) == (today.priority, today.window, today.hours)
            )
            if is_same and target.strength == "commitment" and _reaches(analysis, target, way):
                yield move, target


def _reaches(analysis: Analysis, target: Target, way: Way) -> bool:
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return float(1 - target.at_least) <= to_ask(way.level) + TOLERANCE
    if isinstance(target, TimeTarget) and target.within is not None:
        is_often = float(target.promised_share) >= way.source.share - TOLERANCE
        return is_often and target.within.on(analysis.landscape.conventions.working_day) <= way.level + TOLERANCE_S
    return False


def level_of(analysis: Analysis, target: Target) -> str:
    """The level of a share or a time, as it is shown; empty for all else."""
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return show_share(float(1 - target.at_least))
    if isinstance(target, TimeTarget) and target.within is not None:
        return show_duration(target.within.on(analysis.landscape.conventions.working_day), in_hours=True)
    return ""


def priced(analysis: Analysis, move: Move) -> str:
    """What a year costs more or less; a price that nobody knows is to be named."""
    if move.price is None:
        return "at a price that is to be named"
    if move.price == 0:
        return "at the price of today"
    amount = show_money(abs(move.price), analysis.landscape.currency, up=move.price > Decimal(0))
    return f"for {amount} a year {'more' if move.price > 0 else 'less'} than today"
