"""A value that becomes something else altogether in; the splices that write the new one in its place out."""

import re
from collections.abc import Iterator
from typing import cast

from slamodel.edit.render import Renderer
from slamodel.edit.rows import aside, at_line
from slamodel.edit.splice import Pair, Splice
from slamodel.load.tree import Map, Seq

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
LITERAL = re.compile(r"(?:[^\s][^\t\r\n]*\n|\n(?!\n*\Z))*[^\s][^\t\r\n]*\n?")
"""Several lines that can stand as they are: none starts with a blank, and none is empty at the end."""


def replaced(renderer: Renderer, pair: Pair) -> Iterator[Splice]:
    """What puts the new value in place of the old one."""
    page, (old, new, slot) = renderer.page, pair
    end = page.end(old, slot.at)
    token = page.token(slot.at)
    if slot.flow:
        yield _in_brackets(renderer, pair, end)
    elif isinstance(old, str) and BLOCK_HEADER.match(token):
        yield from _of_block_scalar(renderer, pair, end)
    elif isinstance(old, str) and isinstance(new, str):
        yield from _scalar(renderer, pair, end)
    elif slot.is_item:
        yield _item(renderer, pair, end)
    elif isinstance(old, Map | Seq) and not page.is_flow(slot.at):
        yield from _block_below_key(renderer, pair, end)
    else:
        yield from _short_behind_key(renderer, pair, end)


def _scalar(renderer: Renderer, pair: Pair, end: int) -> Iterator[Splice]:
    """A token for a token; a comment further to the right keeps its column where there is room."""
    page, slot = renderer.page, pair.slot
    text = renderer.scalar(cast("str", pair.new), flow=False, old=page.text[slot.at : end])
    blank = " " if end == slot.at and page.text[slot.at - 1 : slot.at] in (":", "-") else ""
    yield Splice(slot.at, end, blank + text)
    yield from aside(page, slot.at, end, len(blank + text))


def _in_brackets(renderer: Renderer, pair: Pair, end: int) -> Splice:
    page, slot = renderer.page, pair.slot
    if isinstance(pair.new, str):
        text = renderer.scalar(pair.new, flow=True, old=page.text[slot.at : end])
    else:
        text = renderer.inline(pair.new, slot.path, page.indent(slot.holder))
    if end == slot.at and not slot.is_item:
        before = page.text[: slot.at]
        text = text if before.endswith(" ") else " " + text if before.endswith(":") else ": " + text
    return Splice(slot.at, end, text)


def _of_block_scalar(renderer: Renderer, pair: Pair, end: int) -> Iterator[Splice]:
    """A text of several lines goes; what stands behind its sign, a comment perhaps, stays."""
    page, slot = renderer.page, pair.slot
    header = BLOCK_HEADER.match(page.text, slot.at)
    below = page.next_line(slot.at)
    inline = renderer.short(pair.new, slot.path, page.column(slot.at))
    lines = [] if inline is not None else renderer.block(pair.new, slot.path, page.column(slot.holder))
    if isinstance(pair.new, str) and "\n" in pair.new and LITERAL.fullmatch(pair.new) and end > below:
        indent = page.text[page.line_start(end) : end]
        indent = indent[: len(indent) - len(indent.lstrip())]
        inline = "|" if pair.new.endswith("\n") else "|-"
        lines = [indent + line if line else "" for line in pair.new.removesuffix("\n").split("\n")]
    yield Splice(slot.at, header.end() if header else slot.at, inline or "")
    yield at_line(page, below, lines)._replace(end=max(below, page.next_line(end)))


def _item(renderer: Renderer, pair: Pair, end: int) -> Splice:
    """A new item behind an old dash."""
    page, slot = renderer.page, pair.slot
    lines = renderer.behind_dash(pair.new, slot.path, page.column(slot.holder))
    blank = " " * (renderer.layout.gap - 1) if slot.at == slot.holder + 1 else ""
    return Splice(slot.at, end, blank + page.newline.join(lines))


def _block_below_key(renderer: Renderer, pair: Pair, end: int) -> Iterator[Splice]:
    """The lines below a key go, with comments among them."""
    page, slot = renderer.page, pair.slot
    column = page.column(slot.holder)
    behind = page.colon(slot.holder)
    below = page.next_line(behind)
    inline = renderer.short(pair.new, slot.path, column)
    if inline is not None:
        yield Splice(behind, behind, f" {inline}")
        yield from aside(page, behind, behind, len(inline) + 1)
    lines = [] if inline is not None else renderer.block(pair.new, slot.path, column)
    yield at_line(page, below, lines)._replace(end=page.behind(end, column + 1))


def _short_behind_key(renderer: Renderer, pair: Pair, end: int) -> Iterator[Splice]:
    """A value on the line of its key, or none at all, becomes a mapping, a list or a text."""
    page, slot = renderer.page, pair.slot
    column = page.column(slot.holder)
    behind = page.colon(slot.holder)
    inline = renderer.short(pair.new, slot.path, behind - slot.holder + column)
    if inline is not None:
        text = inline if slot.at > behind else f" {inline}"
        yield Splice(slot.at, end, text)
        yield from aside(page, slot.at, end, len(text))
        return
    yield Splice(behind, end, "")
    yield from aside(page, behind, end, 0)
    yield at_line(page, page.next_line(end), renderer.block(pair.new, slot.path, column))
