"""Text from a model file to text that DOT and SVG can carry: cleaned, cut, quoted, measured."""

import unicodedata

MAX_LABEL = 120
"""Characters of a label that are shown."""

FONT_NAME = "DejaVu Sans"
"""The `fontname` a DOT text should ask for: both renderers know its widths, and the package ships the font."""

_BIDI_CONTROLS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_NARROW = frozenset("ijlIJ|!'.,:;()[]/\\-rtf\" ")
_BROAD = frozenset("mwMW@%#+<=>~^")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n"}


def quote(*lines: str) -> str:
    """A DOT string token, with its quotation marks, that is drawn as exactly these lines and never as HTML.

    Each argument is cleaned and cut at `MAX_LABEL` characters by itself, so that a long name cannot push out the
    figure below it. `&` is escaped as well: Graphviz would turn `&lt;` in a label into `<`.
    """
    return '"' + "\\n".join(_escape(clip(line)) for line in lines) + '"'


def clip(text: str) -> str:
    """Clean the text and cut it at `MAX_LABEL` characters; the last one of a cut text is an ellipsis."""
    # Four times the limit bounds the work on a huge text and still leaves enough when much of it is dropped.
    clean = printable(text[: 4 * MAX_LABEL])
    if len(clean) <= MAX_LABEL and len(text) <= 4 * MAX_LABEL:
        return clean
    return clean[: MAX_LABEL - 1] + "…"


def printable(text: str) -> str:
    """Drop what must not be drawn: controls except line ends, surrogates, bidi controls, noncharacters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in lines if char == "\n" or not _is_dropped(char))


def width_of(text: str, size: float) -> float:
    """Estimate the width in points of the widest line at a font size in points, in the regular shipped font.

    Graphviz guesses the width of scripts it has no table for, and guesses too little for East Asian ones; a node
    given this width as its minimum holds its text.
    """
    return size * max(sum(map(_em, line)) for line in text.split("\n"))


def _escape(text: str) -> str:
    """One pass over the characters, so that no escape is escaped again."""
    return "".join(_ESCAPES.get(char, char) for char in text)


def _is_dropped(char: str) -> bool:
    """Characters that XML forbids, that a terminal obeys, or that reorder the text around them."""
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return noncharacter or char in _BIDI_CONTROLS or unicodedata.category(char) in {"Cc", "Cs"}


def _em(char: str) -> float:
    """Advance of a character in ems, rounded up by class from the tables of DejaVu Sans."""
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1.05
    if char in _NARROW:
        return 0.37
    if char in _BROAD or (category.startswith("S") and not char.isascii()):
        return 1.0
    return 0.74 if char.isupper() else 0.64
