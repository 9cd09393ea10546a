"""A form as it is filled in; what was typed into its fields, in the spelling of model files, out."""

from collections.abc import Mapping

from .choices import Choices
from .filled import Filled, one
from .form import Form
from .plain import Entry
from .written import SORTS, note_on, written


def rewritten(form: Form, base: Entry, sent: Filled, choices: Choices) -> Filled:
    """The fields whose text differs from that of the entry; what was not touched stays however it is spelled."""
    return {name: (_lines(text, sort, choices),) for name, (text, sort) in _typed(form, base, sent, choices).items()}


def notes(form: Form, base: Entry, sent: Filled, choices: Choices) -> Mapping[str, str]:
    """What is said of the fields that are taken otherwise than they were typed."""
    typed = _typed(form, base, sent, choices)
    pairs = (
        (name, note_on(text, _lines(text, sort, choices), sort, choices.currency))
        for name, (text, sort) in typed.items()
    )
    return {name: note for name, note in pairs if note}


def _typed(form: Form, base: Entry, sent: Filled, choices: Choices) -> Mapping[str, tuple[str, str]]:
    """The text of every field that was changed, and what the field asks for."""
    before = form.shown(base)
    controls = (each for group in form.groups for each in form.controls(group, base, sent, choices))
    sorts = {field.name: field.sort for control in controls for field in control.fields() if field.sort in SORTS}
    return {name: (one(sent, name), sort) for name, sort in sorts.items() if one(sent, name) != one(before, name)}


def _lines(text: str, sort: str, choices: Choices) -> str:
    return "\n".join(written(line, sort, choices.currency) for line in text.split("\n"))
