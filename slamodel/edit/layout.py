"""A page in; how its author lays things out: indentation, and what stands in brackets, told from similar places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TypeAlias

from slamodel.edit.change import Path
from slamodel.edit.page import Page
from slamodel.load import Plain
from slamodel.load.tree import Map, Seq, Value

WIDTH = 120
MOST_EXAMPLES = 300

Spot: TypeAlias = tuple[Value, int, int]
"""A value, where it begins, and where its key or item begins."""


@dataclass(frozen=True)
class Layout:
    """The habits of the author of one page."""

    page: Page

    @cached_property
    def step(self) -> int:
        """How much further in the keys below a key stand."""
        return next((inner for inner in self._indents(Map) if inner > 0), 2)

    @cached_property
    def dash(self) -> int:
        """How much further in the dashes below a key stand."""
        return next(self._indents(Seq), self.step)

    @cached_property
    def gap(self) -> int:
        """From a dash to what follows it."""
        for value, at, _ in _everything(self.page.tree):
            if isinstance(value, Seq) and value and not self.page.is_flow(at):
                wide = value.marks[0] - at
                return wide if self.page.opens_line(at) and 2 <= wide <= 8 else 2
        return 2

    def wants_flow(self, path: Path, value: Plain, room: int) -> bool:
        """Whether a new collection goes into brackets; `room` is how long it would be there, with all before it."""
        if not value:
            return True
        if room > WIDTH:
            return False
        votes = [self.page.is_flow(at) for at in self._alike(path, value)]
        if votes and votes.count(True) != votes.count(False):
            return votes.count(True) > votes.count(False)
        depth = _depth(value)
        return depth == 1 or (isinstance(path[-1], int) and depth == 2 and len(value) > 1)

    def wants_lines(self, path: Path, value: Plain) -> bool:
        """Whether a new collection of a JSON file takes several lines."""
        spans = self.page.spans.brackets
        votes = [self.page.next_line(at) < spans[at] for at in self._alike(path, value)]
        if votes:
            return votes.count(True) * 2 >= len(votes)
        return bool(value) and "\n" in self.page.text.strip() and _depth(value) > 1

    def _alike(self, path: Path, value: Plain) -> list[int]:
        """Where the collections begin that stand at the same path in other entries, else beside this one."""
        for siblings in (False, True):
            spots = self._examples(path, siblings=siblings)
            found = [at for other, at, _ in spots if _are_alike(other, value, path) and self.page.text[at] != "*"]
            if found:
                return found
        return []

    def _examples(self, path: Path, *, siblings: bool) -> Sequence[Spot]:
        spots: list[Spot] = [(self.page.tree, self.page.tree.at, self.page.tree.at)]
        for place, step in enumerate(path):
            is_any = place == 1 or isinstance(step, int) or (siblings and place == len(path) - 1)
            steps = (inner for spot in spots for inner in _inner(spot[0], None if is_any else step))
            spots = list(islice(steps, MOST_EXAMPLES))
        return spots

    def _indents(self, kind: type[Map | Seq]) -> Iterator[int]:
        """How much further in than its key each block of this kind stands."""
        page = self.page
        for value, at, key_at in _everything(page.tree):
            if isinstance(value, kind) and value and at != key_at and not page.is_flow(at) and page.opens_line(at):
                yield page.column(at) - page.column(key_at)


def _everything(tree: Map) -> Iterator[Spot]:
    """All values, those of the upper levels first, down to some depth: enough to see a habit."""
    level: list[Spot] = list(_inner(tree, None))
    for _ in range(4):
        yield from level
        level = list(chain.from_iterable(_inner(value, None) for value, _, _ in level))


def _inner(value: Value, step: str | int | None) -> Iterator[Spot]:
    """What stands one step down; None for all of it."""
    if isinstance(value, Map):
        marks = iter(value.marks)
        yield from (
            (inner, at, key_at)
            for (key, inner), key_at, at in zip(value.items(), marks, marks, strict=False)
            if step is None or key == step
        )
    elif isinstance(value, Seq) and step is None:
        yield from ((inner, at, at) for inner, at in zip(value, value.marks, strict=False))


def _are_alike(other: Value, value: Plain, path: Path) -> bool:
    """Whether the other value can be an example for this one: both mappings or lists, as items with a common key."""
    if not other or not isinstance(other, dict if isinstance(value, dict) else list):
        return False
    return not (isinstance(path[-1], int) and isinstance(value, dict)) or next(iter(value)) in other


def _depth(value: Plain) -> int:
    """Levels of mappings and lists."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 0 if isinstance(value, str) else 1 + max(map(_depth, inner), default=0)
