"""A page and a new id for an entry in; the splices that make the page use it out, and the tree that it then has."""

from collections.abc import Sequence
from typing import cast

from slamodel.edit.change import CannotEdit, Path, changed
from slamodel.edit.difference import refuse_shared, splices
from slamodel.edit.page import Page
from slamodel.edit.references import REFERENCES, keys, references
from slamodel.edit.render import Renderer
from slamodel.edit.splice import Splice
from slamodel.load import Plain
from slamodel.load.tree import Map
from slamodel.model.words import IDENTIFIERS, is_identifier


def refuse_name(pages: Sequence[Page], section: str, old: str, new: str) -> None:
    """Raise `CannotEdit` when an entry cannot be renamed so."""
    sections = [page.tree.get(section) for page in pages]
    ids = {name for content in sections if isinstance(content, Map) for name in content}
    if section not in REFERENCES or old not in ids:
        raise CannotEdit(f'there is no "{old}" to rename')
    if not is_identifier(new):
        raise CannotEdit(f'"{new[:64]}" is not an id: {IDENTIFIERS}')
    if new in ids:
        raise CannotEdit(f'"{new}" exists already')


def renaming(renderer: Renderer, section: str, old: str, new: str) -> tuple[list[Splice], dict[str, Plain]]:
    """What renames an entry, its key and all that refers to it, in one page; and the tree that the page then has."""
    page = renderer.page
    tree = cast("Plain", page.tree)
    values = cast("dict[str, Plain]", changed(tree, tuple(references(tree, section, old, new))))
    at_keys = list(keys(tree, section, old))
    made = [*splices(renderer, values), *(_of_key(renderer, path, new) for path in at_keys)]
    wanted: Plain = values
    for path in at_keys:
        wanted = _with_key(wanted, path, new)
    return sorted(made, key=lambda splice: splice[:2]), cast("dict[str, Plain]", wanted)


def _of_key(renderer: Renderer, path: Path, new: str) -> Splice:
    page = renderer.page
    node, at = page.tree, page.tree.at
    is_flow = page.is_flow(at)
    for step in path[:-1]:
        place = list(node).index(str(step))
        node, at = cast("Map", node[str(step)]), node.marks[2 * place + 1]
        is_flow = is_flow or page.is_flow(at)
    refuse_shared(page, at)
    start = node.marks[2 * list(node).index(str(path[-1]))]
    token = page.token(start)
    return Splice(start, start + len(token), renderer.scalar(new, flow=is_flow, old=token))


def _with_key(tree: Plain, path: Path, new: str) -> Plain:
    """A copy of a tree with another key at the end of a path, in the same place."""
    if not isinstance(tree, dict):
        return tree
    step = str(path[0])
    if len(path) == 1:
        return {new if key == step else key: value for key, value in tree.items()}
    return {**tree, step: _with_key(tree[step], path[1:], new)}
