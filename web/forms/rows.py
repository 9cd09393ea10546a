"""Rows of a form that can be added, moved and removed: their tokens in order in; what they hold, row by row, out."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .filled import Filled, apart_from, one

Texts = Mapping[str, str]
"""The fields of one row by their short names."""


@dataclass(frozen=True, slots=True)
class Acted:
    """A form after a button for its rows was pressed: the field to go on with, and what happened, in words."""

    form: Filled
    part: str
    focus: str
    said: str


def tokens(form: Filled, name: str) -> tuple[str, ...]:
    """What the rows are called, in their order."""
    return tuple(dict.fromkeys(token for token in form.get(name, ()) if token.isalnum()))


def rows(form: Filled, name: str, columns: Sequence[str]) -> Iterator[tuple[str, Texts]]:
    """Rows in which something was filled in, with their tokens."""
    for token in tokens(form, name):
        texts = {column: one(form, f"{name}.{token}.{column}") for column in columns}
        if any(texts.values()):
            yield token, texts


def repeated(found: Iterable[tuple[str, Hashable]]) -> Iterator[str]:
    """Of the tokens of rows, each with what a row is known by, those that say what a row above has said already."""
    known: set[Hashable] = set()
    for token, said in found:
        if said in known:
            yield token
        known.add(said)


def shown_rows(name: str, found: Sequence[Texts]) -> Filled:
    """A form that holds these rows."""
    fields = {
        f"{name}.{index}.{column}": (text,) for index, row in enumerate(found) for column, text in row.items() if text
    }
    return {name: tuple(str(index) for index in range(len(found))), **fields}


def acted(form: Filled, act: str) -> Acted:
    """The form after `add NAME`, `remove NAME ROW`, `up NAME ROW` or `down NAME ROW`; anything else changes nothing."""
    verb, name, token, *_ = [*act.split(" "), "", ""]
    found = tokens(form, name)
    if verb == "add":
        return _added(form, name, found)
    if token not in found:
        return Acted(form, name, "", "")
    if verb == "remove":
        return _removed(form, name, token, found)
    return _moved(form, name, token, found, -1 if verb == "up" else 1)


def _added(form: Filled, name: str, found: tuple[str, ...]) -> Acted:
    token = next(f"n{number}" for number in range(len(found) + 1) if f"n{number}" not in found)
    return Acted({**form, name: (*found, token)}, name, f"{name}.{token}", f"Row {len(found) + 1} added")


def _removed(form: Filled, name: str, token: str, found: tuple[str, ...]) -> Acted:
    index = found.index(token)
    left = (*found[:index], *found[index + 1 :])
    focus = f"{name}.{left[min(index, len(left) - 1)]}" if left else f"add {name}"
    kept = apart_from(form, f"{name}.{token}")
    return Acted({**kept, name: left}, name, focus, f"Row {index + 1} removed, {len(left)} left")


def _moved(form: Filled, name: str, token: str, found: tuple[str, ...], step: int) -> Acted:
    index = found.index(token)
    to = min(max(index + step, 0), len(found) - 1)
    order = list(found)
    order.insert(to, order.pop(index))
    verb = "up" if step < 0 else "down"
    said = f"Row moved {verb}, now {to + 1} of {len(found)}" if to != index else f"Row stays {to + 1} of {len(found)}"
    return Acted({**form, name: tuple(order)}, name, f"{verb} {name} {token}", said)
