"""An analysis in; the list of its parties out, with what each promises and is promised, a page at a time."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import number
from slamodel.model import ANY
from slamodel.model.party import Party, PartyKind
from slamodel.report import wording
from slamodel.report.views import Cell, Column, Group, Status, Table

from .asked import counts
from .choices import KINDS, in_order
from .lines import Line, lines
from .promises import verdicts
from .remembered import once
from .tables import Page, paged
from .verdicts import Count

_COLUMNS = (
    Column("Party"),
    Column("Its promises, at worst"),
    Column("Promises made", is_number=True),
    Column("Promises received", is_number=True),
    Column("Asked of it", is_number=True),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """All parties, a page at a time."""

    said: str
    table: Table
    page: Page[tuple[str, tuple[Cell, ...]]]


def listing(analysis: Analysis, number_of_page: int) -> Listing:
    """The parties by kind and name."""
    page = paged(_rows(analysis), number_of_page)
    groups: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for heading, row in page.rows:
        groups[heading].append(row)
    found = Table("Parties", _COLUMNS, tuple(Group(heading, tuple(rows)) for heading, rows in groups.items()))
    said = number(page.total, "party", "parties") if page.pages == 1 else f"Parties {page.said}"
    return Listing(f"{said}.", found, page)


@once
def _rows(analysis: Analysis) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    makes, receives = _by_party(analysis)
    asked_for = counts(analysis)
    return tuple(
        (heading, _row(party, makes[party.id], _received(party, receives), asked_for[party.id]))
        for kind, heading in KINDS.items()
        for party in in_order(analysis, kind)
    )


def _by_party(analysis: Analysis) -> tuple[Mapping[str, list[Line]], Mapping[str, list[Line]]]:
    makes: dict[str, list[Line]] = defaultdict(list)
    receives: dict[str, list[Line]] = defaultdict(list)
    for line in lines(analysis):
        makes[line.provider].append(line)
        for customer in line.customers:
            receives[customer].append(line)
    return makes, receives


def _received(party: Party, receives: Mapping[str, list[Line]]) -> int:
    """What is promised to a party by name; to a customer also what is promised to any."""
    return len(receives[party.id]) + (len(receives[ANY]) if party.kind is PartyKind.CUSTOMER else 0)


def _row(party: Party, makes: list[Line], receives: int, asks: int) -> tuple[Cell, ...]:
    worst = verdicts(makes)[:1]
    return (
        Cell(wording.isolated(party.label), (party.id,) if party.name else (), entry=f"parties/{party.id}"),
        Cell("", (), _counted(worst[0]) if worst else None),
        Cell(f"{len(makes):,}" if makes else ""),
        Cell(f"{receives:,}" if receives else ""),
        Cell(f"{asks:,}" if asks else ""),
    )


def _counted(verdict: Count) -> Status:
    return replace(verdict.status, word=f"{verdict.count:,} {verdict.word}")
