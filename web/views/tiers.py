"""An agreement with levels on offer in; the choice between them, each with its price and what it does, out."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, metric_name, number, window_of
from slamodel.model import Agreement, OwnMetricTarget, ShareTarget, Target, Tier, TimeTarget, Window
from slamodel.money import price_of
from slamodel.plan.move import Move
from slamodel.plan.tiers import tiers
from slamodel.report import wording
from slamodel.units import show_duration, show_money, show_share

from .fields import Offer, Tiers

_YEAR = Window("year")
_UNKNOWN = "price not stated"


class Chosen(NamedTuple):
    """A tier for an agreement, and what is wrong with that."""

    name: str = ""
    mistake: str = ""


class Cost(NamedTuple):
    """What changes cost more a year, of what has a price; and what is to be said of the others."""

    known: str = ""
    rest: str = ""


def choice(analysis: Analysis, agreement: Agreement, chosen: Chosen, enough: Mapping[str, str]) -> Tiers | None:
    """The levels on offer in the order in which they are written; `enough` says what some of them do."""
    if not agreement.tiers:
        return None
    moves = {move.becomes: move for move in tiers(analysis, agreement)}
    offers = tuple(_offer(analysis, agreement, name, moves.get(name), enough.get(name, "")) for name in agreement.tiers)
    today = agreement.tier or ""
    label = f"{wording.agreement_name(agreement)}: levels on offer"
    return Tiers(agreement.id, label, today, chosen.name or today, chosen.mistake, offers)


def _offer(analysis: Analysis, agreement: Agreement, name: str, move: Move | None, does: str) -> Offer:
    tier = agreement.tiers[name]
    price = price_of(analysis.landscape, tier.price, _YEAR)
    return Offer(
        name,
        tuple(_levels(analysis, tier)),
        _UNKNOWN if price is None else f"{show_money(price, analysis.landscape.currency)} a year",
        "" if move is None or move.price is None else difference(analysis, move.price),
        does,
    )


def difference(analysis: Analysis, amount: Decimal) -> str:
    """By how much more or less a year costs."""
    if not amount:
        return "the same price"
    sign = "+" if amount > 0 else "\u2212"
    return f"{sign}{show_money(abs(amount), analysis.landscape.currency, up=amount > 0)} a year"


def _levels(analysis: Analysis, tier: Tier) -> Iterator[str]:
    for target in tier.targets:
        about = f"{metric_name(target.metric)}{f' for {target.priority}' if target.priority else ''}"
        yield f"{about} {_level(analysis, target)}"


def _level(analysis: Analysis, target: Target) -> str:
    """What a target of a tier states, as people read it."""
    working_day = analysis.landscape.conventions.working_day
    if isinstance(target, ShareTarget):
        if target.at_least is not None:
            return f"{show_share(float(1 - target.at_least))} {window_of(target.window)}"
        length = target.at_most.on(working_day) if target.at_most else 0.0
        return f"at most {show_duration(length, in_hours=True)} down {window_of(target.window)}"
    if isinstance(target, TimeTarget):
        if target.within is None:
            return "by a cut-off rule"
        cases = f" in {show_share(float(1 - target.share))} of the cases" if target.share is not None else ""
        return f"within {show_duration(target.within.on(working_day), in_hours=True)}{cases}"
    if isinstance(target, OwnMetricTarget):
        return f"{target.at_least or target.within or target.at_most}"
    return f"{target.at_least}"


def voided(analysis: Analysis, agreement: Agreement) -> Mapping[str, tuple[tuple[str | int, ...], ...]]:
    """By tier, the places of the agreement that say nothing any more once that tier is chosen."""
    return {
        move.becomes: (
            *(change.path for change in move.changes if change.value is None),
            *(agreement.at("tiers", name) for name in agreement.tiers if name != move.becomes),
        )
        for move in tiers(analysis, agreement)
    }


def void_with(analysis: Analysis, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The tiers with which a level at a place no longer counts."""
    agreement = analysis.landscape.agreements.get(str(path[1])) if path[0] == "agreements" else None
    if agreement is None or not agreement.tiers:
        return ()
    gone = voided(analysis, agreement)
    return tuple(name for name, places in gone.items() if any(path[: len(place)] == place for place in places))


def cost(analysis: Analysis, moves: Iterable[Move], count: int) -> Cost:
    """What the tiers that are tried cost more a year, and of how many of all changes nobody knows what they cost."""
    moves = tuple(moves)
    known = [move.price for move in moves if move.price is not None]
    unknown = count - len(known)
    if not moves:
        return Cost()
    rest = f"what {number(unknown, 'other change')} would cost is not stated" if unknown else ""
    if not known:
        return Cost("", f"What {listed(move.becomes for move in moves)} would cost is not stated.")
    return Cost(difference(analysis, sum(known, Decimal(0))), f"of what has a price; {rest}" if rest else "")
