"""Tables of the report in; the same for pages out: what a cell names becomes an address, long ones come in pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from slamodel.report.views import Ask, AskGroup, Cell, Table

T = TypeVar("T")

PAGE = 100
"""Rows that one page shows."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where pages lead: for a promise by its id, for an entry by its section and id; empty where there is no page."""

    promise: Callable[[str], str]
    entry: Callable[[str, str], str]


def linked(table: Table, to: Addresses) -> Table:
    """A table whose cells lead to pages."""
    groups = tuple(
        replace(group, rows=tuple(tuple(linked_cell(cell, to) for cell in row) for row in group.rows))
        for group in table.groups
    )
    return replace(table, groups=groups)


def linked_cell(cell: Cell, to: Addresses) -> Cell:
    """A cell that leads to a page, when it names a promise or an entry."""
    if cell.anchor:
        return replace(cell, anchor="", address=to.promise(cell.anchor))
    if cell.entry:
        section, _, name = cell.entry.partition("/")
        return replace(cell, address=to.entry(section, name))
    return cell


def linked_asks(group: AskGroup, to: Addresses) -> AskGroup:
    """What to ask of one counterpart, with addresses for the promises that it helps."""
    return replace(group, asks=tuple(_linked_ask(ask, to) for ask in group.asks))


def _linked_ask(ask: Ask, to: Addresses) -> Ask:
    return replace(ask, closes=tuple(linked_cell(cell, to) for cell in ask.closes))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page of many; `first` and `last` count from 1 and are 0 where there is nothing."""

    rows: tuple[T, ...]
    number: int
    pages: int
    first: int
    last: int
    total: int

    @property
    def said(self) -> str:
        """How much of how much is shown."""
        if self.pages == 1:
            return f"All {self.total:,}" if self.total > 1 else f"{self.total}"
        return f"{self.first:,} to {self.last:,} of {self.total:,}"


def paged(rows: Sequence[T], number: int, size: int = PAGE) -> Page[T]:
    """One page of rows; a number beyond the last page is the last page."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(number, 1), pages)
    start = (number - 1) * size
    shown = tuple(rows[start : start + size])
    return Page(shown, number, pages, start + 1 if shown else 0, start + len(shown), len(rows))
