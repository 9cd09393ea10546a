"""The bytes of a file become text without hidden characters, whose lines and columns can be looked up."""

import codecs
import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate, islice

from slamodel.diagnostics import Diagnostic, Place

WIDEST_LINE = 200
MOST_REPORTED = 20

# Controls except tab and line ends, characters that end a line unseen, bidirectional controls, everything Unicode calls
# default-ignorable (invisible), lone surrogates and non-characters: two texts that look alike must be alike.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
REPLACEMENT = "\ufffd"


class Source:
    """The text of one file; an offset counts its characters from 0, a line and a column count from 1.

    The lines are counted when a place is first asked for.
    """

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset at which each line starts."""
        if self._starts is None:
            # Forbidden characters are gone, so that splitlines knows no other line ends than \n, \r\n and \r.
            lines = self.text.splitlines(keepends=True)
            self._starts = list(accumulate(map(len, lines), initial=0))
            if lines and not lines[-1].endswith(("\n", "\r")):
                self._starts.pop()
        return self._starts

    def place(self, offset: int) -> Place:
        """The line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return Place(self.file, line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The line as shown above a caret: character by character under its columns, at most 200 of them."""
        if not 0 < number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        shown = self.text[start : start + WIDEST_LINE].splitlines() or [""]
        return shown[0].replace("\t", " ")

    def diagnostic(self, code: str, message: str, offset: int, hint: str = "") -> Diagnostic:
        """An error at an offset, with the line that holds it."""
        place = self.place(offset)
        return Diagnostic(code, message, place, hint, line_text=self.line(place.line))


def decode(data: bytes, file: str) -> tuple[Source | None, list[Diagnostic]]:
    """The text of UTF-8 (with or without a byte order mark) or marked UTF-16; forbidden characters become U+FFFD.

    None when the bytes are no text at all: in another encoding, or with too many forbidden characters.
    """
    encoding, start = encoding_of(data)
    try:
        text = data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        valid = data[start : start + error.start].decode(encoding)
        whole = Source(file, FORBIDDEN.sub(REPLACEMENT, data[start:].decode(encoding, "replace")))
        message = f"the byte 0x{data[start + error.start]:02X} is not {encoding.upper()} text"
        return None, [whole.diagnostic("E101", message, len(valid), "save the file as UTF-8")]
    found = [match.start() for match in islice(FORBIDDEN.finditer(text), MOST_REPORTED + 1)]
    source = Source(file, FORBIDDEN.sub(REPLACEMENT, text) if found else text)
    problems = [source.diagnostic("E101", forbidden(text[at]), at) for at in found[:MOST_REPORTED]]
    return (source if len(found) <= MOST_REPORTED else None), problems


def forbidden(character: str) -> str:
    """What is said of a forbidden character: its code point and name."""
    name = unicodedata.name(character, "")
    return f"the invisible or control character U+{ord(character):04X}{name and ' ' + name} is not allowed"


def shown(text: str) -> str:
    """Text of the file as a message may quote it: short, on one line, without hidden characters."""
    text = FORBIDDEN.sub(REPLACEMENT, text[:60])
    return '"' + " ".join(text.split()) + '"'


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding that the byte order mark tells, and the length of the mark."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0
