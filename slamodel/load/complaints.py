"""What pydantic says of an entry in; diagnostics with a place, a sentence and "did you mean" out."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import TypeAdapter, ValidationError

from slamodel.diagnostics import Diagnostic
from slamodel.load.tree import Map, Seq, Value, locate

Path = tuple[str | int, ...]

_CODES = {
    "extra_forbidden": "E103",
    "missing": "E107",
    "metric_missing": "E107",
    "empty": "E107",
    "unit": "E108",
    "literal_error": "E108",
    "enum": "E108",
    "int_parsing": "E108",
    "contradiction": "E113",
    "link": "E114",
}
_MEANT = {"SLR": "a service level requirement is written as kind: SLA with status: requested"}
_SHAPES = {
    "model_type": "a mapping of keys and values is expected here",
    "model_attributes_type": "a mapping of keys and values is expected here",
    "dict_type": "a mapping of keys and values is expected here",
    "mapping_type": "a mapping of keys and values is expected here",
    "tuple_type": "a list is expected here",
    "list_type": "a list is expected here",
    "int_parsing": "a whole number is expected here",
}


def complaints(error: ValidationError, tree: Map, path: Path, keys: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Diagnostics for all errors of one entry at `path`; `keys` are those that could have been meant."""
    return tuple(_diagnostic(detail, tree, path, keys) for detail in error.errors(include_url=False))


def _diagnostic(detail: Any, tree: Map, path: Path, keys: Sequence[str]) -> Diagnostic:
    kind = detail["type"]
    where = _walk(tree, (*path, *detail["loc"]), len(path))
    message, hint = detail["msg"], str(detail.get("ctx", {}).get("hint", ""))
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        message, hint = f'unknown key "{key}"', _comma(key) or suggestion(key, keys)
    elif kind == "missing":
        message = f'the key "{detail["loc"][-1]}" is missing'
    elif kind in _SHAPES:
        message = _SHAPES[kind]
    elif kind in ("enum", "literal_error"):
        message, hint = _choice(detail)
    source, offset = locate(tree, where, key=kind == "extra_forbidden")
    return source.diagnostic(_CODES.get(kind, "E106"), message, offset, hint)


def _comma(key: str) -> str:
    """Inside braces a comma ends the value: what was meant as decimals becomes a key."""
    is_rest = re.fullmatch(r"[0-9]+ ?%?", key)
    return "a comma separates entries here: write decimals with a point, such as 99.7 %" if is_rest else ""


def _choice(detail: Any) -> tuple[str, str]:
    """What to say of a value that is none of the words allowed."""
    expected = str(detail["ctx"]["expected"])
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    value = detail["input"]
    if not isinstance(value, str):
        return f"a text is expected here: {expected}", ""
    if not value:
        return "a value is missing here", f"write {expected.replace(chr(39), '')}"
    if value in _MEANT:
        return f'"{value}" is not one of {", ".join(choices)}', _MEANT[value]
    return f'"{value[:60]}" is not one of {", ".join(choices)}', suggestion(value, choices)


def _walk(tree: Value, loc: Path, known: int) -> Path:
    """The path of the file behind a path of pydantic's, which also names the members of unions that it tried."""
    node: Value | None = tree
    path: list[str | int] = []
    for position, step in enumerate(loc):
        if isinstance(node, Map) and step in node:
            node = node[str(step)]
        elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif position >= known:
            continue
        path.append(step)
    return tuple(path)


def suggestion(word: str, choices: Iterable[str]) -> str:
    """`did you mean "..."?` for the nearest choice, or nothing where none is near."""
    pool = list(choices)
    folded = {choice.casefold(): choice for choice in reversed(pool)}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""


def keys_of(adapter: TypeAdapter[Any]) -> tuple[str, ...]:
    """All keys that may stand somewhere in an entry of this type."""
    found: dict[str, None] = {}
    stack: list[Any] = [adapter.json_schema(by_alias=True)]
    while stack:
        schema = stack.pop()
        if isinstance(schema, dict):
            found.update(dict.fromkeys(schema.get("properties", {})))
            stack.extend(schema.values())
        elif isinstance(schema, list):
            stack.extend(schema)
    return tuple(found)
