"""An analysis in; the tables of promises against what supports them out, shares and times apart, worst first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.gaps.ways import best
from slamodel.gaps.wording import listed
from slamodel.model import ShareTarget, TimeTarget
from slamodel.propagate import Kind, Promise, Standing, Where
from slamodel.report import amounts, asks, figures, joint, settle, starts, wording
from slamodel.report.glossary import column
from slamodel.report.views import Cell, Column, Group, Table
from slamodel.units import TOLERANCE, TOLERANCE_S

MOST_ROWS = 500
_MOST_WORST = 3
_CASES = "Cases"
_UNDER = {
    Kind.STOP: "only while no clock below stops",
    Kind.AIM: "only if mere aims are reached",
    Kind.EXCLUDED: "only while nothing left out below happens",
}

_WORST = (
    Column("Promise"),
    Column("Promised", is_number=True),
    Column("Ensured below", is_number=True),
    Column("Missing", is_number=True),
    Column("Status"),
    Column("Talk first to"),
)

_SHARES = (
    Column("Promise"),
    Column("Promised", is_number=True),
    column("Guaranteed", "guaranteed"),
    column("If unrelated", "unrelated"),
    column("At best", "best"),
    column("Missing", "missing"),
    Column("Status"),
    Column("With whom"),
)
_TIMES = (
    Column("Promise"),
    Column("Promised", is_number=True),
    column("Steps take", "steps"),
    column(f"{_CASES}, guaranteed", "cases"),
    column(f"{_CASES}, if unrelated", "cases"),
    column("Missing", "missing"),
    Column("Status"),
    Column("With whom"),
)
_AMOUNTS = (
    Column("Promise"),
    Column("Promised", is_number=True),
    Column("Ensured below", is_number=True),
    column("Missing", "missing"),
    Column("Status"),
    Column("With whom"),
)


def given(analysis: Analysis) -> list[Promise]:
    """Commitments of departments and suppliers that are taken at their word; those to customers stay in the tables."""
    return [promise for promise in analysis.given if not analysis.is_to_customer(promise)]


def worst_first(analysis: Analysis, promises: Iterable[Promise]) -> list[Promise]:
    """Promises to customers before requests before internal ones, each the worst first, then by id.

    What falls short on paper only comes after what really does, however much it is.
    """
    return sorted(
        promises,
        key=lambda promise: (
            group(analysis, promise),
            promise.standing.weight,
            promise.where is Where.PAPER,
            -_excess(promise),
            promise.id,
        ),
    )


def _excess(promise: Promise) -> float:
    """How many times of what is promised is missing: what makes gaps of minutes and of percent comparable."""
    view = promise.deciding
    if promise.promised is None or promise.standing is Standing.SUPPORTED:
        return 0.0
    if view.time is not None:
        late = view.time.within_s - wording.limit(promise, view)
        return max(late / max(promise.promised, TOLERANCE_S), promise.promised_share - view.time.in_guaranteed, 0.0)
    if promise.measure is not None:
        return amounts.excess(promise, view)
    return max(figures.shortfall(promise, view), 0.0) / max(promise.promised, TOLERANCE)


def pressure(promise: Promise) -> float:
    """What a promise takes of what is promised: 1 for all of it."""
    if promise.measure is not None:
        return 1.0 + amounts.excess(promise, promise.deciding)
    return promise.deciding.burden / max(promise.promised or 1.0, TOLERANCE)


def to_customers(analysis: Analysis) -> list[Promise]:
    """What is agreed with customers, the worst first."""
    return worst_first(analysis, (p for p in analysis.promises if group(analysis, p) == 0))


def worst(analysis: Analysis) -> list[Promise]:
    """The few promises to customers to speak of first: the worst of those that are not simply supported."""
    found = to_customers(analysis)
    for standing in (Standing.GAP, Standing.UNKNOWN, Standing.AT_RISK):
        if alike := [promise for promise in found if promise.standing is standing and promise.promised is not None]:
            return alike[:_MOST_WORST]
    return []


def worst_table(analysis: Analysis, anchors: frozenset[str]) -> Table | None:
    """These few as rows."""
    rows = tuple(_worst_row(analysis, promise, anchors) for promise in worst(analysis))
    return Table("The worst of them", _WORST, (Group("", rows),)) if rows else None


def _worst_row(analysis: Analysis, promise: Promise, anchors: frozenset[str]) -> tuple[Cell, ...]:
    cells = _figures(analysis, promise)
    heading = Cell(
        wording.subject(analysis, promise),
        (wording.made_for(analysis, analysis.landscape.agreements[promise.agreement]),),
        anchor=promise.id if promise.id in anchors else "",
    )
    verdict = Cell("", status=wording.status(promise))
    return (heading, cells[0], cells[1], cells[-1], verdict, Cell(with_whom(analysis, promise)))


def tables(analysis: Analysis, anchors: frozenset[str]) -> tuple[Table, ...]:
    """The tables; `anchors` are the promises that have a section to link to."""
    apart = {promise.id for promise in given(analysis)}
    rows = [promise for promise in worst_first(analysis, analysis.promises) if promise.id not in apart]
    shares = [promise for promise in rows if isinstance(promise.target, ShareTarget)]
    times = [promise for promise in rows if isinstance(promise.target, TimeTarget)]
    counted = [promise for promise in rows if promise.measure is not None and promise.promised is not None]
    others = [promise for promise in rows if promise.promised is None]
    found = (
        _table(analysis, "Availability and success rate", _SHARES, shares, anchors),
        _without_cases(_table(analysis, "Times", _TIMES, times, anchors), times),
        _table(analysis, "Throughput, scales and other metrics", _AMOUNTS, counted, anchors),
        _table(analysis, "Not evaluated yet", (Column("Promise"), Column("Status")), others, anchors),
    )
    return tuple(table for table in found if table.groups)


def _without_cases(table: Table, found: Sequence[Promise]) -> Table:
    """The table without the shares of cases, where every time is promised and kept in all of them."""
    if any(figures.is_in_part(promise) for promise in found):
        return table
    at = [number for number, shown in enumerate(table.columns) if not shown.label.startswith(_CASES)]
    groups = tuple(
        replace(group, rows=tuple(tuple(row[place] for place in at) for row in group.rows)) for group in table.groups
    )
    return replace(table, columns=tuple(table.columns[place] for place in at), groups=groups)


GROUPS = ("Promised to customers", "Asked for, not promised yet", "Between departments and from suppliers")


def group(analysis: Analysis, promise: Promise) -> int:
    """Which of the groups a promise belongs to."""
    if not analysis.is_to_customer(promise):
        return 2
    return int(wording.is_request(analysis, promise))


def _table(
    analysis: Analysis, caption: str, columns: tuple[Column, ...], promises: Sequence[Promise], anchors: frozenset[str]
) -> Table:
    shown = promises[:MOST_ROWS]
    groups = []
    for number, heading in enumerate(GROUPS):
        rows = tuple(_row(analysis, promise, anchors) for promise in shown if group(analysis, promise) == number)
        if rows:
            groups.append(Group(heading, rows))
    return Table(caption, columns, tuple(groups), cut_note(len(shown), len(promises)))


def cut_note(shown: int, total: int) -> str:
    """What a table says when it does not show all."""
    return f"The first {shown:,} of {total:,} are shown." if shown < total else ""


def _row(analysis: Analysis, promise: Promise, anchors: frozenset[str]) -> tuple[Cell, ...]:
    agreement = analysis.landscape.agreements[promise.agreement]
    about = wording.made_for(analysis, agreement) if agreement.name else f"for {wording.customers(analysis, agreement)}"
    anchor = promise.id if promise.id in anchors else ""
    heading = Cell(wording.subject(analysis, promise), (about, promise.id), anchor=anchor)
    verdict = Cell("", because(promise), wording.status(promise))
    if promise.promised is None:
        return (heading, verdict)
    return (heading, *_figures(analysis, promise), verdict, Cell(with_whom(analysis, promise)))


def _figures(analysis: Analysis, promise: Promise) -> tuple[Cell, ...]:
    """The figures, those of a time with the start that they are true of."""
    promised, ensured, *others = figures.of(promise)
    start = starts.in_short(analysis, promise, promise.deciding)
    return (promised, replace(ensured, details=(*ensured.details, "worst start", start)) if start else ensured, *others)


def because(promise: Promise) -> tuple[str, ...]:
    """Why it stands as it does, in a few words."""
    if promise.rests_on_nothing:
        return ("nothing below it is stated",)
    if promise.waiver:
        return (f"by {wording.isolated(promise.waiver.owner or '')}", f"until {wording.last_day(promise.waiver)}")
    if settle.is_open_anyway(promise):
        return ()
    why = (wording.WHERE[promise.where],) if promise.where and promise.standing is not Standing.UNKNOWN else ()
    if promise.deciding.conditions and promise.standing is Standing.AT_RISK:
        return tuple(_UNDER[kind] for kind in dict.fromkeys(one.kind for one in promise.deciding.conditions))
    if promise.standing is Standing.AT_RISK:
        return ("only if unrelated", *(line for line in why if promise.where is not Where.DIRECT))
    return why


def with_whom(analysis: Analysis, promise: Promise) -> str:
    """The parties to talk to about a promise, in words."""
    return listed(wording.party_name(analysis, party) for party in counterparts(analysis, promise))


def counterparts(analysis: Analysis, promise: Promise) -> tuple[str, ...]:
    """The parties to talk to about a promise: those that can grant what it takes, alone or together.

    Else those that state too little to tell; nobody, where it stays unknown whatever they state, or is accepted.
    """
    if promise.waiver or settle.is_open_anyway(promise):
        return ()
    found = [asks.counterpart(analysis, way.source) for way in best(promise)]
    found = found or [*joint.whom(analysis, promise)]
    found = found or [wording.provider(analysis, lack.service) for lack in promise.deciding.unknown]
    found = found or [wording.provider(analysis, stop.source.service) for stop in promise.deciding.conditions]
    return tuple(party for party in dict.fromkeys(found) if party)
