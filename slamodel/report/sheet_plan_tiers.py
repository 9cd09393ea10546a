"""A move to another tier in; the levels of that tier and of today, and the difference in price, out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.gaps.wording import in_cases, listed, metric_name, window_of
from slamodel.model import Agreement, ShareTarget, Target, TimeTarget
from slamodel.money import price_of
from slamodel.plan.move import Move
from slamodel.plan.tiers import YEAR
from slamodel.report.sheet_offers import level_of, priced
from slamodel.units import show_money


def levels_of_tier(analysis: Analysis, agreement: Agreement, tier: str) -> str:
    """What the tier promises."""
    return _named(f"your tier {tier}", _levels(analysis, agreement.tiers[tier].targets))


def levels_today(analysis: Analysis, agreement: Agreement, tier: str) -> str:
    """What is agreed today of all that the tier promises."""
    then = {target.metric for target in agreement.tiers[tier].targets}
    now = (target for _, target in agreement.stated if target.metric in then)
    return _named(f"tier {agreement.tier}" if agreement.tier else "the level of today", _levels(analysis, now))


def price_of_tier(analysis: Analysis, agreement: Agreement, move: Move) -> tuple[str, ...]:
    """The price of the tier, and by how much more that is than today; nothing where nobody knows."""
    price = price_of(analysis.landscape, agreement.tiers[move.tier or ""].price, YEAR)
    if price is None or move.price is None:
        return ()
    whole = show_money(price, analysis.landscape.currency, up=price > Decimal(0))
    return (f"the price of your tier {move.tier}, {whole} a year: {priced(analysis, move).removeprefix('for ')}",)


def _named(name: str, levels: Iterable[str]) -> str:
    said = listed(levels, None)
    return f"{name}: {said}" if said else name


def _levels(analysis: Analysis, targets: Iterable[Target]) -> Iterator[str]:
    for target in targets:
        if level := level_of(analysis, target):
            priority = f" for {target.priority}" if target.priority else ""
            yield f"{metric_name(target.metric)}{priority} {level}{_terms(target)}"


def _terms(target: Target) -> str:
    """Over which window, or in which share of the cases."""
    if isinstance(target, ShareTarget):
        return f" {window_of(target.window)}"
    return in_cases(float(1 - target.promised_share)) if isinstance(target, TimeTarget) else ""
