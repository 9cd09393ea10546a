"""A list in block style and what is to become of it in; splices out, and the pairs still to be looked into."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from slamodel.edit.render import Renderer
from slamodel.edit.rows import Row, at_line, insertion, lines_of, removal, removals
from slamodel.edit.splice import Pair, Slot, Splice
from slamodel.load import Plain
from slamodel.load.tree import Map, Seq, Value

MOST_COMPARED = 2500


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which items of a list became which: pairs by place, those that go, and the new ones behind each old one."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[bool, ...]
    added: tuple[tuple[int, tuple[int, ...]], ...]
    """Place of an old item, -1 for the begin of the list, and places of the new ones behind it."""


def aligned(old: Seq, new: list[Plain]) -> Alignment:
    """Match the items of two lists that are not empty: first those that say the same, then others by their place."""
    pairs = list(_paired(old, new))
    kept, becoming = dict(pairs), {becomes: was for was, becomes in pairs}
    added: dict[int, list[int]] = {}
    after = -1
    for place in range(len(new)):
        if place in becoming:
            after = becoming[place]
        else:
            added.setdefault(after, []).append(place)
    gone = tuple(was not in kept for was in range(len(old)))
    return Alignment(tuple(pairs), gone, tuple((was, tuple(places)) for was, places in added.items()))


def _paired(old: Seq, new: list[Plain]) -> Iterator[tuple[int, int]]:
    """Pairs of items, in order: at both ends those that say the same, between them what the fewest changes leave."""
    names, wanted = [_named(item) for item in old], [_named(item) for item in new]
    head = _common(names, wanted)
    tail = _common(names[head:][::-1], wanted[head:][::-1])
    was, becomes = len(names) - tail, len(wanted) - tail
    yield from ((place, place) for place in range(head))
    matcher = SequenceMatcher(None, names[head:was], wanted[head:becomes], autojunk=False)
    leaving, coming = set(names[head:was]), set(wanted[head:becomes])
    for tag, *spans in matcher.get_opcodes():
        old_start, old_end, new_start, new_end = (offset + head for offset in spans)
        if tag == "equal":
            yield from zip(range(old_start, old_end), range(new_start, new_end), strict=True)
        else:  # what only moves is no partner for something else
            olds = [place for place in range(old_start, old_end) if names[place] not in coming]
            news = [place for place in range(new_start, new_end) if wanted[place] not in leaving]
            yield from matched(old, new, olds, news)
    yield from zip(range(was, len(names)), range(becomes, len(wanted)), strict=True)


def _common(names: Sequence[str], others: Sequence[str]) -> int:
    """How many items are the same at the begin of two lists."""
    return next(
        (place for place, pair in enumerate(zip(names, others, strict=False)) if pair[0] != pair[1]),
        min(len(names), len(others)),
    )


def matched(old: Seq, new: list[Plain], olds: list[int], news: list[int]) -> list[tuple[int, int]]:
    """Pairs of items that differ, in order and as alike as can be; any pair is better than none."""
    if len(olds) * len(news) > MOST_COMPARED:
        return list(zip(olds, news, strict=False))
    nothing: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
    below = [nothing] * (len(news) + 1)
    for was in reversed(olds):
        row = [nothing]
        for place, becomes in reversed(list(enumerate(news))):
            score, rest = below[place + 1]
            together = (score + _likeness(old[was], new[becomes]), ((was, becomes), *rest))
            row.append(max(together, below[place], row[-1], key=lambda found: found[0]))
        below = row[::-1]
    return list(below[0][1])


def _likeness(old: Value, new: Plain) -> float:
    if isinstance(old, Map) and isinstance(new, dict):
        shared = [key for key in old if key in new]
        return 0.1 + 0.2 * len(shared) + sum(old[key] == new[key] for key in shared)
    return (
        0.1 if isinstance(old, str) == isinstance(new, str) and isinstance(old, Map) == isinstance(new, dict) else 0.01
    )


def changed_list(renderer: Renderer, pair: Pair) -> Iterator[Splice | Pair]:
    """What becomes of a list that is not empty and does not become so."""
    page, old, new = renderer.page, cast("Seq", pair.old), cast("list[Plain]", pair.new)
    column = page.column(old.at)
    dashes = [old.at, *(page.dash(at, column) for at in old.marks[1:])]
    rows = [Row(dash, page.end(item, at)) for dash, item, at in zip(dashes, old, old.marks, strict=True)]
    found = aligned(old, new)
    yield from removals(page, rows, found.gone)
    for was, becomes in found.pairs:
        slot = Slot(old.marks[was], dashes[was], (*pair.slot.path, becomes), flow=False, is_item=True)
        yield Pair(old[was], new[becomes], slot)
    moved = _moved(renderer, old, rows, found.gone)
    for after, places in found.added:
        lines = [
            line
            for place in places
            for line in moved.take(new[place]) or renderer.item(new[place], (*pair.slot.path, place), column)
        ]
        yield _put(renderer, rows, after, lines, is_first_gone=found.gone[0])


class _Moved:
    """Items that go and may come back elsewhere: with their lines, and the comments on them."""

    def __init__(self, items: "dict[str, list[list[str]]]") -> None:
        self.items = items

    def take(self, item: Plain) -> list[str] | None:
        """The lines of an item that says the same, each of them once."""
        waiting = self.items.get(_named(item))
        return waiting.pop() if waiting else None


def _moved(renderer: Renderer, old: Seq, rows: list[Row], gone: tuple[bool, ...]) -> _Moved:
    page = renderer.page
    items: dict[str, list[list[str]]] = {}
    for item, row, is_gone in zip(old, rows, gone, strict=True):
        if is_gone and page.opens_line(row.start):
            begin, end = lines_of(page, row)
            items.setdefault(_named(item), []).append(page.text[begin:end].splitlines())
    return _Moved(items)


def _put(renderer: Renderer, rows: list[Row], after: int, lines: list[str], *, is_first_gone: bool) -> Splice:
    page = renderer.page
    if after >= 0:
        return insertion(page, rows, after, lines)
    if is_first_gone and page.opens_line(rows[0].start):
        return at_line(page, removal(page, rows[0]).start, lines)
    first, pad = rows[0].start, " " * page.column(rows[0].start)
    return Splice(first, first, page.newline.join((*lines, pad)).removeprefix(pad))


def _named(item: "Plain | Value") -> str:
    return json.dumps(item, sort_keys=True)
