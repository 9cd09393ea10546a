"""A new value in; the lines that hold it in the habits of a page out."""

import json
from dataclasses import dataclass

from slamodel.edit.change import Path
from slamodel.edit.layout import Layout
from slamodel.edit.page import Page
from slamodel.edit.scalars import json_token, token
from slamodel.load import Plain


@dataclass(frozen=True)
class Renderer:
    """Writes new values for one page."""

    page: Page
    layout: Layout

    def scalar(self, text: str, *, flow: bool, old: str = "") -> str:
        """A text as a token, quoted like the old one where that is possible."""
        return json_token(text, old) if self.page.json else token(text, old, self.page.text, flow=flow)

    def inline(self, value: Plain, path: Path, column: int) -> str:
        """A value as it stands in brackets; only JSON may take several lines, below this column."""
        if self.page.json:
            return self._json(value, path, column)
        if isinstance(value, dict):
            members = (f"{self.scalar(key, flow=True)}: {self.inline(inner, path, 0)}" for key, inner in value.items())
            return "{" + ", ".join(members) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.inline(inner, path, 0) for inner in value) + "]"
        return self.scalar(value, flow=True)

    def entry(self, key: str, value: Plain, path: Path, column: int) -> list[str]:
        """The lines of a key and its value in block style."""
        start = " " * column + self.scalar(key, flow=False) + ":"
        inline = self.short(value, path, len(start) + 1)
        return [start, *self.block(value, path, column)] if inline is None else [f"{start} {inline}"]

    def short(self, value: Plain, path: Path, before: int) -> str | None:
        """A value as it stands behind a colon or a dash; None when it takes lines of its own below."""
        if isinstance(value, str):
            return self.scalar(value, flow=False)
        text = self.inline(value, path, before)
        return text if self.layout.wants_flow(path, value, before + len(text)) else None

    def block(self, value: Plain, path: Path, column: int) -> list[str]:
        """The lines below a key in this column, of a mapping or list that is not in brackets."""
        if isinstance(value, dict):
            return self.entries(value, path, column + self.layout.step)
        return self.items(value, path, column + self.layout.dash) if isinstance(value, list) else []

    def entries(self, value: dict[str, Plain], path: Path, column: int) -> list[str]:
        """The lines of all entries of a mapping."""
        return [line for key, inner in value.items() for line in self.entry(key, inner, (*path, key), column)]

    def items(self, value: list[Plain], path: Path, column: int) -> list[str]:
        """The lines of all items of a list."""
        return [line for place, inner in enumerate(value) for line in self.item(inner, (*path, place), column)]

    def item(self, value: Plain, path: Path, column: int) -> list[str]:
        """The lines of an item whose dash stands in this column."""
        start = " " * column + "-" + " " * (self.layout.gap - 1)
        return [
            start + line if place == 0 else line for place, line in enumerate(self.behind_dash(value, path, column))
        ]

    def behind_dash(self, value: Plain, path: Path, column: int) -> list[str]:
        """The lines of an item; the first one without what stands before it."""
        inner = column + self.layout.gap
        inline = self.short(value, path, inner)
        if inline is not None:
            return [inline]
        if isinstance(value, dict):
            first, *others = self.entries(value, path, inner)
        else:
            first, *others = self.items(list(value), path, inner)
        return [first[inner:], *others]

    def _json(self, value: Plain, path: Path, column: int) -> str:
        if isinstance(value, str) or not self.layout.wants_lines(path, value):
            return json.dumps(value, ensure_ascii=False, separators=self._separators)
        text = json.dumps(value, ensure_ascii=False, indent=self._json_step)
        return text.replace("\n", self.page.newline + self._json_step[0] * column)

    @property
    def _separators(self) -> tuple[str, str]:
        """Without blanks in a file that has none."""
        return (", ", ": ") if '": ' in self.page.text else (",", ":")

    @property
    def _json_step(self) -> str:
        """What stands before the members of an object, blanks or a tab: as before those of the whole file."""
        marks = self.page.tree.marks
        own_line = (at for at in marks[::2] if self.page.opens_line(at) and self.page.column(at))
        first = next(own_line, None)
        return "  " if first is None else self.page.text[self.page.line_start(first) : first]


def renderer_of(page: Page) -> Renderer:
    """A renderer with the habits of the page's author."""
    return Renderer(page, Layout(page))
