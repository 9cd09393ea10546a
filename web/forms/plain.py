"""An entry of a model as plain text in; its parts out, or a new entry with one replaced; nothing changes in place."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from slamodel.load import Plain

Entry: TypeAlias = dict[str, Plain]
Keys: TypeAlias = tuple[str, ...]


def plain(value: Any) -> Plain:  # noqa: ANN401 - a tree remembers places in mappings and lists of its own
    """A part of a tree without its places."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else str(value)


def value_at(entry: Plain | None, keys: Keys) -> Plain | None:
    """The value under some keys, None where there is none."""
    for key in keys:
        if not isinstance(entry, dict) or key not in entry:
            return None
        entry = entry[key]
    return entry


def has_room(entry: Entry, keys: Keys) -> bool:
    """Whether nothing else stands where a value under some keys would: a text where a mapping with the key belongs."""
    above = (value_at(entry, keys[:length]) for length in range(1, len(keys)))
    return all(value in (None, "") or isinstance(value, dict) for value in above)


def text_at(entry: Plain | None, *keys: str) -> str:
    """The text under some keys, empty where there is none."""
    found = value_at(entry, keys)
    return found if isinstance(found, str) else ""


def with_value(entry: Mapping[str, Plain], keys: Keys, value: Plain | None) -> Entry:
    """The entry with a value under some keys, in its old place or behind; None takes it out, and what gets empty."""
    key, *rest = keys
    if rest:
        inner = entry.get(key)
        value = with_value(inner if isinstance(inner, dict) else {}, tuple(rest), value) or None
    changed = {**entry, key: value}
    return {name: kept for name, kept in changed.items() if kept is not None}


def names_in(value: Plain | None) -> tuple[str, ...]:
    """The ids of a list that may also be written as a single one."""
    found = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(name for name in found if isinstance(name, str) and name)


def in_order_of(values: Mapping[str, Plain | None], order: Sequence[str]) -> Entry:
    """The values that there are, by keys in a given order; keys that it lacks keep theirs, behind."""
    keys = sorted(values, key=lambda key: order.index(key) if key in order else len(order))
    return {key: value for key in keys if (value := values[key]) is not None}
