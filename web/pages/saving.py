"""Changes to entries in; a revision out that has them, on top of whatever others have saved meanwhile elsewhere."""

from collections.abc import Mapping, Sequence

from slamodel.edit import Change, edited
from slamodel.load import EntryId

from ..desk import Model
from ..forms.choices import Tree, entries_of
from ..forms.plain import Entry, plain
from ..frame import desk
from ..store import Stale

_TRIES = 3


def edited_and_saved(
    model: Model, seen: str, changes: Sequence[Change], message: str, holds: Mapping[EntryId, Entry] | None = None
) -> int:
    """The number of the revision with these changes; raises Stale, and CannotEdit where the text does not allow them.

    Who calls has looked at the entries as they are in `model`. When somebody saves in between, they are compared again.
    A form that was sent twice, so that all entries are there already as it `holds` them, is saved once.
    """
    if seen != model.seen and holds and _holds(model, holds):
        return model.revision.number
    for _ in range(_TRIES):
        contents = edited(model.revision.contents, changes)
        if contents == model.revision.contents:
            return model.revision.number
        try:
            return desk().save(model.workspace, model.seen, contents, message).number
        except Stale as stale:
            newest = desk().model(model.workspace, stale.head, model.asked)
            if _touched(model, changes) != _touched(newest, changes):
                raise
            model = newest
    raise Stale(model.revision)


def _holds(model: Model, entries: Mapping[EntryId, Entry]) -> bool:
    tree: Tree = model.tree or {}
    return all(plain(entries_of(tree, section).get(name, "")) == entry for (section, name), entry in entries.items())


def _touched(model: Model, changes: Sequence[Change]) -> list[object]:
    """What the changes are made to, as it is in a model."""
    found: list[object] = []
    for change in changes:
        node: object = model.tree
        for key in change.path:
            node = node.get(str(key)) if isinstance(node, dict) else None
        found.append(node)
    return found
