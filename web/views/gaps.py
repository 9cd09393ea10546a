"""Which findings somebody wants to see in; them with their words and links out, on a page or as a file of their own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.diagnostics import Severity
from slamodel.gaps import RULES, Finding, in_words
from slamodel.gaps.wording import number
from slamodel.propagate import Standing
from slamodel.report import wording
from slamodel.report.views import Cell, Status

from ..ordered import natural
from .at_stake import AtStake, at_stake
from .choices import Choice, party_choices
from .remembered import once
from .tables import Page, paged
from .verdicts import Count
from .waiving import accepted_by, query

ACCEPTED = "accepted"
TITLES = {rule.code: rule.title for rule in RULES}
_WEIGHTS: Mapping[str, Status] = {
    **{severity.value: wording.WEIGHT[severity] for severity in Severity},
    ACCEPTED: wording.STATUS[Standing.ACCEPTED],
}
_SORTED_BY = {
    "": "most at stake first",
    "missing": "most missing first",
    "agreement": "by agreement",
    "ends": "ending first",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings to show, as the address says it; empty is everything."""

    severity: str = ""
    code: str = ""
    party: str = ""
    q: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as it is read; `path` leads from the agreement to the link that it is about."""

    code: str
    title: str
    status: Status
    message: str
    promise: Cell | None
    path: tuple[Cell, ...]
    owner: Cell
    counterpart: Cell
    place: Cell
    waive: Mapping[str, str]
    """How the address of the form names it that accepts it; empty where it cannot be accepted."""
    accepted: str
    """Who has accepted it, until when; empty where nobody has."""
    stake: AtStake


@dataclass(frozen=True, slots=True)
class Listing:
    """The findings of one page, and what else can be chosen."""

    wanted: Wanted
    said: str
    weights: tuple[Count, ...]
    beside: int
    every: int
    rows: tuple[Row, ...]
    page: Page[Finding]
    codes: tuple[Choice, ...]
    parties: tuple[tuple[str, tuple[Choice, ...]], ...]
    sorts: tuple[Choice, ...]
    ignored: tuple[str, ...]


def listing(analysis: Analysis, wanted: Wanted) -> Listing:
    """The findings that are wanted."""
    every = ranked(analysis)
    beside = [entry for entry in every if _fits(entry, wanted)]
    page = paged(chosen(analysis, wanted), wanted.page)
    return Listing(
        wanted,
        _said(page, len(every)),
        weights(beside),
        len(beside),
        len(every),
        rows(analysis, page.rows),
        page,
        _codes(every),
        party_choices(analysis),
        tuple(Choice(key, label) for key, label in _SORTED_BY.items()),
        tuple(in_words(analysis.ignored)),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with what it can be found by."""

    finding: Finding
    weight: str
    searched: str
    parties: frozenset[str]


@once
def ranked(analysis: Analysis) -> tuple[Entry, ...]:
    """Every finding, the heaviest first, those that are accepted last."""
    ordered = sorted(analysis.findings, key=lambda finding: finding.waived)
    return tuple(_entry(analysis, finding) for finding in ordered)


def _entry(analysis: Analysis, finding: Finding) -> Entry:
    parties = (wording.party_name(analysis, party) for party in (finding.owner, finding.counterpart))
    words = (finding.code, finding.message, finding.target, *finding.also, finding.agreement, *finding.path, *parties)
    weight = ACCEPTED if finding.waived else finding.severity.value
    return Entry(finding, weight, " ".join(words).casefold(), parties_of(analysis, finding))


def parties_of(analysis: Analysis, finding: Finding) -> frozenset[str]:
    """Whom a finding concerns: both ends of the link, and whoever makes the other promises that it is about."""
    promises = (analysis.target(name) for name in finding.also if name in analysis.ids)
    agreements = analysis.landscape.agreements
    return frozenset((finding.owner, finding.counterpart, *(agreements[one.agreement].provider for one in promises)))


def chosen(analysis: Analysis, wanted: Wanted) -> list[Finding]:
    """The findings that are wanted, in the order that is wanted."""
    found = [entry for entry in ranked(analysis) if _fits(entry, wanted) and wanted.severity in ("", entry.weight)]
    findings = [entry.finding for entry in found]
    order = _orders(analysis).get(wanted.sort)
    return sorted(findings, key=order) if order else findings


def _orders(analysis: Analysis) -> Mapping[str, Callable[[Finding], tuple[object, ...]]]:
    def ends(finding: Finding) -> tuple[object, ...]:
        agreement = analysis.landscape.agreements.get(finding.agreement)
        end = agreement.term.end_on(analysis.as_of) if agreement else None
        return (end is None, end.toordinal() if end else 0)

    return {
        "missing": lambda finding: (finding.promised is None, -finding.stake),
        "agreement": lambda finding: (natural(finding.agreement), natural(finding.target)),
        "ends": ends,
    }


def _fits(entry: Entry, wanted: Wanted) -> bool:
    finding = entry.finding
    return (
        wanted.code in ("", finding.code)
        and (not wanted.party or wanted.party in entry.parties)
        and all(word in entry.searched for word in wanted.q.casefold().split())
    )


def weights(entries: Iterable[Entry]) -> tuple[Count, ...]:
    """How many findings there are of each weight."""
    counts = Counter(entry.weight for entry in entries)
    return tuple(Count(key, status, counts[key]) for key, status in _WEIGHTS.items() if counts[key])


def _codes(every: Iterable[Entry]) -> tuple[Choice, ...]:
    found = {entry.finding.code for entry in every}
    return tuple(Choice(code, f"{code} {title}") for code, title in TITLES.items() if code in found)


def _said(page: Page[Finding], every: int) -> str:
    if not page.total:
        return "No finding is like this."
    of_all = f" (of {every:,} in all)" if page.total < every else ""
    if page.pages == 1:
        return f"{number(page.total, 'finding')}{of_all}."
    return f"Findings {page.said}{of_all}."


def rows(analysis: Analysis, findings: Iterable[Finding], promise: str = "") -> tuple[Row, ...]:
    """Findings as they are read; on the page of a promise, they are accepted for that one."""
    return tuple(_row(analysis, finding, promise) for finding in findings)


def _row(analysis: Analysis, finding: Finding, promise: str) -> Row:
    target = finding.target if finding.target in analysis.ids else ""
    return Row(
        finding.code,
        TITLES.get(finding.code, ""),
        wording.STATUS[Standing.ACCEPTED] if finding.waived else wording.WEIGHT[finding.severity],
        finding.message,
        Cell(wording.subject(analysis, analysis.target(target)), anchor=target) if target else None,
        _path(analysis, finding.path),
        wording.party_cell(analysis, finding.owner),
        wording.party_cell(analysis, finding.counterpart),
        wording.place_cell(wording.place(analysis, finding.at)),
        query(finding, promise),
        accepted_by(finding, promise),
        at_stake(analysis, finding),
    )


def _path(analysis: Analysis, path: Sequence[str]) -> tuple[Cell, ...]:
    """The agreement first, then services; whatever the model does not know stays plain text."""
    landscape = analysis.landscape
    cells = []
    for step, name in enumerate(path):
        if step == 0 and name in landscape.agreements:
            cells.append(wording.agreement_cell(landscape.agreements[name]))
        elif name in landscape.services:
            cells.append(Cell(wording.service_name(analysis, name), entry=f"services/{name}"))
        elif name in landscape.agreements:
            cells.append(wording.agreement_cell(landscape.agreements[name]))
        else:
            cells.append(Cell(name))
    return tuple(cells)
