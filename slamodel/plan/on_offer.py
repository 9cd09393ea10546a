"""An agreement with tiers in; the moves to those of them that a plan may choose out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.load import revised
from slamodel.model import Agreement, AgreementKind, PartyKind, ShareTarget, Target, TimeTarget
from slamodel.plan.concerns import extending
from slamodel.plan.made import changes_of, entries_with
from slamodel.plan.move import Move
from slamodel.plan.tiers import in_order, tiers
from slamodel.units import Duration

_COMPARED = 50
"""With so many tiers each is compared: with more of them at hand one may stay that is not worth it."""


class Level(NamedTuple):
    """How bad a level is, and the share of cases that may be worse."""

    value: float
    late: float = 0.0


Levels: TypeAlias = Mapping[Target, Level]
"""By target without its level, how bad that is."""


def on_offer(analysis: Analysis, agreement: Agreement) -> list[Move]:
    """The moves to other tiers, those with the better levels last.

    What is agreed with customers is never lowered, and what they pay is no cost: more of it has no price here. Of what
    is bought, what costs no less than another tier and is no better in anything is left out.
    """
    moves = in_order(tiers(analysis, agreement))
    if is_sold(analysis, agreement):
        return [replace(move, price=None) for move in moves if _lowers_nothing(analysis, agreement, move)]
    return _worthwhile(analysis, agreement, moves)


def is_sold(analysis: Analysis, agreement: Agreement) -> bool:
    """Whether it, or what takes terms from it, is with customers: an SLA that is not a supplier's own, or names one."""
    agreements = analysis.landscape.agreements
    return any(_is_sold(analysis, agreements[name]) for name in extending(analysis, agreement.id))


def _is_sold(analysis: Analysis, agreement: Agreement) -> bool:
    parties = analysis.landscape.parties
    if PartyKind.CUSTOMER in {parties[name].kind for name in agreement.customers if name in parties}:
        return True
    provider = parties.get(agreement.provider)
    if provider is not None and provider.kind is PartyKind.SUPPLIER:
        return False
    return agreement.kind is AgreementKind.SLA


def _lowers_nothing(analysis: Analysis, agreement: Agreement, move: Move) -> bool:
    """Whether all that is promised today still is with a move, at a level that is no worse."""
    try:
        then = revised(analysis.loaded, entries_with(analysis, changes_of([move]))).landscape.agreements
    except CannotEdit:
        return False
    today = analysis.landscape.agreements
    for name in extending(analysis, agreement.id):
        new = _levels(analysis, (target for _, target in then[name].stated)) if name in then else {}
        old = _levels(analysis, (target for _, target in today[name].stated))
        if not all(target in new and _is_as_good(new[target], level) for target, level in old.items()):
            return False
    return True


def _worthwhile(analysis: Analysis, agreement: Agreement, moves: Sequence[Move]) -> list[Move]:
    """Those that neither today's terms nor another tier beat on price and on all that they commit to."""
    if agreement.targets or any(tier.price is None for tier in agreement.tiers.values()):
        return list(moves)
    now = _levels(analysis, (target for _, target in agreement.stated))
    kept: list[Levels] = [now]
    found = set()
    for move in sorted(moves, key=lambda one: (one.price or Decimal(0), -one.effort)):
        levels = _levels(analysis, agreement.tiers[move.tier or ""].targets)
        is_dearer = move.price is not None and move.price >= 0
        others = kept[-_COMPARED:] if is_dearer else kept[1:][-_COMPARED:]
        if move.price is None or not any(_beats(other, levels) for other in others):
            kept.append(levels)
            found.add(move.tier)
    return [move for move in moves if move.tier in found]


def _levels(analysis: Analysis, targets: Iterable[Target]) -> Levels:
    return dict(_level(target, analysis.landscape.conventions.working_day) for target in targets)


def _level(target: Target, working_day: Duration) -> tuple[Target, Level]:
    """A target without its level, and that; of what is not compared all stays, so that it is like itself only."""
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return target.model_copy(update={"at_least": None}), Level(float(1 - target.at_least))
    if isinstance(target, ShareTarget) and target.at_most is not None:
        return target.model_copy(update={"at_most": None}), Level(target.at_most.on(working_day))
    if isinstance(target, TimeTarget) and target.within is not None:
        late = 0.0 if target.share is None else float(1 - target.share)
        plain = target.model_copy(update={"within": None, "share": None})
        return plain, Level(target.within.on(working_day), late)
    return target, Level(0.0)


def _is_as_good(one: Level, other: Level) -> bool:
    return one.value <= other.value and one.late <= other.late


def _beats(one: Levels, other: Levels) -> bool:
    """Whether all levels are as good; what is kept in a share of the cases is not compared.

    Where alternatives stand in for one another, the fastest counts, however often it is late.
    """
    if one.keys() != other.keys() or any(level.late for level in one.values()):
        return False
    return all(_is_as_good(level, other[target]) for target, level in one.items())
