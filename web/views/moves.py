"""Moves of a plan in; each as a row to read out: of what, from what to what, what it costs, and from when."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.gaps.wording import metric_name
from slamodel.plan.move import Kind, Move
from slamodel.report import wording
from slamodel.report.views import Cell
from slamodel.units import show_money

_KINDS = {
    Kind.TIER: "another tier",
    Kind.LEVEL: "a better level",
    Kind.OWN: "a better own part",
    Kind.COMMITMENT: "a new commitment",
    Kind.HOURS: "other hours",
    Kind.WINDOW: "another window",
    Kind.EXCLUSION: "other exclusions",
    Kind.REDUNDANCY: "an alternative more or less",
    Kind.PROMISE: "promise less",
    Kind.WAIVER: "accept the risk",
}

_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One change: what is changed and how, with whom, from what to what, what a year costs more, and from when on."""

    what: Cell
    kind: str
    party: Cell
    was: str
    becomes: str
    price: Cell
    when: Cell


def line(analysis: Analysis, move: Move) -> MoveLine:
    """One move in words."""
    return MoveLine(
        _what(analysis, move),
        _KINDS[move.kind],
        party(analysis, move.party),
        move.was,
        move.becomes,
        price(analysis, move.price),
        _when(move),
    )


def message(analysis: Analysis, moves: Iterable[Move], most: int = 3) -> str:
    """What the history says of moves that were made, the dearest first."""
    first = sorted(moves, key=lambda move: (-(move.price or 0), -move.effort))
    said = [
        f"{_what(analysis, move).text}{f' {move.was} →' if move.was else ''} {move.becomes}".strip() for move in first
    ]
    more = f"; and {len(said) - most} more" if len(said) > most else ""
    return "; ".join(said[:most]) + more


def price(analysis: Analysis, amount: Decimal | None) -> Cell:
    """By how much more a year costs; what nobody knows is never shown as nothing."""
    if amount is None:
        return Cell("not known")
    if not amount:
        return Cell("the same")
    sign, currency = "+" if amount > 0 else _MINUS, analysis.landscape.currency
    return Cell(f"{sign} {show_money(abs(amount), currency, up=amount > 0)}")


def party(analysis: Analysis, name: str) -> Cell:
    """With whom something is to be agreed; a second source may have nobody yet."""
    is_known = name in analysis.landscape.parties
    return wording.party_cell(analysis, name) if is_known else Cell("a provider to be found")


def _what(analysis: Analysis, move: Move) -> Cell:
    """What is changed, by the name of the service where there is one, and below it the agreement."""
    section, name = move.of
    agreement = analysis.landscape.agreements.get(name) if section == "agreements" else None
    service = move.service or ("" if section == "agreements" else name)
    label = wording.agreement_name(agreement) if agreement else name if section == "agreements" else ""
    text, about = wording.service_name(analysis, service) if service else label, _about(move)
    below = (label,) if label and text != label else ()
    return Cell(f"{text}: {about}" if about else text, below, entry=f"{section}/{name}")


def _about(move: Move) -> str:
    name = metric_name(move.metric) if move.metric else ""
    return " for ".join(filter(None, (name, move.priority)))


def _when(move: Move) -> Cell:
    """The first day on which the contract may be another one, and what has to be done for that."""
    lever = move.lever
    if move.kind is Kind.WAIVER:
        return Cell("")
    if lever.day is None:
        return Cell("as agreed")
    return Cell(wording.day(lever.day), (f"notice by {wording.day(lever.notice)}",) if lever.notice else ())
