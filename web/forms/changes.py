"""Changes of a model in; one text that a form carries out, and the changes again from what a form has brought."""

import json
from collections.abc import Iterable
from typing import Any

from slamodel.edit import Change
from slamodel.load.entries import SECTIONS

_DEEPEST = 50
"""Levels of a value: far more than an entry of a model has, and far fewer than any reader stumbles over."""


class NoChanges(Exception):
    """A text that no form of ours has carried."""


def as_text(changes: Iterable[Change]) -> str:
    """The changes as one line."""
    return json.dumps([[list(change.path), change.value] for change in changes], ensure_ascii=False)


def from_text(text: str) -> tuple[Change, ...]:
    """The changes that a text stands for, at least one; raises NoChanges."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoChanges from error
    if not isinstance(found, list) or not found or not all(map(_is_change, found)):
        raise NoChanges
    return tuple(Change(tuple(path), value) for path, value in found)


def _is_change(found: object) -> bool:
    match found:
        case [[str(section), str(), *rest], value] if section in SECTIONS:
            return all(map(_is_step, rest)) and (value is None or _is_plain(value))
    return False


def _is_step(step: object) -> bool:
    return isinstance(step, str) or (isinstance(step, int) and not isinstance(step, bool) and step >= 0)


def _is_plain(value: Any, depth: int = 0) -> bool:  # noqa: ANN401 - whatever somebody has sent
    """Whether a value consists of texts, lists and mappings, as the text of a model does."""
    if isinstance(value, str):
        return True
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inside is not None and depth < _DEEPEST and all(_is_plain(inner, depth + 1) for inner in inside)
