"""TEXT + CHANGES → TEXT: only the lines of what changed are written anew, and what is read back is what was wanted.

Comments, order, quotes and layout stay as their author made them. A change that cannot be made so is refused.
"""

import json
from collections.abc import Sequence
from typing import TypeAlias, cast

from slamodel.edit.change import CannotEdit, Change, changed, plain
from slamodel.edit.difference import splices
from slamodel.edit.files import merged, shared_out
from slamodel.edit.page import Page, open_page
from slamodel.edit.rename import refuse_name, renaming
from slamodel.edit.render import renderer_of
from slamodel.edit.splice import Splice, spliced
from slamodel.load import Plain
from slamodel.load.files import is_calendar
from slamodel.load.reader import read

__all__ = ["CannotEdit", "Change", "Contents", "Plain", "changed", "edited", "plain", "renamed"]

Contents: TypeAlias = tuple[tuple[str, bytes], ...]
"""The named files of a model."""


def edited(contents: Contents, changes: Sequence[Change]) -> Contents:
    """The files with all changes made, one after the other; raises `CannotEdit` when one of them cannot be made."""
    if not changes:
        return contents
    pages = _pages(contents)
    if not pages:
        raise CannotEdit("there is no file to change")
    trees = [cast("Plain", page.tree) for page in pages]
    wanted = shared_out(trees, changes)
    if merged(wanted) != changed(merged(trees), changes):
        raise CannotEdit("this cannot be told apart from what another file says; make this change in the text")
    return _replaced(contents, [_rewritten(page, tree) for page, tree in zip(pages, wanted, strict=True)])


def renamed(contents: Contents, section: str, old: str, new: str) -> Contents:
    """The files with another id for an entry, also wherever it is referred to."""
    pages = _pages(contents)
    refuse_name(pages, section, old, new)
    made = [renaming(renderer_of(page), section, old, new) for page in pages]
    return _replaced(contents, [_read_back(page, *parts) for page, parts in zip(pages, made, strict=True)])


def _pages(contents: Contents) -> list[Page]:
    """The files that are text of the model; calendar files beside it are not."""
    return [open_page(name, data) for name, data in contents if not is_calendar(name)]


def _replaced(contents: Contents, texts: Sequence[bytes]) -> Contents:
    """The same files in the same order, with these texts for those of the model."""
    new = iter(texts)
    return tuple((name, data if is_calendar(name) else next(new)) for name, data in contents)


def _rewritten(page: Page, wanted: Plain) -> bytes:
    if wanted == page.tree:
        return page.data
    if not isinstance(wanted, dict):
        raise CannotEdit("a model is a mapping of sections")
    return _read_back(page, splices(renderer_of(page), wanted), wanted)


def _read_back(page: Page, made: Sequence[Splice], wanted: dict[str, Plain]) -> bytes:
    """The bytes of the page with the splices made, which have to be read as what is wanted."""
    if not made:
        return page.data
    data = page.encoded(spliced(page.text, made))
    tree, _ = read(data, page.name)
    if tree != wanted or (page.json and _is_json(page.data) and not _is_json(data)):
        raise page.refusal("this cannot be changed without touching more of the text", made[0].start)
    return data


def _is_json(data: bytes) -> bool:
    """Whether other tools too read it as JSON; our reader forgives more."""
    try:
        json.loads(data)
    except ValueError:
        return False
    return True
