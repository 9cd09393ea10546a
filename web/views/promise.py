"""One promise in; its page out: what is promised and ensured, who uses the budget, what carries it, and the sums."""

from dataclasses import dataclass, replace

from slamodel.analysis import Analysis
from slamodel.gaps.sought import Needs
from slamodel.gaps.wording import capitalised
from slamodel.model import ANY, Agreement, ShareTarget
from slamodel.propagate import Promise, Standing
from slamodel.report import asks, figures, glossary, sections, wording
from slamodel.report.explain import evidence as sums_of
from slamodel.report.glossary import column
from slamodel.report.views import Cell, Column, Figure, Group, Section, Table, Term

from . import money
from .begun import Starts, begun
from .gaps import Row, rows
from .lines import margin
from .promises import table
from .remembered import once
from .resting import resting_on

_LONGEST = 60_000
"""Characters of evidence that a page shows; a sum over hundreds of links is read in the text of `slamodel explain`."""
_MOST = 25
"""Promises that are listed as resting on this one."""
_EXPERIENCED = "what users live through: maintenance counts as any other downtime"
_SHARES = (
    Column("View"),
    Column("Status"),
    column("Guaranteed", "guaranteed"),
    column("If unrelated", "unrelated"),
    column("At best", "best"),
    column("Missing", "missing"),
)
_TIMES = (
    Column("View"),
    Column("Status"),
    column("Steps take", "steps"),
    column("Cases, guaranteed", "cases"),
    column("Cases, if unrelated", "cases"),
    column("Missing", "missing"),
)
_AMOUNTS = (Column("View"), Column("Status"), Column("Ensured below", is_number=True), column("Missing", "missing"))


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one promise, in the order in which it is read."""

    id: str
    heading: str
    section: Section
    lead: str
    agreement: Cell
    customers: tuple[Cell, ...]
    margin: Cell | None
    views: Table | None
    starts: Starts | None
    carriers: tuple[Table, ...]
    money: Table | None
    resting: Table | None
    resting_note: str
    findings: tuple[Row, ...]
    evidence: str
    is_cut: bool
    terms: tuple[Term, ...]
    agreement_id: str


def page(analysis: Analysis, name: str, start: str = "") -> Page:
    """The page of the promise with this id, with a case that starts as somebody asks; raises KeyError."""
    promise = analysis.target(name)
    section = sections.section(analysis, promise, _needs(analysis))
    agreement = analysis.landscape.agreements[promise.agreement]
    evidence = "" if promise.rests_on_nothing else sums_of(analysis, promise)
    resting = resting_on(analysis, promise)
    return Page(
        promise.id,
        wording.subject(analysis, promise),
        _as_shown(promise, section),
        _lead(promise, section),
        wording.agreement_cell(agreement),
        _customers(analysis, agreement),
        margin(promise) if promise.promised is not None and not promise.rests_on_nothing else None,
        _views(promise),
        begun(analysis, promise, start),
        tuple(_with_parties(analysis, found) for found in sections.carried(analysis, promise, every=True)),
        money.of_promise(analysis, promise.id),
        table(analysis, resting[:_MOST], "What rests on it") if resting else None,
        f"The first {_MOST} of {len(resting):,}." if len(resting) > _MOST else "",
        rows(analysis, sections.found_of(analysis, promise), promise.id),
        evidence[:_LONGEST],
        len(evidence) > _LONGEST,
        glossary.terms(),
        promise.agreement,
    )


@once
def _needs(analysis: Analysis) -> Needs:
    """What all promises need of whatever is to be asked for."""
    return asks.sought(analysis, sections.wanted(analysis))


def _with_parties(analysis: Analysis, found: Table) -> Table:
    """The links with their providers in a column of their own, since each has a page."""
    groups = tuple(
        replace(group, rows=tuple(_with_party(analysis, row) for row in group.rows)) for group in found.groups
    )
    first, *others = found.columns
    return replace(found, columns=(first, Column("Provided by"), *others), groups=groups)


def _with_party(analysis: Analysis, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    link, *others = row
    service = analysis.landscape.services.get(link.entry.removeprefix("services/"))
    if service is None:
        return (link, Cell(""), *others)
    party = wording.party_cell(analysis, service.provider)
    rest = (detail.removeprefix(party.text).removeprefix(", ") for detail in link.details)
    return (replace(link, details=tuple(filter(None, rest))), party, *others)


def _figures(promise: Promise, section: Section) -> tuple[Figure, ...]:
    """Of a commitment that is taken as given there is only what it says itself."""
    return section.figures[:1] if promise.rests_on_nothing else section.figures


def _as_shown(promise: Promise, section: Section) -> Section:
    """The section of a page: of what is supported there is nothing to close, and the strip has a heading of its own."""
    ways = () if promise.standing is Standing.SUPPORTED else section.ways
    line = section.timeline
    if line is not None:
        line = replace(line, heading=line.heading.replace("The same in calendar time", "In calendar time", 1))
    return replace(section, figures=_figures(promise, section), ways=ways, timeline=line)


def _customers(analysis: Analysis, agreement: Agreement) -> tuple[Cell, ...]:
    """Whom the promise is for, each by name while they are few."""
    customers = [customer for customer in agreement.customers if customer != ANY]
    if len(customers) >= wording.MANY_CUSTOMERS:
        return (Cell(wording.customers(analysis, agreement)),)
    return tuple(wording.party_cell(analysis, customer) for customer in customers)


def _lead(promise: Promise, section: Section) -> str:
    if not promise.rests_on_nothing:
        return section.lead
    first = section.lead.split(". ")[0].removesuffix(".")
    return f"{first}. Nothing is stated below it, so it is taken as given: used at its word, verified by nothing."


def _views(promise: Promise) -> Table | None:
    """Both views side by side; None where there are no figures."""
    if promise.promised is None or promise.rests_on_nothing:
        return None
    found = (("one step down", promise.direct), ("end to end", promise.end_to_end))
    lines = []
    for name, view in found:
        _, *cells = figures.in_view(promise, view)
        heading = Cell(capitalised(name), (sections.MEANING[name],))
        lines.append((heading, Cell("", status=wording.STATUS[view.standing]), *cells))
        if view.experienced not in (None, view.figures):
            _, *cells = figures.in_view(promise.as_experienced, replace(view, figures=view.experienced))
            heading = Cell(f"{capitalised(name)}, as experienced", (_EXPERIENCED,))
            lines.append((heading, Cell(""), *cells[:-1], Cell("not counted")))
    if promise.measure is not None:
        return Table("In both views", _AMOUNTS, (Group("", tuple(lines)),))
    columns = _SHARES if isinstance(promise.target, ShareTarget) else _TIMES
    return Table("In both views", columns, (Group("", tuple(lines)),))
