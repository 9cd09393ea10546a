"""Moves, each made for a model as it is, in; the same, written so that they can be made one after the other, out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.plan.made import written
from slamodel.plan.move import Kind, Move


def joined(analysis: Analysis, moves: Iterable[Move]) -> tuple[Move, ...]:
    """Two that add a target to one agreement add one behind the other; two that make one agreement make it once.

    What takes targets out comes last, since it moves the others up.
    """
    added: dict[str, int] = {}
    made: set[str] = set()
    ordered = sorted(moves, key=lambda move: move.kind is Kind.TIER)
    return tuple([_behind(analysis, move, added, made) for move in ordered])


def _behind(analysis: Analysis, move: Move, added: dict[str, int], made: set[str]) -> Move:
    section, name = move.of
    if section != "agreements":
        return move
    first = _targets(written(analysis, move.of))
    changes: list[Change] = []
    for change in move.changes:
        if change.path == move.of and isinstance(change.value, dict):
            changes += _made(change, name, made, added)
        else:
            changes.append(_shifted(change, first, added.get(name, 0)))
    own = [c.path[3] for c in changes if len(c.path) == 4 and c.path[2] == "targets" and isinstance(c.value, dict)]
    added[name] = max([added.get(name, 0), *(int(n) - first + 1 for n in own if int(n) >= first)])
    return replace(move, changes=tuple(changes))


def _made(change: Change, name: str, made: set[str], added: dict[str, int]) -> list[Change]:
    """A new agreement; where it has been made already, its targets are added."""
    entry = cast("Mapping[str, Plain]", change.value)
    targets = entry.get("targets", [])
    count = len(targets) if isinstance(targets, list) else 0
    if name not in made:
        made.add(name)
        added[name] = count
        return [change]
    first = added.get(name, 0)
    return [
        Change((*change.path, "targets", first + n), target)
        for n, target in enumerate(targets if isinstance(targets, list) else ())
    ]


def _targets(entry: Plain | None) -> int:
    targets = entry.get("targets") if isinstance(entry, dict) else None
    return len(targets) if isinstance(targets, list) else 0


def _shifted(change: Change, first: int, by: int) -> Change:
    """What is added behind the targets that are there comes behind what others have added."""
    path = change.path
    if by and len(path) > 3 and path[2] == "targets" and isinstance(path[3], int) and path[3] >= first:
        return replace(change, path=(*path[:3], path[3] + by, *path[4:]))
    return change
