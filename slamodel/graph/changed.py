"""Two mappings of frozen entries in; those that differ out, at hardly more than the cost of the differences."""

from collections.abc import Iterator, Mapping
from itertools import compress
from operator import is_not
from typing import TypeVar

Entry = TypeVar("Entry")


def changed(
    before: Mapping[str, Entry], after: Mapping[str, Entry]
) -> Iterator[tuple[str, Entry | None, Entry | None]]:
    """Entries that differ, sorted; what was taken over is the same object, and each object knows its own name."""
    for name in sorted(_suspects(before, after)):
        old, new = before.get(name), after.get(name)
        if old is not new and old != new:
            yield name, old, new


def _suspects(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> set[str]:
    """All names that may differ: those at whose place another object stands, or which are on one side only."""
    if len(before) == len(after):
        differs = [*map(is_not, before.values(), after.values())]
        return {*compress(before, differs), *compress(after, differs)}
    kept = {*map(id, before.values())} & {*map(id, after.values())}
    return {name for entries in (before, after) for name, entry in entries.items() if id(entry) not in kept}
