"""The files of a model and what was typed over one of them in; the text to show, and the files anew, out."""

import re
from collections import Counter
from dataclasses import dataclass

from slamodel.load.text import encoding_of

from ..contents import Contents, with_file
from .matching import matching

_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as it stands in the editor: lines end in line feeds, a byte order mark is left out.

    A file that is no text in its encoding is shown as far as that goes and cannot be saved from here.
    """

    file: str
    text: str
    is_text: bool = True


def sheet_of(contents: Contents, file: str) -> Sheet:
    """One file of a model; raises KeyError."""
    data = dict(contents)[file]
    encoding, start = encoding_of(data)
    try:
        return Sheet(file, _with_line_feeds(data[start:].decode(encoding)))
    except UnicodeDecodeError:
        return Sheet(file, _with_line_feeds(data[start:].decode(encoding, "replace")), is_text=False)


def typed_over(contents: Contents, file: str, typed: str) -> Contents:
    """The files with a text in place of one of them, or beside them where it has gone.

    A browser turns every end of a line into the same two characters, so that each line gets back the end it had; a
    byte order mark stays.
    """
    old = dict(contents).get(file, b"")
    encoding, start = encoding_of(old)
    was = old[start:].decode(encoding, "replace")
    text = _with_ends_of(was, _with_line_feeds(typed))
    new = old[:start] + text.encode(encoding, "replace")
    return with_file(contents, file, new)


def _with_line_feeds(text: str) -> str:
    return _ENDS.sub("\n", text)


def _with_ends_of(old: str, typed: str) -> str:
    ends = _ENDS.findall(old)
    usual = Counter(ends).most_common(1)[0][0] if ends else "\n"
    if len(set(ends)) <= 1:
        return typed.replace("\n", usual)
    lines, typed_lines = _ENDS.split(old), typed.split("\n")
    new = [usual] * (len(typed_lines) - 1)
    for run in matching(lines, typed_lines):
        kept = ends[run.old : run.old + min(run.length, len(new) - run.new)]
        new[run.new : run.new + len(kept)] = kept
    return "".join(line + end for line, end in zip(typed_lines, [*new, ""], strict=True))
