"""A mapping or list in brackets and what is to become of it in; splices out, and the pairs still to be looked into."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from slamodel.edit.lists import aligned
from slamodel.edit.page import Page
from slamodel.edit.render import Renderer
from slamodel.edit.rows import Row
from slamodel.edit.splice import Pair, Slot, Splice
from slamodel.load import Plain
from slamodel.load.tree import Map, Seq

REST_OF_LINE = re.compile(r"[ \t]*(,)?[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")
COMMA = re.compile(r"[ \t]*,")


def changed_map(renderer: Renderer, pair: Pair) -> Iterator[Splice | Pair]:
    """What becomes of a mapping of which at least one key stays."""
    page, old, new = renderer.page, cast("Map", pair.old), cast("dict[str, Plain]", pair.new)
    marks = list(zip(old, old.marks[::2], old.marks[1::2], strict=True))
    rows = [Row(holder, page.end(old[key], at)) for key, holder, at in marks]
    gone = [key not in new for key in old]
    yield from _removals(page, rows, gone)
    for key, holder, at in marks:
        if key in new:
            yield Pair(old[key], new[key], Slot(at, holder, (*pair.slot.path, key), flow=True))
    column = _column(page, rows[-1])
    added = [_member(renderer, pair, key, column) for key in new if key not in old]
    if added:
        yield from _insertion(page, rows, gone, _last_kept(gone), added)


def changed_list(renderer: Renderer, pair: Pair) -> Iterator[Splice | Pair]:
    """What becomes of a list that is not empty and does not become so."""
    page, old, new = renderer.page, cast("Seq", pair.old), cast("list[Plain]", pair.new)
    rows = [Row(at, page.end(item, at)) for item, at in zip(old, old.marks, strict=True)]
    found = aligned(old, new)
    yield from _removals(page, rows, found.gone)
    for was, becomes in found.pairs:
        slot = Slot(old.marks[was], old.marks[was], (*pair.slot.path, becomes), flow=True, is_item=True)
        yield Pair(old[was], new[becomes], slot)
    column = _column(page, rows[-1])
    for after, places in found.added:
        added = [renderer.inline(new[place], (*pair.slot.path, place), column) for place in places]
        yield from _insertion(page, rows, found.gone, after, added)


def _column(page: Page, last: Row) -> int:
    """From where on what a new member holds is further in: that of the last one, wherever the first one stands."""
    return page.indent(last.start if page.opens_line(last.start) else last.end)


def _member(renderer: Renderer, pair: Pair, key: str, column: int) -> str:
    """A new entry, with the colon written like that of the first one in JSON."""
    page, old, new = renderer.page, cast("Map", pair.old), cast("dict[str, Plain]", pair.new)
    colon = page.text[page.spans.scalars.get(old.marks[0], 0) : old.marks[1]] if page.json else ": "
    return renderer.scalar(key, flow=True) + colon + renderer.inline(new[key], (*pair.slot.path, key), column)


def _removals(page: Page, rows: Sequence[Row], gone: Sequence[bool]) -> Iterator[Splice]:
    """What takes rows out with a comma each; one of them at least stays, and so do comments."""
    if any("#" in page.text[row.end : following.start] for row, following in pairwise(rows)):
        yield from (_removal_beside_comments(page, row) for row, is_gone in zip(rows, gone, strict=True) if is_gone)
        return
    first_kept = gone.index(False)
    for place, row in enumerate(rows):
        if gone[place] and place < first_kept:
            yield Splice(row.start, rows[place + 1].start, "")
        elif gone[place]:
            yield Splice(rows[place - 1].end, row.end, "")


def _removal_beside_comments(page: Page, row: Row) -> Splice:
    """What takes a row out with the comma behind it; when it is alone on its line, with the line and its comment."""
    rest = REST_OF_LINE.match(page.text, row.end)
    if rest and page.opens_line(row.start):
        return Splice(page.line_start(row.start), page.next_line(row.end), "")
    comma = COMMA.match(page.text, row.end)
    return Splice(row.start, comma.end() if comma else row.end, "")


def _last_kept(gone: Sequence[bool]) -> int:
    return len(gone) - 1 - list(reversed(gone)).index(False)


def _insertion(
    page: Page, rows: Sequence[Row], gone: Sequence[bool], after: int, added: Sequence[str]
) -> Iterator[Splice]:
    """What puts new members behind a row, or before the first one."""
    parted = _separator(page, rows)
    if after < 0:
        yield Splice(rows[0].start, rows[0].start, "".join(f"{member}{parted}" for member in added))
        return
    end = rows[after].end
    rest = REST_OF_LINE.match(page.text, end) if "\n" in parted or "\r" in parted else None
    if rest is None or any(gone[after + 1 :]):
        yield Splice(end, end, "".join(f"{parted}{member}" for member in added))
        return
    line = parted.removeprefix(",")
    if not rest[1]:
        yield Splice(end, end, ",")
    text = line + ("," + line).join(added) + ("," if rest[1] else "")
    yield Splice(rest.end(), rest.end(), text)


def _separator(page: Page, rows: Sequence[Row]) -> str:
    """What parts members: as between the first two, each on a line of its own, or a comma and a blank."""
    if page.opens_line(rows[-1].start):
        return "," + page.newline + page.text[page.line_start(rows[-1].start) : rows[-1].start]
    usual = "," if page.json and '": ' not in page.text else ", "
    between = page.text[rows[0].end : rows[1].start] if len(rows) > 1 else usual
    return between if between.strip() == "," and not set("\r\n") & set(between) else ", "
