"""An agreement with levels on offer in; the moves to its other tiers, each with what a year more costs, out."""

from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from math import log10

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.gaps.wording import listed
from slamodel.model import Agreement, ShareTarget, Target, Tier, Window
from slamodel.money import price_of
from slamodel.money.prices import agreed_price
from slamodel.plan.levers import lever
from slamodel.plan.made import written
from slamodel.plan.move import Kind, Move
from slamodel.plan.stating import as_written
from slamodel.propagate import Input
from slamodel.units import Duration

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
        effort=sum(max(0.0, by) for by in _efforts(analysis, agreement, tier.targets)),
        lever=lever(agreement, analysis.as_of),
        at=agreement.at("tiers", name),
    )


def _changes(analysis: Analysis, agreement: Agreement, name: str, tier: Tier) -> list[Change]:
    """The tier by its name; the price, and the targets, that stand in its place so far are taken out."""
    here = ("agreements", agreement.id)
    entry = written(analysis, here)
    entry = entry if isinstance(entry, dict) else {}
    own = analysis.landscape.written.get(agreement.id, agreement).targets
    stated = {(target.metric, target.priority) for target in tier.targets}
    replaced = [n for n, t in enumerate(own) if stated & {(t.metric, t.priority), (t.metric, None)}]
    # A target for all priorities hides one of a tier for a single priority: that one is written beside it.
    general = {t.metric for n, t in enumerate(own) if t.priority is None and n not in replaced}
    hidden = [n for n, t in enumerate(tier.targets) if t.priority and t.metric in general]
    changes = [Change((*here, "tier"), name)]
    if "price" in entry:
        changes.append(Change((*here, "price"), None))
    if replaced and len(replaced) == len(own):
        changes.append(Change((*here, "targets"), None))
    else:
        changes += [Change((*here, "targets", n), None) for n in reversed(replaced)]
    beside = (as_written(analysis, (*here, "tiers", name, "targets", n)) for n in hidden)
    return [*changes, *(Change((*here, "targets", len(own) + n), target) for n, target in enumerate(beside))]


def better_by(analysis: Analysis, agreement: Agreement, name: str, metrics: Container[str]) -> float:
    """By how many powers of ten a tier is better than today in these metrics."""
    targets = (target for target in agreement.tiers[name].targets if target.metric in metrics)
    return sum(_efforts(analysis, agreement, targets))


def _efforts(analysis: Analysis, agreement: Agreement, targets: Iterable[Target]) -> Iterator[float]:
    """By how many powers of ten the levels of a tier are better than today's, target by target."""
    today = {(target.metric, target.priority): target for _, target in agreement.stated}
    for target in targets:
        before = today.get((target.metric, target.priority)) or today.get((target.metric, None))
        levels = _level(analysis, target), _level(analysis, before) if before else None
        if levels[0] and levels[1]:
            yield log10(levels[1] / levels[0])


def _level(analysis: Analysis, target: Target) -> float | None:
    """The unavailability or the seconds of a target."""
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return max(float(1 - target.at_least), 1e-7)
    length = getattr(target, "within", None) or getattr(target, "at_most", None)
    return length.on(analysis.landscape.conventions.working_day) if isinstance(length, Duration) else None


def _dearer(analysis: Analysis, agreement: Agreement, tier: Tier) -> Decimal | None:
    today = price_of(analysis.landscape, agreed_price(agreement), YEAR)
    then = price_of(analysis.landscape, tier.price, YEAR)
    return None if today is None or then is None else then - today


def in_order(moves: Iterable[Move]) -> list[Move]:
    """Moves to tiers, those with the better levels last."""
    return sorted(moves, key=lambda move: (move.effort, move.price or Decimal(0)))


def is_closed(analysis: Analysis, given: Input) -> bool:
    """Whether its agreement has tiers that state the metric: then these are all that is on offer."""
    return _states(analysis, given.agreement, given.metric)


def beyond_offer(analysis: Analysis, moves: Iterable[Move]) -> str:
    """Whose tiers do not have the levels that moves ask for, as a note; empty where there are none such."""
    asked = (move for move in moves if move.tier is None and _states(analysis, move.agreement, move.metric))
    names = dict.fromkeys(analysis.landscape.agreements[move.agreement or ""].label for move in asked)
    return f"asks for a level beside the tiers on offer in {listed(names)}" if names else ""


def _states(analysis: Analysis, name: str | None, metric: str) -> bool:
    agreement = analysis.landscape.agreements.get(name or "")
    tiers_of = agreement.tiers.values() if agreement else ()
    return any(target.metric == metric for tier in tiers_of for target in tier.targets)
