"""A finding in; what it comes from, when it bites, the money, and every promise that it is about, in words, out."""

from dataclasses import dataclass
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.report import figures, wording
from slamodel.report.views import Cell
from slamodel.units import show_money

_FIRST, _MOST = 5, 200


@dataclass(frozen=True, slots=True)
class AtStake:
    """`subject` is the agreement or the service to talk about; of the promises the first stand open, others folded."""

    subject: Cell | None
    bites: str
    money: str
    first: tuple[Cell, ...]
    others: tuple[Cell, ...]
    beyond: int

    @property
    def folded(self) -> int:
        """How many promises are not open at once."""
        return len(self.others) + self.beyond


def at_stake(analysis: Analysis, finding: Finding) -> AtStake:
    """What is at stake; promises are listed where there are several."""
    names = [name for name in finding.promises if name in analysis.ids]
    names = names if len(names) > 1 else []
    cells = tuple(_promise(analysis, name) for name in islice(names, _MOST))
    money = "" if finding.exposure is None else show_money(finding.exposure, analysis.landscape.currency)
    return AtStake(
        _subject(analysis, finding),
        wording.day(finding.bites) if finding.bites else "",
        money,
        cells[:_FIRST],
        cells[_FIRST:],
        len(names) - len(cells),
    )


def _subject(analysis: Analysis, finding: Finding) -> Cell | None:
    landscape, name = analysis.landscape, next(filter(None, finding.cause), "")
    if name in landscape.agreements:
        return wording.agreement_cell(landscape.agreements[name])
    if name in landscape.services:
        return Cell(wording.service_name(analysis, name), entry=f"services/{name}")
    return wording.party_cell(analysis, name) if name in landscape.parties else None


def _promise(analysis: Analysis, name: str) -> Cell:
    """A promise with what is promised in it, and what is supported."""
    promise = analysis.target(name)
    subject = wording.subject(analysis, promise)
    if promise.promised is None:
        return Cell(subject, (promise.agreement,), anchor=name)
    promised, supported, *_ = figures.of(promise)
    told = f"{promised.text} promised, {supported.text} supported"
    return Cell(subject, (promise.agreement, told), anchor=name)
