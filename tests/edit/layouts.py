"""A source of chance in; a plain tree and a YAML text of it out, laid out in one of the many ways that people have."""

from random import Random
from typing import Any

Tree = Any

WORDS = ("web", "99.9 %", "4 h", "a: b", "yes", "17:30", "", "null", "it's", '"q"', "# no", "two words", "a, b", "[x",
         "é☃ ✓", "k:", "- x", "1.10", " lead", "x\ny", "mon-fri")  # fmt: skip
KEYS = ("name", "provider", "needs", "any_of", "P1", "very good", "own", "web-1", "targets", "a: b", "no")


def random_tree(rng: Random, depth: int = 3) -> dict[str, Tree]:
    """A mapping that is not empty, with other trees inside."""
    names = rng.sample(KEYS, rng.randint(1, 4))
    return {name: random_value(rng, depth - 1) for name in names}


def random_value(rng: Random, depth: int) -> Tree:
    """A text, a list or a mapping."""
    roll = rng.random()
    if depth == 0 or roll < 0.5:
        return rng.choice(WORDS)
    if roll < 0.75:
        return [random_value(rng, depth - 1) for _ in range(rng.randint(0, 3))]
    return random_tree(rng, depth) if rng.random() < 0.9 else {}


class Writer:
    """Writes trees in one style, with a comment of its own for every line that may have one."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.step = rng.choice((2, 2, 4))
        self.dash = rng.choice((0, self.step))
        self.remarks = 0
        self.in_brackets = rng.choice((0.1, 0.5, 0.9))

    def remark(self) -> str:
        """A new comment."""
        self.remarks += 1
        return f"# remark {self.remarks}"

    def aside(self) -> str:
        """What follows on a line: nothing, or a comment behind blanks."""
        return " " * self.rng.randint(1, 5) + self.remark() if self.rng.random() < 0.3 else ""

    def above(self, column: int) -> list[str]:
        """What stands before a line: nothing, a blank line, a comment."""
        roll = self.rng.random()
        return [""] if roll < 0.15 else [" " * column + self.remark()] if roll < 0.3 else []

    def scalar(self, text: str, *, plain: bool) -> str:
        """A text as a token that reads back as it."""
        simple = text.isascii() and text.replace("-", "").replace(" ", "").isalnum() and text.strip(" -") == text
        if plain and simple and text != "null" and self.rng.random() < 0.8:
            return text
        if "\n" not in text and self.rng.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def flow(self, tree: Tree) -> str:
        """A tree in brackets, on one line."""
        if isinstance(tree, dict):
            return "{" + ", ".join(f"{self.scalar(key, plain=True)}: {self.flow(tree[key])}" for key in tree) + "}"
        if isinstance(tree, list):
            return "[" + ", ".join(map(self.flow, tree)) + "]"
        return self.scalar(tree, plain=True)

    def entries(self, tree: dict[str, Tree], column: int) -> list[str]:
        """The lines of a mapping."""
        return [line for key in tree for line in self.entry(key, tree[key], column)]

    def entry(self, key: str, value: Tree, column: int) -> list[str]:
        """The lines of a key and its value."""
        start = " " * column + self.scalar(key, plain=True) + ":"
        if isinstance(value, dict) and value and self.rng.random() > self.in_brackets:
            return [*self.above(column), start + self.aside(), *self.entries(value, column + self.step)]
        if isinstance(value, list) and value and self.rng.random() > self.in_brackets:
            inner = column + self.dash
            return [*self.above(column), start + self.aside(), *(i for item in value for i in self.item(item, inner))]
        if value and not isinstance(value, str) and self.rng.random() < 0.2:
            return [*self.above(column), *self.members(start, value, column)]
        if value == "" and self.rng.random() < 0.5:
            return [*self.above(column), start + self.aside()]
        return [*self.above(column), f"{start} {self.flow(value)}{self.aside()}"]

    def members(self, start: str, value: Tree, column: int) -> list[str]:
        """The lines of a key and its value in brackets, with a line for each member."""
        pad, (opening, *inner, closing) = " " * (column + self.step), self.flow_parts(value)
        commas = [","] * (len(inner) - 1) + [self.rng.choice(("", ","))]
        lines = [f"{pad}{part}{comma}{self.aside()}" for part, comma in zip(inner, commas, strict=True)]
        return [f"{start} {opening}{self.aside()}", *lines, " " * column + "  " + closing + self.aside()]

    def flow_parts(self, value: Tree) -> list[str]:
        """Brackets and what stands between the commas."""
        if isinstance(value, dict):
            return ["{", *(self.flow({key: value[key]})[1:-1] for key in value), "}"]
        return ["[", *map(self.flow, value), "]"]

    def item(self, value: Tree, column: int) -> list[str]:
        """The lines of an item."""
        start = " " * column + "- "
        if isinstance(value, dict) and value and self.rng.random() > self.in_brackets:
            lines = self.entries(value, column + 2)
            while not lines[0].strip() or lines[0].strip().startswith("#"):
                del lines[0]
            return [*self.above(column), start + lines[0][column + 2 :], *lines[1:]]
        return [*self.above(column), f"{start}{self.flow(value)}{self.aside()}"]


def text_of(rng: Random, tree: dict[str, Tree]) -> str:
    """The tree as a text, with or without an end of its last line."""
    lines = Writer(rng).entries(tree, 0)
    newline = rng.choice(("\n", "\n", "\r\n"))
    return newline.join(lines) + newline * rng.randint(0, 1)
