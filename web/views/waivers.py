"""An analysis in; the list of accepted risks out: each waiver with all it covers, and those that do not count."""

from collections.abc import Iterator
from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.model import Waiver
from slamodel.report import accepted, figures, wording
from slamodel.report.views import Cell

from .gaps import TITLES

_MOST_COVERED = 25


@dataclass(frozen=True, slots=True)
class Covered:
    """A promise that a waiver covers, with what is promised and what there is for it."""

    promise: Cell
    about: str
    figures: str


@dataclass(frozen=True, slots=True)
class Line:
    """One waiver as it is read; `said` is what it covers where that is no promise, or why it does not count."""

    code: str
    title: str
    owner: str
    reason: str
    until: str
    left: str
    agreement: Cell
    place: Cell
    number: int
    covered: tuple[Covered, ...]
    more: int
    said: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The waivers that hold, the first to end first, and those that do not count."""

    holding: tuple[Line, ...]
    amiss: tuple[Line, ...]


def listing(analysis: Analysis) -> Listing:
    """All waivers of a model."""
    holding: dict[tuple[str | int, ...], list[accepted.Risk]] = {}
    for risk in accepted.risks(analysis):
        holding.setdefault(risk.accepted.at, []).append(risk)
    lines = sorted(holding.items(), key=lambda pair: (str(pair[1][0].accepted.waiver.until), pair[0][1], pair[0][3]))
    return Listing(tuple(_holding(analysis, at, risks) for at, risks in lines), tuple(_amiss(analysis)))


def _holding(analysis: Analysis, at: tuple[str | int, ...], risks: list[accepted.Risk]) -> Line:
    names = [risk.accepted.promise for risk in risks if risk.accepted.promise in analysis.ids]
    said = "" if names else risks[0].finding.message
    return _line(analysis, at, risks[0].accepted.waiver, names, said)


def _amiss(analysis: Analysis) -> Iterator[Line]:
    for finding in analysis.findings:
        if finding.code == "F004" and finding.at[2:3] == ("waivers",):
            number = int(finding.at[3])
            waiver = analysis.landscape.agreements[finding.agreement].waivers[number]
            yield _line(analysis, finding.at[:4], waiver, list(finding.promises), finding.message)


def _line(analysis: Analysis, at: tuple[str | int, ...], waiver: Waiver, names: list[str], said: str) -> Line:
    return Line(
        waiver.rule,
        TITLES.get(waiver.rule, ""),
        waiver.owner or "",
        waiver.reason or "",
        wording.day(waiver.until) if waiver.until else "",
        accepted.left(waiver, analysis.as_of),
        wording.agreement_cell(analysis.landscape.agreements[str(at[1])]),
        wording.place_cell(wording.place(analysis, at)),
        int(at[3]),
        tuple(_covered(analysis, name) for name in names[:_MOST_COVERED]),
        max(len(names) - _MOST_COVERED, 0),
        said,
    )


def _covered(analysis: Analysis, name: str) -> Covered:
    promise = analysis.target(name)
    about = wording.made_for(analysis, analysis.landscape.agreements[promise.agreement])
    told = ""
    if promise.promised is not None:
        promised, ensured, *_ = figures.of(promise)
        told = f"promised {promised.text}, ensured below {ensured.text}"
    return Covered(Cell(wording.subject(analysis, promise), anchor=name), about, told)
