"""What a browser sends in; the fields of a form by name out, as clean text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from slamodel.load.text import FORBIDDEN

Filled: TypeAlias = Mapping[str, tuple[str, ...]]
"""The values of every field by its name; a name with dots belongs to the field before the dot."""


def filled(fields: Iterable[tuple[str, Sequence[str]]]) -> Filled:
    """The fields with one kind of line end, and without invisible characters, which come along when text is pasted."""
    return {name: tuple(_clean(value) for value in values) for name, values in fields}


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one(form: Filled, name: str) -> str:
    """The value of a field, empty where there is none."""
    values = form.get(name, ())
    return values[0] if values else ""


def many(form: Filled, name: str) -> tuple[str, ...]:
    """All values of a field that are not empty, each once."""
    return tuple(dict.fromkeys(value for value in form.get(name, ()) if value))


def below(form: Filled, name: str) -> Filled:
    """What was filled in of a field and of those below it; blanks around it do not come back from a browser."""
    inner = {key: tuple(filter(None, map(str.strip, values))) for key, values in form.items() if _is_below(key, name)}
    return {key: values for key, values in inner.items() if values}


def apart_from(form: Filled, name: str) -> Filled:
    """Everything but a field and those below it."""
    return {key: values for key, values in form.items() if not _is_below(key, name)}


def _is_below(key: str, name: str) -> bool:
    return key == name or key.startswith(f"{name}.")
