"""Two revisions in; everything that is said of how their promises, entries and pictures differ, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from slamodel.analysis import Analysis
from slamodel.compare.compared import compared
from slamodel.diagram import Picture
from slamodel.gaps.wording import number
from slamodel.report.comparison import difference
from slamodel.report.comparison_pages import tables
from slamodel.report.comparison_views import Difference
from slamodel.report.views import Table
from slamodel.report.wording import STATUS

from ..store import Revision
from .diagram import Row

_SIGNS = {"new": "+", "gone": "\u2212", "changed": "~"}
Query: TypeAlias = Mapping[str, int | str]


class Address(Protocol):
    """Where the page of a promise is."""

    def __call__(self, *, id: str) -> str:  # noqa: A002 - as the address calls it
        """The address, by the id of the promise."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which two revisions to set against one another, and whether with one box for each party."""

    old: int
    new: int
    parties: bool = False

    @property
    def query(self) -> Query:
        """The same as parts of an address."""
        return {"old": self.old, "new": self.new, **({"collapse": "party"} if self.parties else {})}

    @property
    def other_boxes(self) -> Query:
        """The same with the other kind of boxes."""
        return replace(self, parties=not self.parties).query

    @property
    def backwards(self) -> Query:
        """The same the other way round."""
        return replace(self, old=self.new, new=self.old).query


def wanted(query: Mapping[str, str], newest: int) -> Wanted:
    """What an address asks for: the newest revision against the one before it, where it says nothing that there is."""
    new = _within(query.get("new", ""), newest, newest)
    return Wanted(_within(query.get("old", ""), newest, max(new - 1, 1)), new, query.get("collapse") == "party")


def _within(text: str, newest: int, otherwise: int) -> int:
    """A number of a revision: the nearest that there is, or another where none is written."""
    if not (text.isascii() and text.isdigit()):
        return otherwise
    return min(max(int(text[:12]), 1), newest)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of the step from one revision to the other: in sentences, in counts and as tables."""

    said: Difference
    promises: Table | None
    changed: Table | None


def told(before: Analysis, after: Analysis, address: Address | None = None) -> Told:
    """Compare two revisions as of one day; `address` is where the page of a promise is that is still there."""
    said = difference(compared(before, after))
    found = tables(said)
    promises = _linked(found.promises, said, address) if found.promises and address else found.promises
    return Told(said, promises, found.changed)


def _linked(table: Table, said: Difference, address: Address) -> Table:
    """The table with a way to the page of each promise."""
    groups = []
    for group, movements in zip(table.groups, said.movements, strict=True):
        rows = [
            (replace(row[0], address=address(id=moved.target)), *row[1:]) if moved.after else row
            for row, moved in zip(group.rows, movements.promises, strict=True)
        ]
        groups.append(replace(group, rows=tuple(rows)))
    return replace(table, groups=tuple(groups))


def mistaken(revisions: Iterable[Revision]) -> str:
    """Which of two revisions have no verdict to compare, since their text has mistakes; empty for neither."""
    found = sorted({revision.number for revision in revisions if not revision.stamp.is_sound})
    if not found:
        return ""
    which = " and ".join(f"revision {one}" for one in found)
    return f"The text of {which} has mistakes, so there is no verdict to compare."


@dataclass(frozen=True, slots=True)
class Change:
    """A box of the picture about which something has changed: what became of it, and what the picture says of it."""

    sign: str
    word: str
    row: Row


def changes(picture: Picture) -> tuple[Change, ...]:
    """The boxes that are not as they were, in the order of the picture."""
    return tuple(
        Change(
            _SIGNS[box.mark],
            "stands differently" if box.is_as_written else box.mark,
            Row(
                box.subject,
                box.subject.kind,
                box.within,
                STATUS[box.standing] if box.standing else None,
                " · ".join(box.facts),
                box.rests_on,
                is_known=False,
            ),
        )
        for box in picture.boxes
        if box.mark in _SIGNS
    )


def same(picture: Picture) -> str:
    """How many boxes are as they were, in words; empty for none."""
    count = sum(box.mark not in _SIGNS for box in picture.boxes)
    return f"{number(count, 'box', 'boxes')} as before" if count else ""
