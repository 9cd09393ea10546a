"""The bytes of one YAML or JSON file become a tree of plain text with places, and the problems of its shape."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import yaml

from slamodel.diagnostics import Diagnostic, Place
from slamodel.load.builder import Builder, Stopped
from slamodel.load.json_text import as_yaml
from slamodel.load.limits import COMMAND_LIMITS, Limits
from slamodel.load.syntax import explain
from slamodel.load.text import decode
from slamodel.load.tree import Map, Seq

# Tag directives are refused unparsed: libyaml compares each one with all before it, and no tag is allowed anyway.
TAG_DIRECTIVE = re.compile(r"(?:\A|(?<=[\r\n]))%TAG")

AnyBuilder = TypeVar("AnyBuilder", bound=Builder)
Loader: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def read(data: bytes, file: str, limits: Limits = COMMAND_LIMITS) -> tuple[Map | None, tuple[Diagnostic, ...]]:
    """The tree of a file and everything wrong with its text, by place; never raises, whatever the bytes.

    The tree is None when the file is no text, not YAML, beyond a limit or not one mapping. Otherwise it holds all that
    could be read: of a duplicate key the first value, nothing of a merge key, U+FFFD for a forbidden character.
    """
    _, tree, problems = built(Builder, data, file, limits)
    return tree, problems


def built(
    kind: type[AnyBuilder], data: bytes, file: str, limits: Limits
) -> tuple[AnyBuilder | None, Map | None, tuple[Diagnostic, ...]]:
    """Like `read`, by a builder of this kind, which is handed out with what it learned; None when no text was found."""
    if limits.size is not None and len(data) > limits.size:
        message = f"the file has {len(data):,} bytes, at most {limits.size:,} are read"
        return None, None, (Diagnostic("E109", message, Place(file, 1, 1)),)
    source, problems = decode(data, file)
    if source is None:
        return None, None, tuple(problems)
    builder = kind(source, limits, problems)
    tree = _tree(builder)  # finds more problems
    return builder, tree, tuple(sorted(problems, key=lambda problem: problem.order))


def _tree(builder: Builder) -> Map | None:
    """Feed the parser's events to a builder until the text ends or something stops it; adds to its problems."""
    source, problems = builder.source, builder.problems
    directive = TAG_DIRECTIVE.search(source.text) if "%TAG" in source.text else None
    if directive:
        problems.append(source.diagnostic("E110", "tags are not allowed", directive.start(), "take the line out"))
        return None
    text = as_yaml(source.text) if source.file.lower().endswith(".json") else source.text
    try:
        parser = Loader(text)
        try:
            _feed(parser.get_event, builder)
        finally:
            parser.dispose()
    except Stopped as stop:
        problems.append(stop.diagnostic)
        return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: escapes beyond Unicode
        problems.append(explain(error, source, builder.last))
        return None
    return _one_mapping(builder, problems)


def _feed(get_event: Callable[[], Any], builder: Builder) -> None:
    """The inner loop of reading: everything rare is left to the builder."""
    add, mark, scalar, careful = builder.values.append, builder.marks.append, builder.scalar, builder.careful
    steps, room = builder.steps, builder.room
    kind_scalar, kind_end = yaml.ScalarEvent, yaml.StreamEndEvent
    while True:
        event = get_event()
        kind = type(event)
        if kind is kind_scalar:
            add(scalar(event) if careful else event.value)
            mark(event.start_mark.index)
            room -= 1
        elif kind is kind_end:
            return
        else:
            room -= steps[kind](event)
        if room < 0:
            builder.refuse_nodes()


def _one_mapping(builder: Builder, problems: list[Diagnostic]) -> Map | None:
    """The root of the tree, when the file is what a model has to be."""
    root = builder.values[0] if builder.values else ""
    if isinstance(root, Map):
        return root
    found = "a list" if isinstance(root, Seq) else "plain text" if root else "nothing"
    at = builder.marks[0] if builder.marks else 0
    message = f"expected one mapping ('key: value' lines), found {found}"
    problems.append(builder.source.diagnostic("E106", message, at))
    return None
