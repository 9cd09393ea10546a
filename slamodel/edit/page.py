"""The bytes of one file in; its text with the places of its values out, and what is around a place: line, comments."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from slamodel.edit.change import CannotEdit
from slamodel.load.spans import Spans, read_spans
from slamodel.load.text import Source, encoding_of
from slamodel.load.tree import Map, Seq, Value

BLANK_OR_COMMENT = re.compile(r"[ \t\r\n]*(?:#[^\r\n]*[ \t\r\n]*)*")
BLANKS = re.compile(r"[ \t]*")
COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True)
class Page:
    """The text of a file as its author wrote it, and where in it everything stands.

    Here every line of the text ends as a line does; an end that the last one does not have in the file is taken off
    again.
    """

    name: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)
    encoding: str
    prefix: bytes
    spans: Spans = field(repr=False)
    is_open: bool
    """Whether the last line has no end in the file."""

    @property
    def tree(self) -> Map:
        """What the reader makes of it."""
        return self.spans.tree

    @property
    def json(self) -> bool:
        """Whether it has to stay JSON."""
        return self.name.lower().endswith(".json")

    @cached_property
    def newline(self) -> str:
        """What ends its lines."""
        return newline_of(self.text)

    def encoded(self, text: str) -> bytes:
        """Another text as the bytes of this file."""
        text = text.removesuffix(self.newline) if self.is_open else text
        return self.prefix + text.encode(self.encoding)

    def is_flow(self, at: int) -> bool:
        """Whether the collection that begins here is in brackets."""
        return at in self.spans.brackets

    def end(self, value: Value, at: int) -> int:
        """Where the value that begins here ends, without what follows on the line."""
        if at in self.spans.brackets:
            return self.spans.brackets[at]
        if isinstance(value, str) or not value or self.text[at] == "*":
            return self._scalar_end(at)
        last = value[-1] if isinstance(value, Seq) else next(reversed(value.values()))
        return self.end(last, value.marks[-1])

    def _scalar_end(self, at: int) -> int:
        """The end of a scalar; the lines that a block scalar keeps at its end belong to it, those it drops do not."""
        end = self.spans.scalars.get(at, at)
        if self.text[at : at + 1] not in ("|", ">"):
            return end
        if "+" in self.text[at : at + 3]:
            return end - len(self.newline) if self.text[:end].endswith(self.newline) else end
        return at + len(self.text[at:end].rstrip())

    def token(self, at: int) -> str:
        """The scalar that begins here, as it is written."""
        return self.text[at : self.spans.scalars.get(at, at)]

    def line_start(self, offset: int) -> int:
        """The offset of the first character of the line."""
        return self.spans.source.starts[self.spans.source.place(offset).line - 1]

    def next_line(self, offset: int) -> int:
        """The offset behind the end of the line."""
        starts, line = self.spans.source.starts, self.spans.source.place(offset).line
        return starts[line] if line < len(starts) else len(self.text)

    def line_end(self, offset: int) -> int:
        """The offset of what ends the line."""
        start, stop = self.line_start(offset), self.next_line(offset)
        return start + len(self.text[start:stop].rstrip("\r\n"))

    def column(self, offset: int) -> int:
        """How many characters stand before an offset on its line."""
        return offset - self.line_start(offset)

    def indent(self, offset: int) -> int:
        """The column in which the line of an offset starts to say something."""
        line = self.text[self.line_start(offset) : self.line_end(offset)]
        return len(line) - len(line.lstrip())

    def opens_line(self, offset: int) -> bool:
        """Whether only blanks stand before an offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip()

    def is_blank(self, start: int) -> bool:
        """Whether the line that starts here has nothing on it; so has the end of the text."""
        return not self.text[start : self.next_line(start)].strip()

    def comment_column(self, start: int) -> int:
        """The column of the comment that is all of the line that starts here, else -1."""
        indent = BLANKS.match(self.text, start)
        at = indent.end() if indent else start
        return at - start if self.text[at : at + 1] == "#" else -1

    def behind(self, end: int, column: int) -> int:
        """The offset behind the line of an end, and behind the comments below it from this column on."""
        offset = self.next_line(end)
        while offset < len(self.text) and self.comment_column(offset) >= column:
            offset = self.next_line(offset)
        return offset

    def colon(self, key_at: int) -> int:
        """The offset behind the colon of a key."""
        found = COLON.match(self.text, self.spans.scalars.get(key_at, key_at))
        if found is None:
            raise self.refusal("this way of writing a key is not understood here", key_at)
        return found.end()

    def dash(self, item_at: int, column: int) -> int:
        """The offset of the dash of an item, which stands in this column on the item's line or above."""
        start = self.line_start(item_at)
        while not (
            self.text[start + column : start + column + 1] == "-" and not self.text[start : start + column].strip()
        ):
            if start == 0:
                raise self.refusal("this list is not understood here", item_at)
            start = self.line_start(start - 1)
        return start + column

    def refusal(self, reason: str, at: int) -> CannotEdit:
        """An exception that says why, and where."""
        return CannotEdit(f"{reason}; make this change in the text", self.spans.source.place(at))


def open_page(name: str, data: bytes) -> Page:
    """Read a file for editing; one that cannot be read as a mapping has to be mended in the text first."""
    encoding, start = encoding_of(data)
    spans, problems = read_spans(data, name)
    if spans is None:
        spans = _empty(name, data[start:].decode(encoding, "replace"))
    if spans is None:
        first = problems[0]
        raise CannotEdit(f"the text has to be mended first: {first.message}", first.place)
    text = data[start:].decode(encoding)
    is_open = text != "" and not text.endswith(("\n", "\r"))
    return Page(name, data, text + newline_of(text) * is_open, encoding, data[:start], spans, is_open)


def newline_of(text: str) -> str:
    """What ends the lines of a text."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def _empty(name: str, text: str) -> Spans | None:
    """A file in which nothing is written yet, except perhaps comments."""
    if not BLANK_OR_COMMENT.fullmatch(text):
        return None
    source = Source(name, text)
    return Spans(source, Map.of(source, len(text), ()), {}, {})
