"""An analysis in; a line for each promise out: what it can be found and sorted by, and its cells when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from slamodel.analysis import Analysis
from slamodel.model import ANY, AgreementKind, TimeTarget
from slamodel.propagate import Promise, Standing
from slamodel.report import amounts, figures, promises, wording
from slamodel.report.views import Cell, Column, Status
from slamodel.units import TOLERANCE, TOLERANCE_S, to_ask

from .remembered import once

GIVEN = "given"
GROUP_OF_GIVEN = "Taken as given: nothing below is stated"
GROUP_OF_REQUESTS = promises.GROUPS[1]
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        **{standing.value: wording.STATUS[standing] for standing in Standing},
        GIVEN: wording.GIVEN,
    }
)
COLUMNS = (
    Column("Promise"),
    Column("Promised", is_number=True),
    Column("Ensured below", is_number=True),
    Column("Missing or to spare", is_number=True),
    Column("Status"),
    Column("Talk to"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A promise as lists know it.

    `rank` is its place among all, group by group, the worst first; `pressure` is what it takes of what is promised.
    """

    promise: Promise
    rank: int
    group: str
    pressure: float
    subject: str
    agreement: str
    kind: AgreementKind
    metric: str
    provider: str
    customers: tuple[str, ...]
    status: str
    searched: str


@once
def lines(analysis: Analysis) -> tuple[Line, ...]:
    """Every promise, the worst first; what is only taken as given comes last."""
    given = frozenset(promise.id for promise in promises.given(analysis))
    ordered = sorted(
        promises.worst_first(analysis, analysis.promises),
        key=lambda promise: (promise.id in given, promise.promised is None),
    )
    return tuple(_line(analysis, promise, rank, given) for rank, promise in enumerate(ordered))


def _line(analysis: Analysis, promise: Promise, rank: int, given: frozenset[str]) -> Line:
    agreement = analysis.landscape.agreements[promise.agreement]
    subject, about = wording.subject(analysis, promise), wording.made_for(analysis, agreement)
    names = f"{wording.party_name(analysis, agreement.provider)} {wording.customers_by_name(analysis, agreement, None)}"
    return Line(
        promise,
        rank,
        GROUP_OF_GIVEN if promise.id in given else promises.GROUPS[promises.group(analysis, promise)],
        promises.pressure(promise),
        subject,
        about,
        agreement.kind,
        promise.metric,
        agreement.provider,
        agreement.customers,
        GIVEN if promise.rests_on_nothing else promise.standing.value,
        f"{subject} {about} {names} {promise.id}".casefold(),
    )


def concerns(line: Line, party: str, *, is_customer: bool = False) -> bool:
    """Whether a party makes this promise or is given it; what is promised to any customer concerns every customer."""
    return party in (line.provider, *line.customers) or (is_customer and ANY in line.customers)


def row(analysis: Analysis, line: Line) -> tuple[Cell, ...]:
    """The cells of a promise in a list."""
    promise = line.promise
    heading = Cell(line.subject, (line.agreement,), anchor=promise.id)
    verdict = Cell("", promises.because(promise), wording.status(promise))
    if promise.promised is None:
        return (heading, Cell("not evaluated yet"), Cell(""), Cell(""), verdict, Cell(""))
    promised, ensured, *_ = figures.of(promise)
    promised = replace(promised, details=(" ".join(promised.details),))
    if promise.rests_on_nothing:
        return (heading, promised, Cell(""), Cell(""), Cell("", status=wording.GIVEN), Cell(""))
    return (heading, promised, ensured, margin(promise), verdict, Cell(promises.with_whom(analysis, promise)))


def margin(promise: Promise) -> Cell:
    """What is missing, or else what is to spare, as a time where it is one, and in percentage points."""
    missing = figures.of(promise)[-1]
    if missing.text == "nothing":
        return _spare(promise)
    if missing.text == wording.NOT_KNOWN:
        return missing
    return Cell(f"{missing.text} missing", missing.details)


def _spare(promise: Promise) -> Cell:
    view = promise.deciding
    if promise.measure is not None:
        return Cell(amounts.spare(promise, view) or "just enough")
    if isinstance(promise.target, TimeTarget):
        spare = wording.limit(promise, view) - view.time.within_s if view.time else 0.0
        return Cell(f"{wording.length(promise, spare, down=True)} to spare" if spare > TOLERANCE_S else "just enough")
    spare = -figures.shortfall(promise, view)
    if spare <= TOLERANCE:
        return Cell("just enough")
    time = wording.duration_down(promise, spare, allowed=True)
    points = wording.points(to_ask(spare))
    return Cell(f"{time} to spare", (points,)) if time else Cell(f"{points} to spare")
