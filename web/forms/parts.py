"""One key of an entry as a field of a form: its value in, what a page shows out; what was filled in, back to a value.

A part that was not touched leaves the value as it was, however that is written: forms change what people change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from slamodel.load import Plain

from .choices import Choices
from .controls import Control, Option
from .filled import Filled, below, one
from .plain import Keys, names_in


class Part(Protocol):
    """What every kind of field can do."""

    @property
    def keys(self) -> Keys:
        """Where its value stands in the entry."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def noun(self) -> str:
        """What a history says has changed, where that is not the label."""

    def fits(self, value: Plain | None) -> bool:
        """Whether the form can show the value."""

    def shown(self, value: Plain | None) -> Filled:
        """The form as it is filled in for the value."""

    def is_as(self, form: Filled, value: Plain | None) -> bool:
        """Whether the form still says the value."""

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """The value that was filled in; None where there is none."""

    def mistakes(self, form: Filled) -> Iterator[tuple[str, str]]:
        """What is filled in that no value can say, by field."""

    def field(self, rest: Sequence[str | int], form: Filled) -> str:
        """The field that shows what stands under the rest of a path below the value."""

    def control(self, form: Filled, choices: Choices) -> Control:
        """What the page shows."""


def is_day(text: str) -> bool:
    """Whether a field for dates can show a text: browsers drop what is no day."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Single:
    """What parts have in common whose form has one field, or fields below one name."""

    keys: Keys
    label: str
    help: str = ""
    noun: str = ""

    @property
    def name(self) -> str:
        """What the field is called in the form."""
        return ".".join(self.keys)

    def shown(self, value: Plain | None) -> Filled:
        """The form as it is filled in for the value."""
        return {self.name: (value,)} if isinstance(value, str) else {}

    def is_as(self, form: Filled, value: Plain | None) -> bool:
        """Whether the form still says the value."""
        return below(form, self.name) == below(self.shown(value), self.name)

    def mistakes(self, _form: Filled) -> Iterator[tuple[str, str]]:
        """Most fields have a value for whatever is filled in."""
        yield from ()

    def field(self, _rest: Sequence[str | int], _form: Filled) -> str:
        """All that can be wrong is told at the one field."""
        return self.name


@dataclass(frozen=True, slots=True)
class Line(Single):
    """A line of text; `sort` is date, or what `written` knows. A required one is asked for in new entries."""

    is_required: bool = False
    sort: str = "text"
    example: str = ""
    suggestions: str = ""

    def fits(self, value: Plain | None) -> bool:
        """Whether it is one line of text."""
        return value is None or (isinstance(value, str) and "\n" not in value)

    def taken(self, form: Filled, _old: Plain | None) -> Plain | None:
        """The text."""
        return one(form, self.name) or None

    def control(self, form: Filled, _choices: Choices) -> Control:
        """A field for text."""
        return Control(
            "line",
            self.name,
            self.label,
            self.help,
            self.is_required,
            text=one(form, self.name),
            sort="text" if self.sort == "date" and not is_day(one(form, self.name)) else self.sort,
            example=self.example,
            suggestions=self.suggestions,
        )


@dataclass(frozen=True, slots=True)
class Days(Single):
    """Some short texts, one on each line."""

    def fits(self, value: Plain | None) -> bool:
        """Whether it is a list of texts."""
        return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))

    def shown(self, value: Plain | None) -> Filled:
        """A line for each."""
        return {self.name: ("\n".join(names_in(value)),)}

    def taken(self, form: Filled, _old: Plain | None) -> Plain | None:
        """The lines that are not empty."""
        return [line for text in one(form, self.name).split("\n") if (line := text.strip(" ,;"))] or None

    def control(self, form: Filled, _choices: Choices) -> Control:
        """A field of several lines."""
        return Control("lines", self.name, self.label, self.help, text=one(form, self.name), sort="day")


@dataclass(frozen=True, slots=True)
class Pick(Single):
    """One of several: of fixed words, or of the entries of a section; `blank` is what none of them means.

    Where `new` names the kind of a new party, one can be made on the way.
    """

    words: tuple[tuple[str, str], ...] = ()
    section: str = ""
    blank: str = ""
    is_required: bool = False
    new: str = ""

    def fits(self, value: Plain | None) -> bool:
        """Whether it is a text."""
        return value is None or isinstance(value, str)

    def taken(self, form: Filled, _old: Plain | None) -> Plain | None:
        """The word that was chosen."""
        return one(form, self.name) or ("" if self.is_required else None)

    def control(self, form: Filled, choices: Choices) -> Control:
        """A list to choose from; a value that is not in it is added to it."""
        value = one(form, self.name)
        offered = [*self.words, *((choice.value, choice.label) for choice in choices.of(self.section))]
        if value and value not in dict(offered):
            offered.append((value, f"{value} (not in this model)"))
        first = [] if self.is_required and value else [("", self.blank or "Choose …")]
        return Control(
            "choice",
            self.name,
            self.label,
            self.help,
            self.is_required,
            text=value,
            options=tuple(Option(word, label, word == value) for word, label in (*first, *offered)),
            inner=new_party(self.name, form, self.new) if self.new else (),
        )


def new_party(name: str, form: Filled, kind: str) -> tuple[Control, ...]:
    """Fields for a party that does not exist yet."""
    chosen = one(form, f"new.{name}.kind") or kind
    kinds = tuple(Option(word, word, word == chosen) for word in ("customer", "department", "supplier"))
    return (
        new_name(name, form, "Name"),
        Control("choice", f"new.{name}.kind", "What it is to you", text=chosen, options=kinds),
    )


def new_name(name: str, form: Filled, label: str) -> Control:
    """The field for the name of what does not exist yet."""
    field = f"new.{name}.name"
    return Control("line", field, label, text=one(form, field))
