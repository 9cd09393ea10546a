"""An analysis and moves in; the entries of the model as they would be, and the analysis of that model, out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

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
    first, then what is added, each behind the one before. What several moves change of one added target is one target.
    """
    within: list[Change] = []
    gone: dict[Path, Change] = {}
    new: dict[Path, _Added] = {}
    for move in moves:
        mine: dict[Path, str] = {}
        for change in move.changes:
            place = change.path[: _LIST + 1]
            if place in mine:
                new[change.path[:_LIST]].restate(mine[place], change)
            elif change.path[_LIST - 1 : _LIST] != ("targets",) or len(change.path) > _LIST + 1:
                within.append(change)
            elif change.value is None:
                gone[change.path] = change
            else:
                mine[place] = new.setdefault(change.path[:_LIST], _Added(cast("int", place[_LIST]), {})).add(change)
    last_first = sorted(gone.values(), key=lambda change: change.path[_LIST:], reverse=True)
    return (*within, *last_first, *_behind(new, tuple(gone)))


class _Added(NamedTuple):
    """Targets to add to an agreement that has so many, by what they were before anything was restated in them."""

    first: int
    targets: dict[str, Plain]

    def add(self, change: Change) -> str:
        """Take in a target, once; the name to restate it by."""
        name = repr(change.value)
        self.targets.setdefault(name, cast("Plain", change.value))
        return name

    def restate(self, name: str, change: Change) -> None:
        """Change a key of a target that was taken in."""
        self.targets[name] = changed(self.targets[name], [Change(change.path[_LIST + 1 :], change.value)])


def _behind(new: Mapping[Path, _Added], gone: Sequence[Path]) -> Iterator[Change]:
    """What is added, each with the number that is free by then."""
    for path, added in new.items():
        left = 0 if path in gone else added.first - sum(other[:_LIST] == path for other in gone)
        for number, target in enumerate(added.targets.values(), left):
            yield Change((*path, number), target)


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
