"""A promise or a party in; what outages cost it and what comes back, as tables, or nothing without credits, out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, metric_name, number
from slamodel.model import ANY, Agreement, AgreementKind, Status, Target
from slamodel.model.party import PartyKind
from slamodel.money import LENGTHS, Owed
from slamodel.report import money, wording
from slamodel.report.views import Cell, Column, Group, Table

_MOST = 25
"""Rows of a table of a party."""
_COLUMNS = (
    Column("Agreement and level"),
    *(Column(f"{name} out", is_number=True) for name, _ in LENGTHS),
    Column("How it is paid"),
)
_AT_MOST = "For each miss by itself, in one window, where all of it falls into the hours that count."


def of_promise(analysis: Analysis, name: str) -> Table | None:
    """What outages of the service of this promise cost, and what those who cause them give back."""
    found = money.table(analysis, analysis.context.money.by_promise.get(name, ()))
    if found is None:
        return None
    groups = tuple(replace(group, heading="") for group in found.groups)
    note = " ".join(filter(None, (found.note, _ours(analysis, name), _together(analysis, name))))
    return replace(found, groups=groups, note=note)


def of_party(analysis: Analysis, name: str) -> tuple[Table, ...]:
    """What a party owes for outages of what it promises, and what it is owed for those of what it is promised."""
    agreed = [a for a in analysis.landscape.agreements.values() if a.status is Status.AGREED and a.credits]
    owes = (agreement for agreement in agreed if agreement.provider == name)
    receives = (agreement for agreement in agreed if agreement.provider != name and _is_for(analysis, agreement, name))
    party = wording.party_name(analysis, name)
    tables = (
        _table(analysis, owes, f"What {party} owes when it is out"),
        _table(analysis, receives, f"What {party} is owed when others are out"),
    )
    return tuple(table for table in tables if table is not None)


def _is_for(analysis: Analysis, agreement: Agreement, party: str) -> bool:
    is_customer = analysis.landscape.parties[party].kind is PartyKind.CUSTOMER
    return party in agreement.customers or (is_customer and ANY in agreement.customers)


def _ours(analysis: Analysis, promise: str) -> str:
    """How the credits of the promise itself come to be paid."""
    agreement = analysis.landscape.agreements[analysis.target(promise).agreement]
    cap = f"at most {money.percent(agreement.credit_cap)} of the price" if agreement.credit_cap else ""
    said = ", ".join(filter(None, (cap, money.claim(agreement))))
    return f"What is owed by {wording.agreement_name(agreement)}: {said}."


def _together(analysis: Analysis, promise: str) -> str:
    """Whether the worst cause breaks other promises, so that what comes back is not for this one alone."""
    worst = {line.worst.services for line in analysis.context.money.by_promise[promise]}
    totals = analysis.context.money.totals
    concerned = (total for total in totals if promise in total.promises and total.services in worst)
    others = dict.fromkeys(name for total in concerned for name in total.promises if name != promise)
    if not others:
        return ""
    names = listed((wording.subject(analysis, analysis.target(name)) for name in others), 3)
    what = number(len(others), "other promise")
    return f"The same outage breaks {what} ({names}): those credits are owed as well, and what comes back comes once."


def _table(analysis: Analysis, agreements: Iterable[Agreement], caption: str) -> Table | None:
    rows = tuple(row for agreement in agreements for row in _rows(analysis, agreement))
    if not rows:
        return None
    more = f" The first {_MOST} of {len(rows):,}." if len(rows) > _MOST else ""
    currency = "" if analysis.landscape.currency else " The model names no currency."
    return Table(caption, _COLUMNS, (Group("", rows[:_MOST]),), f"{_AT_MOST}{currency}{more}")


def _rows(analysis: Analysis, agreement: Agreement) -> Iterator[tuple[Cell, ...]]:
    for target, found in analysis.context.money.alone(agreement):
        amounts = (_amount(analysis, agreement, owed) for owed in found)
        yield (wording.agreement_cell(agreement, _level(target)), *amounts, Cell(money.claim(agreement)))


def _level(target: Target) -> str:
    priority = f" for {target.priority}" if target.priority else ""
    return f"{metric_name(target.metric)}{priority}"


def _amount(analysis: Analysis, agreement: Agreement, owed: Owed) -> Cell:
    """What we owe is rounded up, what we are owed down."""
    limit = (money.LIMITS[owed.limit],) if owed.limit else ()
    return money.shown(analysis, owed, limit, up=agreement.kind is AgreementKind.SLA)
