"""An analysis and moves in; the entries of the model as they would be, and the analysis of that model, out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from slamodel.analysis import Analysis, what_if
from slamodel.edit import Change, changed
from slamodel.edit.change import Path
from slamodel.load import EntryId, Plain
from slamodel.plan.move import Move

_LIST = 3
"""Steps of a path to the targets of an agreement."""


def changes_of(moves: Iterable[Move]) -> tuple[Change, ...]:
    """What has to be written for moves, as `edit.edited` takes it.

    Targets that go and come move the others up: what is changed in place comes first, then what goes, the last one
    first, then what is added, each behind the one before.
    """
    found = [change for move in moves for change in move.changes]
    within = [change for change in found if not _is_of_list(change)]
    gone = {change.path: change for change in found if _is_of_list(change) and change.value is None}
    added = [change for change in found if _is_of_list(change) and change.value is not None]
    last_first = sorted(gone.values(), key=lambda change: change.path[_LIST:], reverse=True)
    return (*within, *last_first, *_behind(added, tuple(gone)))


def _is_of_list(change: Change) -> bool:
    """Whether it takes a target out, or all of them, or adds one."""
    is_target = change.path[_LIST - 1 : _LIST] == ("targets",)
    return is_target and len(change.path) <= _LIST + 1


def _behind(added: Iterable[Change], gone: tuple[Path, ...]) -> Iterator[Change]:
    """What is added, each with the number that is free by then; the first number is how many there are today."""
    free: dict[Path, int] = {}
    for change in added:
        path, number = change.path[:_LIST], cast("int", change.path[_LIST])
        if path not in free:
            free[path] = 0 if path in gone else number - sum(other[:_LIST] == path for other in gone)
        yield Change((*path, free[path]), change.value)
        free[path] += 1


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
