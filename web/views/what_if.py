"""A model and the same with changes, both analysed, in; how their verdicts differ, the worst first, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.compare.findings import opened_and_closed
from slamodel.compare.promises import differ
from slamodel.gaps import Finding
from slamodel.propagate import Promise, Standing
from slamodel.report import figures, promises, wording
from slamodel.report.views import Cell, Column, Group, Status, Table

from .tried_in_words import lead
from .verdicts import in_number

MOST_ROWS = 100
MOST_FINDINGS = 50
_COLUMNS = (
    Column("Promise"),
    Column("Promised", is_number=True),
    Column("Ensured today", is_number=True),
    Column("With the change", is_number=True),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises stand so today, and then."""

    status: Status
    before: int
    after: int

    @property
    def word(self) -> str:
        """The status as it follows the number."""
        return in_number(self.status, self.after)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be different: a sentence, the counts, and the promises whose status or figures change."""

    lead: str
    tallies: tuple[Tally, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class Line:
    """One finding."""

    status: Status
    message: str
    code: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings that would be gone, and new ones; `more` are those of each that are not listed."""

    closed: tuple[Line, ...]
    opened: tuple[Line, ...]
    more_closed: int
    more_opened: int


def outcome(before: Analysis, after: Analysis, starts: Sequence[str] = ()) -> Outcome:
    """What would be different; promises that somebody started from are shown in any case."""
    pairs = [(before.target(name), after.target(name)) for name in _in_both(before, after)]
    changed = {then.id: today for today, then in pairs if today is not then and differ(today, then)}
    known = [name for name in starts if name in before.ids and name in after.ids]
    return Outcome(lead(before, after, changed, known), _tallies(before, after), _table(before, after, changed, known))


def _in_both(before: Analysis, after: Analysis) -> Iterator[str]:
    return (promise.id for promise in after.promises if promise.id in before.ids)


def _tallies(before: Analysis, after: Analysis) -> tuple[Tally, ...]:
    counts = [[p.standing for p in analysis.checked] for analysis in (before, after)]
    found = (Tally(wording.STATUS[one], *(standings.count(one) for standings in counts)) for one in Standing)
    return tuple(tally for tally in found if tally.before or tally.after)


def _table(before: Analysis, after: Analysis, changed: dict[str, Promise], starts: Sequence[str]) -> Table | None:
    ranked = promises.worst_first(after, (after.target(name) for name in changed if name not in starts))
    moved = [then for then in ranked if wording.status(changed[then.id]) != wording.status(then)]
    others = [then for then in ranked if wording.status(changed[then.id]) == wording.status(then)]
    groups = (
        ("The promise you started from", [after.target(name) for name in starts]),
        ("Another status", moved[:MOST_ROWS]),
        ("The same status, other figures", others[: max(0, MOST_ROWS - len(moved))]),
    )
    found = tuple(Group(name, tuple(_rows(before, after, which))) for name, which in groups if which)
    shown = sum(len(group.rows) for group in found)
    note = promises.cut_note(shown, len(ranked) + len(starts))
    return Table("Today and with the changes", _COLUMNS, found, note) if found else None


def _rows(before: Analysis, after: Analysis, found: Iterable[Promise]) -> Iterator[tuple[Cell, ...]]:
    for then in found:
        today = before.target(then.id)
        about = wording.made_for(after, after.landscape.agreements[then.agreement])
        yield (
            Cell(wording.subject(after, then), (about,), anchor=then.id),
            _promised(today, then),
            _against(today, then, _ensured(today)),
            _ensured(then),
        )


def _promised(today: Promise, then: Promise) -> Cell:
    if then.promised is None:
        return Cell("not evaluated yet")
    cell = figures.of(then)[0]
    if today.promised is None or today.target == then.target:
        return cell
    return Cell(cell.text, (*cell.details, f"today {figures.of(today)[0].text}"))


def _against(today: Promise, then: Promise, cell: Cell) -> Cell:
    """The status of today beside what is promised today, where that would be another level."""
    if today.promised is None or today.target == then.target:
        return cell
    return Cell(cell.text, (f"of {figures.of(today)[0].text} promised today", *cell.details), cell.status)


def _ensured(promise: Promise) -> Cell:
    """The status with the figure behind it, and why."""
    status, why = wording.status(promise), promises.because(promise)
    if promise.promised is None:
        return Cell("", why, status)
    figure = figures.of(promise)[1]
    return Cell(figure.text, (*figure.details, *why), status)


def findings(before: Analysis, after: Analysis) -> Findings:
    """Findings that only one of both has; one that says the same by another way or of other figures counts as kept."""
    opened, closed = opened_and_closed(before, after)
    return Findings(
        tuple(map(_line, closed[:MOST_FINDINGS])),
        tuple(map(_line, opened[:MOST_FINDINGS])),
        max(0, len(closed) - MOST_FINDINGS),
        max(0, len(opened) - MOST_FINDINGS),
    )


def _line(finding: Finding) -> Line:
    return Line(wording.WEIGHT[finding.severity], finding.message, finding.code)
