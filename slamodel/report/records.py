"""An analysis in; the plain tables of a report out: findings, commitments, dates, mistakes in the text, sources."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.model import Agreement, AgreementKind, Status
from slamodel.propagate import Promise, Standing
from slamodel.report import wording
from slamodel.report.promises import MOST_ROWS, cut_note, is_given
from slamodel.report.views import Cell, Column, Group, Table

_FINDINGS = ("Code", "Severity", "Finding", "Owner", "Talk to", "Place")
_GIVEN = ("Commitment", "Level", "Agreement", "Source")
_DATES = ("Ends", "Agreement", "Between", "Why it matters")
_DIAGNOSTICS = ("Place", "Severity", "What is wrong")
_SOURCES = ("Agreement", "Document", "Clause", "As of")


def _table(caption: str, headings: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Table | None:
    """A table of at most so many rows; None without any."""
    shown = tuple(rows[:MOST_ROWS])
    columns = tuple(Column(heading) for heading in headings)
    return Table(caption, columns, (Group("", shown),), cut_note(len(shown), len(rows))) if rows else None


def findings(analysis: Analysis, anchors: frozenset[str]) -> Table | None:
    """Every finding, the heaviest first, those that are accepted last."""
    ordered = sorted(analysis.findings, key=lambda f: (f.waived, f.severity.weight, f.code, f.target, f.path))
    return _table("Findings", _FINDINGS, [_finding(analysis, finding, anchors) for finding in ordered])


def _finding(analysis: Analysis, finding: Finding, anchors: frozenset[str]) -> tuple[Cell, ...]:
    weight = wording.STATUS[Standing.ACCEPTED] if finding.waived else wording.WEIGHT[finding.severity]
    return (
        Cell(finding.code, anchor=finding.target if finding.target in anchors else ""),
        Cell("", status=weight),
        Cell(finding.message, (" → ".join(finding.path),) if finding.path else ()),
        Cell(wording.party_name(analysis, finding.owner)),
        Cell(wording.party_name(analysis, finding.counterpart)),
        Cell(wording.place(analysis, finding.at)),
    )


def given(analysis: Analysis) -> Table | None:
    """Commitments that nothing below them is stated for: used at their word, verified by nothing."""
    rows = [_given(analysis, promise) for promise in analysis.promises if is_given(analysis, promise)]
    return _table("Commitments taken as given", _GIVEN, rows)


def _given(analysis: Analysis, promise: Promise) -> tuple[Cell, ...]:
    agreement = analysis.landscape.agreements[promise.agreement]
    provider = wording.party_name(analysis, agreement.provider)
    allowed = wording.downtime(analysis, promise, promise.promised or 0.0, allowed=True)
    return (
        Cell(wording.subject(analysis, promise), (promise.id,)),
        Cell(wording.promised(promise).removeprefix("of "), (allowed,) if allowed else ()),
        Cell(wording.agreement_name(agreement), (f"{agreement.kind.value}, {provider}",)),
        Cell(wording.place(analysis, promise.at)),
    )


def dates(analysis: Analysis) -> Table | None:
    """Agreements that promise to a customer or carry a promise, by the day they end."""
    carried = _carried(analysis)
    ending = [
        (agreement.term.end, agreement)
        for agreement in analysis.landscape.agreements.values()
        if agreement.term.end and agreement.term.end >= analysis.as_of
        if agreement.kind is AgreementKind.SLA or agreement.id in carried
    ]
    ordered = sorted(ending, key=lambda pair: (pair[0], pair[1].id))
    rows = [_date(analysis, end, agreement, carried[agreement.id]) for end, agreement in ordered]
    return _table("Agreements by the day they end", _DATES, rows)


def _carried(analysis: Analysis) -> dict[str, dict[str, Promise]]:
    """Agreement to the promises that rest on it, by id."""
    carried: dict[str, dict[str, Promise]] = defaultdict(dict)
    for promise in analysis.promises:
        for view in (promise.direct, promise.end_to_end):
            for link in view.links:
                if link.source.agreement:
                    carried[link.source.agreement][promise.id] = promise
    return carried


def _date(analysis: Analysis, end: date, agreement: Agreement, carried: dict[str, Promise]) -> tuple[Cell, ...]:
    between = f"{wording.party_name(analysis, agreement.provider)}, for {wording.customers(analysis, agreement)}"
    return (
        Cell(wording.day(end)),
        Cell(wording.agreement_name(agreement), (agreement.kind.value,)),
        Cell(between),
        Cell("; ".join(_why(analysis, end, agreement, carried))),
    )


def _why(analysis: Analysis, end: date, agreement: Agreement, carried: dict[str, Promise]) -> Iterator[str]:
    if agreement.kind is AgreementKind.SLA:
        yield (
            "a promise to a customer" if agreement.status is Status.AGREED else f"{agreement.status.value}, not agreed"
        )
    names = sorted({promise.agreement for promise in carried.values()})
    longer = [name for name in names if _runs_longer(analysis, name, end)]
    if longer:
        yield f"ends before {wording.shortened(longer, 3)}, which {'rests' if len(longer) == 1 else 'rest'} on it"
    elif names:
        yield f"{wording.number(len(carried), 'promise')} {'rests' if len(carried) == 1 else 'rest'} on it"


def _runs_longer(analysis: Analysis, name: str, end: date) -> bool:
    upper = analysis.landscape.agreements[name].term.end
    return upper is None or upper > end


def diagnostics(analysis: Analysis) -> Table | None:
    """What is wrong with the text of the model."""
    rows = [
        (
            Cell(str(entry.place) if entry.place else "", (entry.code,)),
            Cell("", status=wording.WEIGHT[entry.severity]),
            Cell(entry.message, (entry.hint,) if entry.hint else ()),
        )
        for entry in analysis.diagnostics
    ]
    return _table("Messages about the text of the model", _DIAGNOSTICS, rows)


def sources(analysis: Analysis) -> Table | None:
    """Where the figures of each agreement come from, and from which day."""
    rows = []
    for agreement in analysis.landscape.agreements.values():
        source = agreement.source
        if source is not None:
            document, clause = source.document or "", source.clause or ""
            address = document if document.startswith(("https://", "http://")) else ""
            as_of = wording.day(source.as_of) if source.as_of else "not stated"
            rows.append(
                (Cell(wording.agreement_name(agreement)), Cell(document, address=address), Cell(clause), Cell(as_of))
            )
    return _table("Sources of the figures", _SOURCES, rows)
