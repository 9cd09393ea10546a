"""Which promises somebody wants to see in; their table out, with what else there is to choose."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, listed, metric_name, number
from slamodel.model import AgreementKind
from slamodel.model.party import PartyKind
from slamodel.report import wording
from slamodel.report.views import Cell, Group, Table

from ..ordered import natural
from .choices import Choice, party_choices
from .lines import COLUMNS, STATUSES, Line, concerns, lines, row
from .tables import Page, paged
from .verdicts import Count

_SORTS: Mapping[str, Callable[[Line], tuple[object, ...]]] = {
    "": lambda line: (line.rank,),
    "margin": lambda line: (line.promise.standing.weight, -line.pressure, line.rank),
    "name": lambda line: (natural(line.subject), line.rank),
    "agreement": lambda line: (natural(line.agreement), natural(line.subject), line.rank),
    "promised": lambda line: (
        line.promise.direct.time is not None,
        line.metric,
        line.promise.promised is None,
        line.promise.promised or 0.0,
        line.rank,
    ),
}
_FEW = 12
_SORTED_BY = {
    "": "worst first",
    "margin": "least margin first",
    "name": "by service",
    "agreement": "by agreement",
    "promised": "strictest first",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the promises to show, as the address says it; empty is everything."""

    status: str = ""
    kind: str = ""
    metric: str = ""
    party: str = ""
    agreement: str = ""
    q: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """The promises of one page, how many there are in each standing, and what else can be chosen."""

    wanted: Wanted
    said: str
    agreement: Cell | None
    about: str
    verdicts: tuple[Count, ...]
    beside: int
    every: int
    table: Table
    page: Page[Line]
    kinds: tuple[Choice, ...]
    metrics: tuple[Choice, ...]
    parties: tuple[tuple[str, tuple[Choice, ...]], ...]
    sorts: tuple[Choice, ...]

    @property
    def is_long(self) -> bool:
        """Whether there is anything to filter: an agreement with a few targets needs no form."""
        plain = Wanted(agreement=self.wanted.agreement, status=self.wanted.status)
        return not self.agreement or self.beside > _FEW or replace(self.wanted, page=1) != plain


def listing(analysis: Analysis, wanted: Wanted) -> Listing:
    """The promises that are wanted."""
    every = lines(analysis)
    beside_status = [line for line in every if _fits(analysis, line, wanted)]
    found = [line for line in beside_status if wanted.status in ("", line.status)]
    page = paged(sorted(found, key=_SORTS.get(wanted.sort, _SORTS[""])), wanted.page)
    return Listing(
        wanted,
        _said(page, len(every)),
        _agreement(analysis, wanted),
        _about(analysis, wanted),
        verdicts(beside_status),
        len(beside_status),
        len(every),
        grouped(analysis, page.rows) if wanted.sort not in _SORTS or not wanted.sort else table(analysis, page.rows),
        page,
        tuple(Choice(kind.value, kind.value) for kind in AgreementKind),
        _metrics(every),
        party_choices(analysis),
        tuple(Choice(key, label) for key, label in _SORTED_BY.items()),
    )


def table(analysis: Analysis, found: Iterable[Line], caption: str = "Promises") -> Table:
    """Lines as a table."""
    return Table(caption, COLUMNS, (Group("", tuple(row(analysis, line) for line in found)),))


def grouped(analysis: Analysis, found: Iterable[Line], caption: str = "Promises") -> Table:
    """Lines in the order of their ranks as a table, each group under its heading."""
    groups = (
        Group(heading, tuple(row(analysis, line) for line in alike))
        for heading, alike in groupby(found, key=lambda line: line.group)
    )
    return Table(caption, COLUMNS, tuple(groups))


def verdicts(found: Iterable[Line]) -> tuple[Count, ...]:
    """How many stand in each way, the worst first; ways in which none stands are left out."""
    counts = Counter(line.status for line in found)
    return tuple(Count(key, status, counts[key]) for key, status in STATUSES.items() if counts[key])


def _fits(analysis: Analysis, line: Line, wanted: Wanted) -> bool:
    return (
        wanted.kind in ("", line.kind.value)
        and wanted.metric in ("", line.metric)
        and wanted.agreement in ("", line.promise.agreement)
        and (not wanted.party or _is_of(analysis, line, wanted.party))
        and all(word in line.searched for word in wanted.q.casefold().split())
    )


def _is_of(analysis: Analysis, line: Line, party: str) -> bool:
    found = analysis.landscape.parties.get(party)
    return concerns(line, party, is_customer=found is not None and found.kind is PartyKind.CUSTOMER)


def _metrics(every: Iterable[Line]) -> tuple[Choice, ...]:
    found = sorted({line.metric for line in every})
    return tuple(Choice(metric, capitalised(metric_name(metric))) for metric in found)


def _said(page: Page[Line], every: int) -> str:
    if not page.total:
        return "No promise is like this."
    of_all = f" (of {every:,} in the model)" if page.total < every else ""
    if page.pages == 1:
        return f"{number(page.total, 'promise')}{of_all}."
    return f"Promises {page.said}{of_all}."


def _agreement(analysis: Analysis, wanted: Wanted) -> Cell | None:
    """The agreement that is looked at; None without one."""
    found = analysis.landscape.agreements.get(wanted.agreement)
    return wording.agreement_cell(found) if found else None


def _about(analysis: Analysis, wanted: Wanted) -> str:
    """The agreement that is looked at, in a sentence; empty without one."""
    agreement = analysis.landscape.agreements.get(wanted.agreement)
    if agreement is None:
        return ""
    term = wording.until(agreement, analysis.as_of)
    services = listed(wording.service_name(analysis, service) for service in agreement.services)
    covers = f", covering {services}" if services else ""
    provider = wording.party_name(analysis, agreement.provider)
    return (
        f"{agreement.kind.value} of {provider} for {wording.customers_by_name(analysis, agreement, None)}{covers}; "
        f"{agreement.status.value}, {term}."
    )
