"""JSON that a form has sent in; a tree of plain text out, or None where a browser has made something else of it."""

import json

from slamodel.load import Plain

_DEEPEST = 32
"""As deep as a model file may be."""


def sent_tree(text: str) -> Plain | None:
    """The tree that the text says, if that is what it says."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half of a letter can be neither shown nor saved
    except (ValueError, RecursionError):
        return None
    return found if _is_plain(found) else None


def _is_plain(found: Plain) -> bool:
    level: list[Plain] = [found]
    for _ in range(_DEEPEST):
        if not all(isinstance(node, str | dict | list) for node in level):
            return False
        level = [inner for node in level for inner in _inside(node)]
        if not level:
            return True
    return False


def _inside(node: Plain) -> list[Plain]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
