"""A tree and changes to it in; the tree as the changes make it out, which shares with the old one whatever stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from slamodel.diagnostics import Place
from slamodel.load import Plain
from slamodel.load.text import FORBIDDEN, forbidden
from slamodel.load.tree import Map, Seq

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is to stand at a path, such as ("services", "web", "needs") or ("agreements", "sla", "targets", 0).

    None takes the key or the item out, "" is an empty value. What is missing on the way is made; the number after the
    last one of a list appends to it.
    """

    path: Path
    value: Plain | None


class CannotEdit(Exception):
    """The text cannot be changed so; tells why in a sentence for the user, and where."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def plain(tree: Map | Seq | str | Plain) -> Plain:
    """A tree as plain mappings, lists and texts, with nothing in it shared."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [plain(value) for value in tree]
    return tree


def changed(tree: Map | Plain, changes: Sequence[Change]) -> Plain:
    """What the changes make of a tree, each of what the ones before it made; parts that stay are those of the tree."""
    result = cast("Plain", tree)
    for change in changes:
        _refuse_hidden(change.value)
        result = _with(result, change.path, change.value)
    return result


def _with(node: Plain, path: Path, value: Plain | None) -> Plain:
    """A copy of a node with a value somewhere below it, or without it."""
    if not path:
        return {} if value is None else _kept(node, value)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return _with_item(node, step, rest, value)
    if node == "":
        node = {}
    if not isinstance(node, dict):
        raise CannotEdit(f'there are no keys here, so that "{step}" cannot be changed')
    if value is None and (step not in node or not rest):
        return {key: inner for key, inner in node.items() if key != step} if step in node else node
    _refuse_hidden(step)
    return {**node, step: _with(node.get(step, ""), rest, value)}


def _with_item(node: Plain, step: int, rest: Path, value: Plain | None) -> Plain:
    items = [] if node == "" else node
    if not isinstance(items, list) or not 0 <= step <= len(items):
        raise CannotEdit(f"there is no item number {step + 1} here")
    if step == len(items):
        return items if value is None else [*items, _with("", rest, value)]
    if value is None and not rest:
        return [*items[:step], *items[step + 1 :]]
    return [*items[:step], _with(items[step], rest, value), *items[step + 1 :]]


def _kept(old: Plain, new: Plain) -> Plain:
    """The old value when the new one says the same, so that nobody need look into it again."""
    return old if old == new else new


def _refuse_hidden(value: Plain | None) -> None:
    """Refuse characters that no model file may have."""
    if isinstance(value, str):
        found = FORBIDDEN.search(value)
        if found:
            raise CannotEdit(forbidden(found[0]))
    elif isinstance(value, dict):
        for key, inner in value.items():
            _refuse_hidden(key)
            _refuse_hidden(inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse_hidden(inner)
    elif value is not None:
        raise TypeError(f"a value of a model file is text, a list or a mapping, not {type(value).__name__}")
