"""The rows of a block in; which lines a row takes with it when it goes, and where new rows come in, out."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from slamodel.edit.page import Page
from slamodel.edit.splice import Splice

ASIDE = re.compile(r"( {2,})#")


class Row(NamedTuple):
    """An entry or item of a block: where its key or dash stands, and where its value ends."""

    start: int
    end: int


def lines_of(page: Page, row: Row) -> tuple[int, int]:
    """From where to where a row goes: with the comment right above it, and those below that are further in."""
    column = page.column(row.start)
    begin = page.line_start(row.start)
    while begin > 0 and page.comment_column(page.line_start(begin - 1)) == column:
        begin = page.line_start(begin - 1)
    return begin, page.behind(row.end, column + 1)


def removals(page: Page, rows: Sequence[Row], gone: Sequence[bool]) -> Iterator[Splice]:
    """What takes rows out; one of them at least stays."""
    first = 0
    if gone[0] and not page.opens_line(rows[0].start):
        first = gone.index(False)
        yield Splice(rows[0].start, _resumed(page, rows[first - 1]), "")
    for row, is_gone in list(zip(rows, gone, strict=True))[first:]:
        if is_gone:
            yield removal(page, row)


def removal(page: Page, row: Row) -> Splice:
    """What takes a row out that has its lines to itself; of two blank lines that then meet one goes too."""
    begin, end = lines_of(page, row)
    if begin > 0 and page.is_blank(end):
        above = page.line_start(begin - 1)
        begin = above if page.is_blank(above) else begin
    return Splice(begin, end, "")


def _resumed(page: Page, row: Row) -> int:
    """Where the text behind a row goes on: at the next row, or at a comment above it."""
    after = page.next_line(row.end)
    blanks = len(page.text[after:]) - len(page.text[after:].lstrip())
    return after + blanks


def insertion(page: Page, rows: Sequence[Row], after: int, lines: Sequence[str]) -> Splice:
    """What puts lines behind a row; behind the last one, comments below belong to it."""
    row = rows[after]
    is_last = after == len(rows) - 1
    return at_line(page, page.behind(row.end, page.column(row.start) + (not is_last)), lines)


def at_line(page: Page, offset: int, lines: Sequence[str]) -> Splice:
    """What puts lines where a line starts, or where the text ends."""
    return Splice(offset, offset, "".join(line + page.newline for line in lines))


def aside(page: Page, start: int, end: int, length: int) -> Iterator[Splice]:
    """What keeps a comment in its column, where there is room, when what stands before it has another length."""
    found = ASIDE.match(page.text, end)
    if found and page.line_start(start) == page.line_start(end):
        yield Splice(end, found.end(1), " " * max(len(found[1]) + end - start - length, 1))


def are_apart(page: Page, rows: Sequence[Row], *, long: bool) -> bool:
    """Whether blank lines part the rows, judged by the last two neighbours that take several lines, or one each."""
    for above, row in reversed(list(pairwise(rows))):
        if long in (_is_long(page, row), _is_long(page, above)):
            return _has_blank_line(page, page.next_line(above.end), page.line_start(row.start))
    return False


def _is_long(page: Page, row: Row) -> bool:
    return page.next_line(row.start) < page.next_line(row.end)


def _has_blank_line(page: Page, start: int, end: int) -> bool:
    while start < end:
        if page.is_blank(start):
            return True
        start = page.next_line(start)
    return False
