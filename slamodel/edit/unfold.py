"""A mapping or list in brackets that has become too long for its line in; the lines that hold it in block style out."""

import re
from collections.abc import Iterator
from typing import cast

from slamodel.edit.layout import WIDTH
from slamodel.edit.render import Renderer
from slamodel.edit.rows import aside, at_line
from slamodel.edit.splice import Pair, Splice
from slamodel.load import Plain
from slamodel.load.tree import Map, Seq, Value

NEEDS_BRACKETS = re.compile(r"[\"'][^\"']*[\"']:\S|\n|#")


def is_too_long(renderer: Renderer, pair: Pair) -> bool:
    """Whether a bracketed value below a key, which fits on its line today, gets members for which there is no room."""
    page, slot = renderer.page, pair.slot
    end = page.end(pair.old, slot.at)
    stays = page.json or slot.flow or slot.is_item or not slot.path or len(pair.new) <= len(pair.old)
    if stays or NEEDS_BRACKETS.search(page.text[slot.at : end]):
        return False
    grown = len(renderer.inline(pair.new, slot.path, 0)) - len(renderer.inline(cast("Plain", pair.old), slot.path, 0))
    return grown > 0 and page.column(end) <= WIDTH < page.column(end) + grown


def unfolded(renderer: Renderer, pair: Pair) -> Iterator[Splice]:
    """What puts each member on a line of its own; those that stay are written as they were."""
    page, slot = renderer.page, pair.slot
    behind, end = page.colon(slot.holder), page.end(pair.old, slot.at)
    yield Splice(behind, end, "")
    yield from aside(page, behind, end, 0)
    lines = _entries(renderer, pair) if isinstance(pair.old, Map) else _items(renderer, pair)
    yield at_line(page, page.next_line(slot.at), list(lines))


def _entries(renderer: Renderer, pair: Pair) -> Iterator[str]:
    page, old, new = renderer.page, cast("Map", pair.old), cast("dict[str, Plain]", pair.new)
    column = page.column(pair.slot.holder) + renderer.layout.step
    marks = zip(old.values(), old.marks[::2], old.marks[1::2], strict=True)
    written = dict(zip(old, (page.text[start : page.end(value, at)] for value, start, at in marks), strict=True))
    for key, value in new.items():
        if old.get(key) == value:
            yield " " * column + written[key]
        else:
            yield from renderer.entry(key, value, (*pair.slot.path, key), column)


def _items(renderer: Renderer, pair: Pair) -> Iterator[str]:
    page, old, new = renderer.page, cast("list[Plain]", pair.old), cast("list[Plain]", pair.new)
    column = page.column(pair.slot.holder) + renderer.layout.dash
    start = " " * column + "-" + " " * (renderer.layout.gap - 1)
    marks = cast("Seq", pair.old).marks
    for place, item in enumerate(new):
        if item in old:
            at = marks[old.index(item)]
            yield start + page.text[at : page.end(cast("Value", item), at)]
        else:
            yield from renderer.item(item, (*pair.slot.path, place), column)
