"""An analysis and moves in; the entries of the model as they would be, and the analysis of that model, out."""

from collections.abc import Iterable, Mapping
from typing import cast

from slamodel.analysis import Analysis, what_if
from slamodel.edit import Change, changed
from slamodel.load import EntryId, Plain
from slamodel.plan.move import Move


def changes_of(moves: Iterable[Move]) -> tuple[Change, ...]:
    """What has to be written for moves, in their order, as `edit.edited` takes it."""
    return tuple(change for move in moves for change in move.changes)


def entries_with(analysis: Analysis, changes: Iterable[Change]) -> Mapping[EntryId, Plain | None]:
    """The entries that changes touch, as they would be, as `what_if` takes them.

    Raises:
        CannotEdit: when a change cannot be written into a model at all.
    """
    entries: dict[EntryId, Plain | None] = {}
    for change in changes:
        section, name, *rest = change.path
        entry = (str(section), str(name))
        before = entries[entry] if entry in entries else written(analysis, entry)
        is_gone = change.value is None and not rest
        entries[entry] = None if is_gone else changed(before or {}, [Change(tuple(rest), change.value)])
    return entries


def written(analysis: Analysis, entry: EntryId) -> Plain | None:
    """An entry as it is written; None where it is not there."""
    tree = cast("Mapping[str, Plain]", analysis.loaded.tree or {})
    section = tree.get(entry[0])
    return section.get(entry[1]) if isinstance(section, dict) else None


def tried(analysis: Analysis, moves: Iterable[Move]) -> Analysis:
    """The analysis of the model with moves made: what it is from scratch, at the cost of what they reach."""
    return what_if(analysis, entries_with(analysis, changes_of(moves)))
