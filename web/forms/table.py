"""A list of entries with a few keys each as rows of a form: credits, duties; the rows in, and back the list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slamodel.load import Plain

from .choices import Choices
from .controls import Control, Option, Row
from .filled import Filled, one
from .parts import Single
from .plain import Entry, text_at
from .rows import Texts, rows, shown_rows, tokens

Offered = Callable[[Choices], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Column:
    """One key of each row: a line of text, or, with `offered`, one of several words.

    `is_shown` tells from the form, and the row in it, whether it is asked for; one that is filled in is always shown.
    """

    key: str
    label: str
    sort: str = "text"
    example: str = ""
    suggestions: str = ""
    offered: Offered | None = None
    is_shown: Callable[[Filled, str], bool] = lambda _form, _row: True

    def control(self, row: str, form: Filled, choices: Choices) -> Control:
        """The field of one row."""
        name, text = f"{row}.{self.key}", one(form, f"{row}.{self.key}")
        if self.offered is None:
            example, sort, suggestions = self.example, self.sort, self.suggestions
            return Control("line", name, self.label, text=text, sort=sort, example=example, suggestions=suggestions)
        known = [*self.offered(choices)]
        if text and text not in dict(known):
            known.append((text, text))
        options = tuple(Option(value, words, value == text) for value, words in known)
        return Control("choice", name, self.label, text=text, options=options)


@dataclass(frozen=True, slots=True)
class Table(Single):
    """Entries of a list, one in each row; what else is written in one stays."""

    columns: tuple[Column, ...] = ()
    add: str = "Add a row"
    one: str = "Row"

    def fits(self, value: Plain | None) -> bool:
        """Whether each of them is a mapping with texts."""
        return value is None or (isinstance(value, list) and all(self._fits(entry) for entry in value))

    def shown(self, value: Plain | None) -> Filled:
        """A row for each."""
        return shown_rows(self.name, [self._texts(entry) for entry in value] if isinstance(value, list) else [])

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """The rows in their order."""
        before = {str(index): entry for index, entry in enumerate(old)} if isinstance(old, list) else {}
        return [self._entry(texts, before.get(token, {})) for token, texts in rows(form, self.name, self._keys)] or None

    def field(self, rest: Sequence[str | int], form: Filled) -> str:
        """The column of the row."""
        written = [token for token, _ in rows(form, self.name, self._keys)]
        index = rest[0] if rest else None
        if not isinstance(index, int) or index >= len(written):
            return self.name
        column = str(rest[1]) if len(rest) > 1 else ""
        return f"{self.name}.{written[index]}.{column if column in self._keys else self._keys[0]}"

    def control(self, form: Filled, choices: Choices) -> Control:
        """The rows, and a button for another one."""
        found = tuple(
            Row(token, f"{self.one} {number}", tuple(self._controls(f"{self.name}.{token}", form, choices)))
            for number, token in enumerate(tokens(form, self.name), 1)
        )
        return Control("rows", self.name, self.label, self.help, rows=found, add=self.add)

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    def _fits(self, entry: Plain) -> bool:
        return isinstance(entry, dict) and all(isinstance(entry.get(key, ""), str) for key in self._keys)

    def _texts(self, entry: Plain) -> Texts:
        return {key: text_at(entry, key) for key in self._keys}

    def _entry(self, texts: Texts, old: Plain) -> Plain:
        if isinstance(old, dict) and old and texts == self._texts(old):
            return old
        before: Entry = old if isinstance(old, dict) else {}
        kept = {key: value for key, value in before.items() if key not in self._keys or texts[key]}
        return {**kept, **{key: text for key, text in texts.items() if text}}

    def _controls(self, row: str, form: Filled, choices: Choices) -> Iterator[Control]:
        for column in self.columns:
            if one(form, f"{row}.{column.key}") or column.is_shown(form, row):
                yield column.control(row, form, choices)
