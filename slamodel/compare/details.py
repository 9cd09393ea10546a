"""An entry as it was written and as it is in; each value that differs out, with what it is of, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from slamodel.compare.outcome import Detail
from slamodel.compare.wording import label, said
from slamodel.compare.written import alike, as_list
from slamodel.load import EntryId, Plain

_Path: TypeAlias = tuple[str | int, ...]
_IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "targets": ("metric", "priority"),
    "credits": ("metric", "priority"),
    "waivers": ("rule", "target"),
    "customer_duties": ("duty",),
}
"""By which keys the items of a list are told apart; those that are alike in them are taken in their order."""


def details(entry: EntryId, old: Plain, new: Plain) -> tuple[Detail, ...]:
    """What differs, in the order in which it is written."""
    return tuple(_differences(tuple(filter(None, entry)), (), old, new))


def _differences(at: _Path, keys: tuple[str, ...], old: Plain | None, new: Plain | None) -> Iterator[Detail]:
    """Mappings key by key, lists of things item by item, everything else as a whole."""
    if old == new:
        return
    if keys and keys[-1] in _IDENTITIES and _are_things(old) and _are_things(new):
        yield from _items(at, keys, as_list(old), as_list(new))
    elif _is_opened(keys, old, new):
        one, other = (side if isinstance(side, dict) else {} for side in (old, new))
        for key in dict.fromkeys((*one, *other)):
            yield from _differences((*at, key), (*keys, key), one.get(key), other.get(key))
    elif not alike(keys, old, new):
        yield Detail(label(keys), said(keys, old), said(keys, new), at)


def _are_things(value: Plain | None) -> bool:
    return all(isinstance(item, dict) for item in as_list(value))


def _is_opened(keys: tuple[str, ...], old: Plain | None, new: Plain | None) -> bool:
    """Whether mappings are compared key by key: of one that was not there too, except where it is a short phrase."""
    is_phrase = bool(keys) and keys[-1] in ("needs", "fulfilled_by", "targets")
    sides = [side for side in (old, new) if side not in (None, "")]
    return not is_phrase and bool(sides) and all(isinstance(side, dict) for side in sides)


def _items(at: _Path, keys: tuple[str, ...], old: Sequence[Plain], new: Sequence[Plain]) -> Iterator[Detail]:
    """Items with the same identity together; where they stand in the second model, else in the first."""
    left = _by_identity(keys[-1], old)
    for identity, places in _by_identity(keys[-1], new).items():
        before = left.pop(identity, [])
        for n in range(max(len(before), len(places))):
            was = old[before[n]] if n < len(before) else None
            becomes = new[places[n]] if n < len(places) else None
            place = places[n] if n < len(places) else before[n]
            yield from _item((*at, place), (*keys, *identity), was, becomes)
    for identity, places in left.items():
        for place in places:
            yield from _item((*at, place), (*keys, *identity), old[place], None)


def _item(at: _Path, keys: tuple[str, ...], was: Plain | None, becomes: Plain | None) -> Iterator[Detail]:
    if was != becomes and not alike(keys, was, becomes):
        yield Detail(label(keys), said(keys, was), said(keys, becomes), at)


def _by_identity(kind: str, items: Sequence[Plain]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for n, item in enumerate(items):
        if isinstance(item, dict):
            identity = tuple(str(item.get(key, "")) for key in _IDENTITIES[kind])
            found.setdefault(identity, []).append(n)
    return found
