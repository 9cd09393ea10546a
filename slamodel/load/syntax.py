"""What the YAML parser says of a text it cannot read becomes a diagnostic that a person can act on."""

import re
from typing import NamedTuple

import yaml

from slamodel.diagnostics import Diagnostic
from slamodel.load.text import Source, shown

TAB_INDENT = re.compile(r" *\t[ \t]*[^\s#]")
HEX_DIGITS = re.compile(r"[0-9a-fA-F]*")
MISFIT = "expected key|<block end>|<document start>"


class Explanation(NamedTuple):
    """What the parser says, and what it means to the one who wrote the file.

    `said` has words of libyaml and of PyYAML's own parser, parted by `|`. In the message, `{line}` is the line where
    the unfinished part began, `{found}` the character that cannot be read, `{digits}` those of an escape.
    """

    said: str
    code: str
    message: str
    hint: str = ""
    at_start: bool = False
    """Whether the mistake is where the unfinished part began, not where the parser gave up."""


QUOTE = "put quotes around it"
COLUMN = "the keys of one mapping start in the same column"
EXPLANATIONS = (
    Explanation("invalid Unicode", "E101", "the escape of U+{digits} stands for no character", "write the character"),
    Explanation(
        "a tag|tag handle|URI|UTF-8 octet",
        "E110",
        "tags are not allowed",
        "put quotes around a value that starts with !",
    ),
    Explanation(
        "mapping values are not allowed",
        "E102",
        "a ':' is not expected here",
        'put quotes around a value that has ": " in it; check the indentation, and the space after each colon',
    ),
    Explanation(
        "could not find expected ':'",
        "E102",
        "this is not 'key: value'",
        "after a key come a colon and a space",
        at_start=True,
    ),
    Explanation("',' or ']'", "E102", "the '[' of line {line} is not closed, or a comma is missing"),
    Explanation("',' or '}'", "E102", "the '{{' of line {line} is not closed, or a comma is missing"),
    Explanation("found unexpected", "E102", "this quotation mark is not closed", at_start=True),
    Explanation(
        "escape|hexdecimal",
        "E102",
        "a backslash that starts no escape",
        "in double quotes write \\\\ for a backslash, or use single quotes",
    ),
    Explanation("directive|incompatible", "E102", "a line cannot start with %", "put the value in quotes"),
    Explanation("cannot start any token", "E102", "a value cannot start with {found}", QUOTE),
    Explanation("an anchor|an alias", "E102", "a value cannot start with & or *", QUOTE),
    Explanation("a block scalar", "E102", "a value of one line cannot start with | or >", QUOTE),
    Explanation(
        "'-' indicator", "E102", "this is no entry of the list of line {line}", "entries start with '- ' in one column"
    ),
    Explanation(
        "sequence entries are not allowed", "E102", "'- ' is not expected here", "start the list on a line of its own"
    ),
    Explanation("expected key|<block end>", "E102", "this does not fit the lines above, from line {line} on", COLUMN),
    Explanation("<document start>", "E102", "this stands outside the mapping above", COLUMN),
)


def explain(error: Exception, source: Source, last: int) -> Diagnostic:
    """The diagnostic of a parser's error; `last` is the offset to blame when the error names none."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return source.diagnostic("E102", "this cannot be read as YAML", last)
    text, end = source.text, len(source.text.rstrip())
    marks = [min(mark.index, end) for mark in (error.context_mark, error.problem_mark) if mark is not None] or [last]
    began, at = marks[0], marks[-1]
    said = f"{error.context} {error.problem}"
    simple = _tab(source, at) or _stray(text, at, said)
    if simple:
        return source.diagnostic("E102", simple[0], at, simple[1])
    for explanation in EXPLANATIONS:
        if any(words in said for words in explanation.said.split("|")):
            digits = HEX_DIGITS.match(text, at)
            message = explanation.message.format(
                line=source.place(began).line,
                found=shown(text[at : at + 1]),
                digits=digits[0].upper() if digits else "",
            )
            return source.diagnostic(explanation.code, message, began if explanation.at_start else at, explanation.hint)
    return source.diagnostic("E102", f"this cannot be read as YAML: {error.problem or error.context}", at)


def _tab(source: Source, at: int) -> tuple[str, str] | None:
    """Message and hint if a tab is to blame, whatever the parser says."""
    if TAB_INDENT.match(source.text, source.starts[source.place(at).line - 1]):
        return "a tab is used for indentation", "indent with spaces"
    if source.text[at : at + 1] == "\t":
        return "a tab is not expected here", "use spaces"
    return None


def _stray(text: str, at: int, said: str) -> tuple[str, str] | None:
    """Message and hint if there is more behind a quotation mark or a bracket that closed."""
    if not any(words in said for words in MISFIT.split("|")):
        return None
    if text[at : at + 1] in {"]", "}"}:
        return f"this {text[at]} closes nothing", ""
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if before.endswith(('"', "'", "]", "}")):
        return f"more text after the {before[-1]} that ends the value", "put quotes around the whole value"
    return None
