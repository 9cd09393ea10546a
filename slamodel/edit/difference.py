"""The text of a page and the tree it is to have in; the splices that get it there out, none where nothing differs."""

import re
from collections.abc import Iterator

from slamodel.edit import blocks, flows, lists
from slamodel.edit.page import Page
from slamodel.edit.render import Renderer
from slamodel.edit.rows import at_line
from slamodel.edit.splice import Pair, Slot, Splice, in_order
from slamodel.edit.unfold import is_too_long, unfolded
from slamodel.edit.values import replaced
from slamodel.load import Plain
from slamodel.load.tree import Map, Seq


def splices(renderer: Renderer, wanted: dict[str, Plain]) -> list[Splice]:
    """Compare from the top down, and look only into what differs."""
    page = renderer.page
    found: list[tuple[Splice, int]] = []
    waiting = [Pair(page.tree, wanted, Slot(page.tree.at, page.tree.at, (), flow=False))]
    while waiting:
        pair = waiting.pop()
        if pair.old == pair.new:
            continue
        refuse_shared(page, pair.slot.at)
        for step in _steps(renderer, pair):
            if isinstance(step, Pair):
                waiting.append(step)
            else:
                found.append((step, len(pair.slot.path)))
    return in_order(found)


def _steps(renderer: Renderer, pair: Pair) -> Iterator[Splice | Pair]:
    page, (old, new, slot) = renderer.page, pair
    is_flow = page.is_flow(slot.at)
    is_same_kind = (isinstance(old, Seq) and isinstance(new, list)) or (isinstance(old, Map) and isinstance(new, dict))
    if is_flow and is_same_kind and is_too_long(renderer, pair):
        return unfolded(renderer, pair)
    if old and new and isinstance(old, Seq) and isinstance(new, list):
        return flows.changed_list(renderer, pair) if is_flow else lists.changed_list(renderer, pair)
    if isinstance(old, Map) and isinstance(new, dict):
        if any(key in new for key in old):
            return flows.changed_map(renderer, pair) if is_flow else blocks.changed_map(renderer, pair)
        if not new and not is_flow and not slot.is_item and slot.path:
            return blocks.emptied(page, pair)
    return replaced(renderer, pair) if slot.path else _whole(renderer, pair)


def _whole(renderer: Renderer, pair: Pair) -> Iterator[Splice]:
    """A file in which nothing stood before, or of which nothing stays."""
    page = renderer.page
    if page.tree:
        raise page.refusal("nothing of this file would stay", page.tree.at)
    if isinstance(pair.new, dict):
        lines = [line for key, value in pair.new.items() for line in renderer.entry(key, value, (key,), 0)]
        yield at_line(page, len(page.text), lines)


def refuse_shared(page: Page, at: int) -> None:
    """A value that stands in several places through an anchor is no matter for a form that shows one of them."""
    text = page.text
    if text[at : at + 1] not in ("*", "&"):
        return
    name = text[at + 1 : page.line_end(at)].split(None, 1)[0].rstrip(",]}")
    other = re.escape(("&" if text[at] == "*" else "*") + name)
    found = re.search(rf"(?<!\S){other}(?![^\s,\]}}])", text)
    if found:
        line = page.spans.source.place(found.start()).line
        raise page.refusal(f"this value is shared with line {line} by an anchor", at)
