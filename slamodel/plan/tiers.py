"""An agreement with levels on offer in; the moves to its other tiers, each with what a year more costs, out."""

from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.model import Agreement, Tier, Window
from slamodel.money import price_of
from slamodel.money.prices import agreed_price
from slamodel.plan.levers import lever
from slamodel.plan.made import written
from slamodel.plan.move import Kind, Move

YEAR = Window("year")


def tiers(analysis: Analysis, agreement: Agreement) -> tuple[Move, ...]:
    """The moves to every tier but the current one, in the order in which they are written."""
    return tuple(
        _move(analysis, agreement, name, tier) for name, tier in agreement.tiers.items() if name != agreement.tier
    )


def _move(analysis: Analysis, agreement: Agreement, name: str, tier: Tier) -> Move:
    return Move(
        Kind.TIER,
        ("agreements", agreement.id),
        agreement.provider,
        tuple(_changes(analysis, agreement, name, tier)),
        was=agreement.tier or "today's level",
        becomes=name,
        tier=name,
        price=_dearer(analysis, agreement, tier),
        lever=lever(agreement, analysis.as_of),
        at=agreement.at("tiers", name),
    )


def _changes(analysis: Analysis, agreement: Agreement, name: str, tier: Tier) -> list[Change]:
    """The tier by its name; the price, and the targets, that stand in its place so far are taken out."""
    here = ("agreements", agreement.id)
    entry = written(analysis, here)
    entry = entry if isinstance(entry, dict) else {}
    stated = {(target.metric, target.priority) for target in tier.targets}
    own = analysis.landscape.written.get(agreement.id, agreement).targets
    replaced = [n for n, t in enumerate(own) if stated & {(t.metric, t.priority), (t.metric, None)}]
    changes = [Change((*here, "tier"), name)]
    if "price" in entry:
        changes.append(Change((*here, "price"), None))
    if replaced and len(replaced) == len(own):
        changes.append(Change((*here, "targets"), None))
    else:
        changes += [Change((*here, "targets", n), None) for n in reversed(replaced)]
    return changes


def _dearer(analysis: Analysis, agreement: Agreement, tier: Tier) -> Decimal | None:
    today = price_of(analysis.landscape, agreed_price(agreement), YEAR)
    then = price_of(analysis.landscape, tier.price, YEAR)
    return None if today is None or then is None else then - today
