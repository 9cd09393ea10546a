"""The code of a finding in; its page out: what it finds, why it matters and how to fix it, as marked runs of text."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from slamodel.gaps import RULES
from slamodel.report import wording
from slamodel.report.views import Status

Look: TypeAlias = Literal["plain", "strong", "em", "code"]

_MARKED = re.compile(r"(\*\*.+?\*\*|\*.+?\*|`.+?`)")
_LOOKS: tuple[tuple[str, Look], ...] = (("**", "strong"), ("*", "em"), ("`", "code"))


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule of the catalogue for readers, in paragraphs."""

    code: str
    title: str
    status: Status
    paragraphs: tuple[tuple[Run, ...], ...]


def rule(code: str) -> Explained:
    """The rule with this code; raises KeyError."""
    found = {entry.code: entry for entry in RULES}[code]
    return Explained(found.code, found.title, wording.WEIGHT[found.severity], paragraphs(found.documentation))


def paragraphs(text: str) -> tuple[tuple[Run, ...], ...]:
    """Paragraphs of the documentation, which marks with stars and backquotes."""
    return tuple(
        tuple(_run(part) for part in _MARKED.split(" ".join(block.split())) if part)
        for block in text.split("\n\n")
        if block.strip()
    )


def _run(text: str) -> Run:
    for mark, look in _LOOKS:
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            return Run(text[len(mark) : -len(mark)], look)
    return Run(text)
