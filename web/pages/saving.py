"""Changes to entries in; a revision out that has them, on top of whatever others have saved meanwhile elsewhere."""

from collections.abc import Sequence
from typing import TypeAlias

from slamodel.edit import Change, edited, renamed

from ..contents import Contents
from ..desk import Model
from ..frame import desk
from ..store import Stale

Renaming: TypeAlias = tuple[str, str, str]
"""The section of an entry, the id that it has, and the one that it gets."""

_TRIES = 3


def edited_and_saved(model: Model, changes: Sequence[Change], message: str, renaming: Renaming | None = None) -> int:
    """The number of the revision with these changes; raises Stale, and CannotEdit where the text does not allow them.

    Who calls has looked at the entries as they are in `model`. When somebody saves in between, they are compared again.
    """
    for _ in range(_TRIES):
        contents = _rewritten(model.revision.contents, changes, renaming)
        if contents == model.revision.contents:
            return model.revision.number
        try:
            return desk().save(model.workspace, model.seen, contents, message).number
        except Stale as stale:
            newest = desk().model(model.workspace, stale.head, model.asked)
            if _touched(model, changes, renaming) != _touched(newest, changes, renaming):
                raise
            model = newest
    raise Stale(model.revision)


def _rewritten(contents: Contents, changes: Sequence[Change], renaming: Renaming | None) -> Contents:
    return edited(renamed(contents, *renaming) if renaming else contents, changes)


def _touched(model: Model, changes: Sequence[Change], renaming: Renaming | None) -> list[object]:
    """What the changes are made to, as it is in a model."""
    paths = [*(change.path for change in changes), *([renaming[:2]] if renaming else [])]
    return [_at(model.tree, path) for path in paths]


def _at(node: object, path: Sequence[str | int]) -> object:
    for key in path:
        node = node.get(str(key)) if isinstance(node, dict) else None
    return node
