"""A form as it is filled in; what was typed into its fields, in the spelling of model files, out."""

from collections.abc import Mapping
from typing import TypeAlias

from .choices import Choices
from .filled import Filled, one
from .form import Form
from .plain import Entry
from .prices import currency_in
from .written import SORTS, note_on, written

_Typed: TypeAlias = Mapping[str, tuple[str, str]]
"""The text of every field that was changed, and what the field asks for."""


def rewritten(form: Form, base: Entry, sent: Filled, choices: Choices) -> Filled:
    """The fields whose text differs from that of the entry; what was not touched stays however it is spelled."""
    typed = _typed(form, base, sent, choices)
    currency = choices.currency or _first_named(typed)
    return {name: (_lines(text, sort, currency),) for name, (text, sort) in typed.items()}


def new_currency(form: Form, base: Entry, sent: Filled, choices: Choices) -> str:
    """The currency that the model gets along with a price; empty where it has one, or where no price names any."""
    return "" if choices.currency else _first_named(_typed(form, base, sent, choices))


def notes(form: Form, base: Entry, sent: Filled, choices: Choices) -> Mapping[str, str]:
    """What is said of the fields that are taken otherwise than they were typed."""
    typed = _typed(form, base, sent, choices)
    new = "" if choices.currency else _first_named(typed)
    pairs = ((name, _note(text, sort, choices, new)) for name, (text, sort) in typed.items())
    return {name: note for name, note in pairs if note}


def _note(text: str, sort: str, choices: Choices, new: str) -> str:
    found = note_on(text, _lines(text, sort, choices.currency or new), sort, choices.working_day)
    sets_it = sort == "money" and new and currency_in(text) == new
    return f"{found} {new} is set as the currency of this model." if sets_it else found


def _typed(form: Form, base: Entry, sent: Filled, choices: Choices) -> _Typed:
    before = form.shown(base)
    controls = (each for group in form.groups for each in form.controls(group, base, sent, choices))
    sorts = {field.name: field.sort for control in controls for field in control.fields() if field.sort in SORTS}
    return {name: (one(sent, name), sort) for name, sort in sorts.items() if one(sent, name) != one(before, name)}


def _first_named(typed: _Typed) -> str:
    named = (currency_in(text) for text, sort in typed.values() if sort == "money")
    return next(filter(None, named), "")


def _lines(text: str, sort: str, currency: str) -> str:
    return "\n".join(written(line, sort, currency) for line in text.split("\n"))
