"""An analysis in; the plain tables of a report out: findings, commitments, dates, mistakes in the text, sources."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import TypeVar

from slamodel.analysis import Analysis
from slamodel.diagnostics import Diagnostic
from slamodel.gaps import Finding
from slamodel.gaps.wording import listed, number
from slamodel.model import Agreement, AgreementKind, Status
from slamodel.model.agreement import Source
from slamodel.propagate import Promise, Standing
from slamodel.report import wording
from slamodel.report.promises import MOST_ROWS, cut_note
from slamodel.report.promises import given as taken_as_given
from slamodel.report.views import Cell, Column, Group, Table
from slamodel.units import show_money, show_period

T = TypeVar("T")

_NEXT = 3
"""Contracts that end next, on the first page."""

_MOST_PROMISES = 12
"""Promises of one cause that are named."""

_FINDINGS = ("Code", "Severity", "Finding", "Owner", "Talk to", "Place")
_GIVEN = ("Commitment", "Level", "Agreement", "Source")
_DATES = ("Ends", "Agreement", "Between", "Why it matters")
_DIAGNOSTICS = ("Place", "Severity", "What is wrong")
_SOURCES = ("Agreement", "Document", "Clause", "As of")


def _table(
    caption: str, headings: Sequence[str], entries: Sequence[T], row: Callable[[T], tuple[Cell, ...]]
) -> Table | None:
    """A table of at most so many rows; None without any."""
    shown = tuple(row(entry) for entry in entries[:MOST_ROWS])
    columns = tuple(Column(heading) for heading in headings)
    return Table(caption, columns, (Group("", shown),), cut_note(len(shown), len(entries))) if shown else None


def findings(analysis: Analysis, anchors: frozenset[str]) -> Table | None:
    """Every finding, the heaviest first, those that are accepted last."""
    ordered = sorted(analysis.findings, key=lambda finding: finding.waived)
    return _table("Findings", _FINDINGS, ordered, lambda finding: _finding(analysis, finding, anchors))


def _finding(analysis: Analysis, finding: Finding, anchors: frozenset[str]) -> tuple[Cell, ...]:
    weight = wording.STATUS[Standing.ACCEPTED] if finding.waived else wording.WEIGHT[finding.severity]
    return (
        Cell(finding.code, anchor=finding.target if finding.target in anchors else ""),
        Cell("", status=weight),
        Cell(finding.message, (*_more_of(analysis, finding), *((" → ".join(finding.path),) if finding.path else ()))),
        wording.party_cell(analysis, finding.owner),
        wording.party_cell(analysis, finding.counterpart),
        wording.place_cell(wording.place(analysis, finding.at)),
    )


def _more_of(analysis: Analysis, finding: Finding) -> Iterator[str]:
    """When it bites, the money at stake, and the promises of which its sentence names only the first."""
    if finding.bites:
        yield f"from {wording.day(finding.bites)} on"
    if finding.exposure is not None:
        yield f"{show_money(finding.exposure, analysis.landscape.currency)} at stake in a window"
    if len(finding.promises) > 1:
        yield f"{number(len(finding.promises), 'promise')}: {listed(finding.promises, _MOST_PROMISES)}"


def given(analysis: Analysis) -> Table | None:
    """Commitments that nothing below them is stated for: used at their word, verified by nothing."""
    found = taken_as_given(analysis)
    return _table("Commitments taken as given", _GIVEN, found, lambda promise: _given(analysis, promise))


def _given(analysis: Analysis, promise: Promise) -> tuple[Cell, ...]:
    agreement = analysis.landscape.agreements[promise.agreement]
    provider = wording.party_name(analysis, agreement.provider)
    allowed = wording.downtime(promise, promise.promised or 0.0)
    return (
        Cell(wording.subject(analysis, promise), (promise.id,)),
        Cell(wording.promised(promise).removeprefix("of "), (allowed,) if allowed else ()),
        wording.agreement_cell(agreement, f"{agreement.kind.value}, {provider}"),
        wording.place_cell(wording.place(analysis, promise.at)),
    )


def dates(analysis: Analysis, among: AbstractSet[str] | None = None, *, ending_only: bool = False) -> Table | None:
    """Agreements that promise to a customer or carry a promise, all or some, by the day they end or renew."""
    carried = _carried(analysis)
    ending = [
        (end, agreement)
        for agreement in analysis.landscape.agreements.values()
        if (end := agreement.term.end_on(analysis.as_of)) is not None and end >= analysis.as_of
        if not (agreement.term.goes_on and ending_only)
        if agreement.kind is AgreementKind.SLA or agreement.id in carried
        if among is None or agreement.id in among
    ]
    ordered = sorted(ending, key=lambda pair: (pair[0], pair[1].id))
    return _table(
        "Agreements by the day they end", _DATES, ordered, lambda pair: _date(analysis, *pair, carried[pair[1].id])
    )


def next_to_end(analysis: Analysis) -> Table | None:
    """The contracts, not the promises to customers, that end next; the first page has room for no more."""
    every = dates(analysis, ending_only=True)
    if every is None:
        return None
    (group,) = every.groups
    rows = tuple(row for row in group.rows if not row[1].details[0].startswith(AgreementKind.SLA.value))
    if not rows:
        return None
    note = f"All {len(group.rows):,} stand under Dates." if len(group.rows) > _NEXT else ""
    return replace(every, caption="Contracts that end next", groups=(Group("", rows[:_NEXT]),), note=note)


def _carried(analysis: Analysis) -> dict[str, dict[str, Promise]]:
    """Agreement to the promises that rest on it, by id."""
    carried: dict[str, dict[str, Promise]] = defaultdict(dict)
    for promise in analysis.promises:
        for view in (promise.direct, promise.end_to_end):
            for given in view.inputs:
                if given.agreement:
                    carried[given.agreement][promise.id] = promise
    return carried


def _date(analysis: Analysis, end: date, agreement: Agreement, carried: dict[str, Promise]) -> tuple[Cell, ...]:
    between = f"{wording.party_name(analysis, agreement.provider)}, for {wording.customers(analysis, agreement)}"
    return (
        Cell(wording.day(end)),
        wording.agreement_cell(agreement, agreement.kind.value),
        Cell(between),
        Cell("; ".join(_why(analysis, end, agreement, carried))),
    )


def _why(analysis: Analysis, end: date, agreement: Agreement, carried: dict[str, Promise]) -> Iterator[str]:
    if agreement.kind is AgreementKind.SLA:
        yield (
            "a promise to a customer" if agreement.status is Status.AGREED else f"{agreement.status.value}, not agreed"
        )
    names = sorted({promise.agreement for promise in carried.values()})
    if agreement.term.goes_on and agreement.term.renews:
        yield f"renews by itself for {show_period(agreement.term.renews)}{_unless(agreement, end)}"
    longer = [name for name in names if not agreement.term.goes_on and _runs_longer(analysis, name, end)]
    if longer:
        upper = (wording.agreement_name(analysis.landscape.agreements[name]) for name in longer)
        yield f"ends before {listed(upper)}, which {'rests' if len(longer) == 1 else 'rest'} on it"
    elif names:
        yield f"{number(len(carried), 'promise')} {'rests' if len(carried) == 1 else 'rest'} on it"


def _unless(agreement: Agreement, end: date) -> str:
    notice = agreement.term.notice_for(end)
    return f" unless notice is given by {wording.day(notice)}" if notice else ""


def _runs_longer(analysis: Analysis, name: str, end: date) -> bool:
    upper = analysis.landscape.agreements[name].term.last
    return upper is None or upper > end


def diagnostics(analysis: Analysis) -> Table | None:
    """What is wrong with the text of the model."""
    return _table(
        "Messages about the text of the model",
        _DIAGNOSTICS,
        analysis.diagnostics,
        lambda entry: _diagnostic(analysis, entry),
    )


def _diagnostic(analysis: Analysis, entry: Diagnostic) -> tuple[Cell, ...]:
    return (
        Cell(
            wording.inside(analysis, entry.place) if entry.place else entry.code, (entry.code,) if entry.place else ()
        ),
        Cell("", status=wording.WEIGHT[entry.severity]),
        Cell(entry.message, (entry.hint,) if entry.hint else ()),
    )


def sources(analysis: Analysis) -> Table | None:
    """Where the figures of each agreement come from, and from which day."""
    found = [(agreement, agreement.source) for agreement in analysis.landscape.agreements.values() if agreement.source]
    return _table("Sources of the figures", _SOURCES, found, lambda pair: _source(*pair))


def _source(agreement: Agreement, source: Source) -> tuple[Cell, ...]:
    document = source.document or ""
    address = document if document.startswith(("https://", "http://")) else ""
    as_of = wording.day(source.as_of) if source.as_of else "not stated"
    name = wording.agreement_cell(agreement)
    return (name, Cell(document, address=address), Cell(wording.isolated(source.clause or "")), Cell(as_of))
