"""The bytes of a file in; its tree out with the offset at which each value ends, for changes to the text in place."""

from dataclasses import dataclass
from typing import Any

from slamodel.diagnostics import Diagnostic
from slamodel.load.builder import Builder
from slamodel.load.limits import COMMAND_LIMITS, Limits
from slamodel.load.reader import built
from slamodel.load.text import Source
from slamodel.load.tree import Map


@dataclass(frozen=True, slots=True)
class Spans:
    """Where the pieces of a file end, by the offset at which each begins; what is empty or in block style has no end.

    An alias has its own place here, not that of its anchor.
    """

    source: Source
    tree: Map
    scalars: dict[int, int]
    """Keys, plain values and aliases."""
    brackets: dict[int, int]
    """Mappings in braces and lists in brackets."""


class SpanBuilder(Builder):
    """A builder that notes where scalars, aliases and bracketed collections end."""

    def __init__(self, source: Source, limits: Limits, problems: list[Diagnostic]) -> None:
        super().__init__(source, limits, problems)
        self.careful = True
        self.scalars: dict[int, int] = {}
        self.brackets: dict[int, int] = {}

    def scalar(self, event: Any) -> str:
        """The text of a scalar."""
        if event.end_mark.index > event.start_mark.index:
            self.scalars[event.start_mark.index] = event.end_mark.index
        return super().scalar(event)

    def alias(self, event: Any) -> int:
        """An alias stands where it is written."""
        nodes = super().alias(event)
        self.marks[-1] = event.start_mark.index
        self.scalars[event.start_mark.index] = event.end_mark.index
        return nodes

    def end_map(self, event: Any) -> int:
        """A mapping ends."""
        return self._close(event, super().end_map(event))

    def end_seq(self, event: Any) -> int:
        """A list ends."""
        return self._close(event, super().end_seq(event))

    def _close(self, event: Any, nodes: int) -> int:
        """Note the end of what a bracket closes; the end of a block takes up no room in the text."""
        if event.end_mark.index > event.start_mark.index:
            self.brackets[self.marks[-1]] = event.end_mark.index
        return nodes


def read_spans(data: bytes, file: str, limits: Limits = COMMAND_LIMITS) -> tuple[Spans | None, tuple[Diagnostic, ...]]:
    """The tree of a file with its ends, None where `read` has none; and everything wrong with its text."""
    builder, tree, problems = built(SpanBuilder, data, file, limits)
    if builder is None or tree is None:
        return None, problems
    return Spans(builder.source, tree, builder.scalars, builder.brackets), problems
