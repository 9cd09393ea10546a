"""A mapping in block style and what is to become of it in; splices out, and the pairs still to be looked into."""

from collections.abc import Iterator, Sequence
from typing import cast

from slamodel.edit.page import Page
from slamodel.edit.render import Renderer
from slamodel.edit.rows import Row, are_apart, insertion, removal, removals
from slamodel.edit.splice import Pair, Slot, Splice
from slamodel.load import Plain
from slamodel.load.tree import Map

HEAD = ("slamodel", "title", "currency", "conventions", "overrides", "findings")
ORDER = (*HEAD, "parties", "calendars", "maintenance", "services", "agreements", "scales", "metrics")
"""The order in which a model file is told."""


def changed_map(renderer: Renderer, pair: Pair) -> Iterator[Splice | Pair]:
    """What becomes of a mapping of which at least one key stays."""
    old, new = cast("Map", pair.old), cast("dict[str, Plain]", pair.new)
    if old.keys() != new.keys():
        yield from _other_keys(renderer, pair)
    for key, holder, at in zip(old, old.marks[::2], old.marks[1::2], strict=True):
        if key in new:
            yield Pair(old[key], new[key], Slot(at, holder, (*pair.slot.path, key), flow=False))


def _other_keys(renderer: Renderer, pair: Pair) -> Iterator[Splice]:
    """What takes rows out, and puts new ones in."""
    page, old, new = renderer.page, cast("Map", pair.old), cast("dict[str, Plain]", pair.new)
    rows = rows_of(page, old)
    yield from removals(page, rows, [key not in new for key in old])
    for key in new:
        if key not in old:
            yield _added(renderer, pair, rows, key)


def emptied(page: Page, pair: Pair) -> Iterator[Splice]:
    """What takes all entries out of a mapping below a key; comments between them stay."""
    behind = page.colon(pair.slot.holder)
    yield Splice(behind, behind, " {}")
    for row in rows_of(page, cast("Map", pair.old)):
        yield removal(page, row)


def rows_of(page: Page, node: Map) -> list[Row]:
    """The rows of a mapping in block style."""
    marks = zip(node.values(), node.marks[::2], node.marks[1::2], strict=True)
    return [Row(key_at, page.end(value, at)) for value, key_at, at in marks]


def _added(renderer: Renderer, pair: Pair, rows: Sequence[Row], key: str) -> Splice:
    new = cast("dict[str, Plain]", pair.new)
    path = (*pair.slot.path, key)
    lines = renderer.entry(key, new[key], path, renderer.page.column(rows[0].start))
    if len(lines) == 1:
        lines = [_in_column(renderer, cast("Map", pair.old), key, lines[0])]
    if are_apart(renderer.page, rows, long=len(lines) > 1) and key not in HEAD:
        lines = ["", *lines]
    return insertion(renderer.page, rows, _place(list(cast("Map", pair.old)), path), lines)


def _in_column(renderer: Renderer, old: Map, key: str, line: str) -> str:
    """The line of a new entry, with its value in the column of all values before it where these form a table."""
    page = renderer.page
    columns = {page.column(at) for at in old.marks[-5::2]}
    written = zip(old.marks[-6::2], old.marks[-5::2], strict=True)
    is_table = len(old) > 2 and len(columns) == 1 and any(page.text[:at].endswith("  ") for _, at in written)
    start, colon, value = line.partition(renderer.scalar(key, flow=False) + ": ")
    room = columns.pop() - len(start + colon)
    return start + colon + " " * room + value if is_table and room > 0 else line


def _place(keys: Sequence[str], path: tuple[str | int, ...]) -> int:
    """Behind which row a new key comes: the last one, but sections of a file have their order."""
    last = len(keys) - 1
    if len(path) > 1 or path[0] not in ORDER:
        return last
    rank = ORDER.index(str(path[0]))
    earlier = [place for place, key in enumerate(keys) if key in ORDER and ORDER.index(key) < rank]
    return max(earlier, default=last)
