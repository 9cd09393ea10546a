"""The events of a YAML parser become a tree, piece by piece and without recursion, within limits."""

import sys
from collections.abc import Callable
from typing import Any, Never

import yaml

from slamodel.diagnostics import Diagnostic
from slamodel.load.anchors import Anchored, Anchors
from slamodel.load.limits import Limits
from slamodel.load.text import FORBIDDEN, REPLACEMENT, Source, forbidden, shown
from slamodel.load.tree import Map, Seq, Value

NULLS = frozenset({"~", "null", "Null", "NULL"})
# Without one of these a file has no tag, anchor, escape or null, and its scalars can be taken as they come.
SPECIAL = ("!", "&", "\\", *sorted(NULLS))
MERGE = "<<"


class Stopped(Exception):
    """Reading cannot go on; carries the diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Builder:
    """A stack of values: a mapping or list that ends takes its own from the top and stands there in their place.

    `marks` runs alongside with the offset of every value; it is ahead by one for each open mapping or list, whose own
    offset is known before its value. `steps` has what to do for each kind of event except scalars; each step returns
    how many nodes it met. Problems that do not stop the reading are added to `problems`.
    """

    def __init__(self, source: Source, limits: Limits, problems: list[Diagnostic]) -> None:
        self.source = source
        self.limits = limits
        self.problems = problems
        self.values: list[Value] = []
        self.marks: list[int] = []
        self.starts: list[int] = []
        self.careful = any(special in source.text for special in SPECIAL)
        self.room = sys.maxsize if limits.nodes is None else limits.nodes
        self.anchors = Anchors(limits)
        self.documents = 0
        self.steps: dict[type, Callable[[Any], int]] = {
            yaml.MappingStartEvent: self.start,
            yaml.SequenceStartEvent: self.start,
            yaml.MappingEndEvent: self.end_map,
            yaml.SequenceEndEvent: self.end_seq,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
            yaml.DocumentEndEvent: self.pass_over,
            yaml.StreamStartEvent: self.pass_over,
        }

    @property
    def last(self) -> int:
        """The offset of the last value seen."""
        return self.marks[-1] if self.marks else 0

    def document(self, event: Any) -> int:
        """A document begins; there may be one."""
        self.documents += 1
        if self.documents > 1:
            self._stop("E106", "expected one mapping, found several documents", event, "keep one per file")
        return 0

    def pass_over(self, _event: Any) -> int:
        """An event that says nothing about the tree."""
        return 0

    def scalar(self, event: Any) -> str:
        """The text of a scalar in a file that has tags, anchors, escapes or nulls somewhere."""
        value: str = event.value
        if event.tag is not None:
            self._refuse_tag(event)
        if event.style == '"':
            value = self._cleaned(value, event.start_mark.index)
        elif not event.style and value in NULLS:
            value = ""
        if event.anchor is not None:
            self.anchors.known[event.anchor] = Anchored(value, event.start_mark.index)
        return value

    def start(self, event: Any) -> int:
        """A mapping or list begins."""
        self.marks.append(event.start_mark.index)
        self.starts.append(len(self.values))
        depth = len(self.starts)
        if depth > self.anchors.deepest:
            self.anchors.deepest = depth
            if depth > self.limits.depth:
                self._stop("E109", f"more than {self.limits.depth} levels of mappings and lists", event)
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self.anchors.begin(event.anchor, depth)
        return 1

    def end_map(self, _event: Any) -> int:
        """A mapping ends: its keys and values are on top of the stack, by turns."""
        values, marks = self._pop()
        node = Map()
        turns = iter(values)
        try:
            for key in turns:
                node[key] = next(turns)  # type: ignore[index]  # a key that is no text raises TypeError
            sound = 2 * len(node) == len(values) and MERGE not in node
        except TypeError:
            sound = False
        if not sound:
            node, marks = self._sift(values, marks)
        node.source, node.at, node.marks = self.source, self.marks[-1], marks
        self._push(node, len(values))
        return 0

    def end_seq(self, _event: Any) -> int:
        """A list ends: its items are on top of the stack."""
        values, marks = self._pop()
        node = Seq(values)
        node.source, node.at, node.marks = self.source, self.marks[-1], marks
        self._push(node, len(values))
        return 0

    def alias(self, event: Any) -> int:
        """An alias stands for the value of its anchor, at the anchor's place."""
        target = self.anchors.alias(event.anchor, len(self.starts))
        if not isinstance(target, Anchored):
            code, message, hint = target
            self._stop(code, message, event, hint)
        self.values.append(target.value)
        self.marks.append(target.at)
        return 1

    def refuse_nodes(self) -> Never:
        """The file has more nodes than it may."""
        raise Stopped(self.source.diagnostic("E109", f"more than {self.limits.nodes:,} values", self.last))

    def _pop(self) -> tuple[list[Value], list[int]]:
        """Take the values of the innermost mapping or list, and their offsets, from the stack."""
        start = self.starts[-1]
        first_mark = start + len(self.starts)
        values, marks = self.values[start:], self.marks[first_mark:]
        del self.values[start:], self.marks[first_mark:]
        return values, marks

    def _push(self, node: Map | Seq, inside: int) -> None:
        """Put a finished mapping or list on the stack, where its offset waits."""
        self.values.append(node)
        self.anchors.nodes += inside
        if self.anchors.open:
            self.anchors.end(len(self.starts), node, self.marks[-1])
        self.starts.pop()

    def _sift(self, values: list[Value], marks: list[int]) -> tuple[Map, list[int]]:
        """The sound entries of a mapping; the others are reported: duplicates, merge keys, keys that are no text."""
        node = Map()
        kept: list[int] = []
        first: dict[str, int] = {}
        for index in range(0, len(values), 2):
            key, at = values[index], marks[index]
            if not isinstance(key, str):
                self._report("E106", "a key must be plain text", at, "put quotes around text that starts with { or [")
            elif key == MERGE:
                self._report("E110", "merge keys (<<) are not allowed", at, "write the entries out")
            elif key in first:
                line = self.source.place(first[key]).line
                self._report("E105", f"duplicate key {shown(key)}, first defined at line {line}", at)
            else:
                first[key] = at
                node[key] = values[index + 1]
                kept += marks[index : index + 2]
        return node, kept

    def _cleaned(self, value: str, at: int) -> str:
        """A scalar whose escapes may have made forbidden characters; each one is reported once."""
        found = sorted(set(FORBIDDEN.findall(value)))
        for character in found:
            self._report("E101", forbidden(character), at)
        return FORBIDDEN.sub(REPLACEMENT, value) if found else value

    def _refuse_tag(self, event: Any) -> None:
        """Tags choose types, and here every scalar is text."""
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
        self._report("E110", f"the tag {tag} is not allowed", event.start_mark.index, "write the value as plain text")

    def _report(self, code: str, message: str, at: int, hint: str = "") -> None:
        """Add a problem and go on."""
        self.problems.append(self.source.diagnostic(code, message, at, hint))

    def _stop(self, code: str, message: str, event: Any, hint: str = "") -> Never:
        """End the reading at an event."""
        raise Stopped(self.source.diagnostic(code, message, event.start_mark.index, hint))
