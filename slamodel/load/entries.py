"""The tree of text in; checked entries of every section out, faulty ones left out with their diagnostics."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, WithJsonSchema

from slamodel.diagnostics import Diagnostic, Severity
from slamodel.load.complaints import Path, complaints, keys_of, suggestion
from slamodel.load.tree import Map, locate
from slamodel.model import (
    ALWAYS,
    ANY,
    BUILT_IN,
    Agreement,
    Calendar,
    Choice,
    Conventions,
    Maintenance,
    Metric,
    Party,
    Scale,
    Service,
)
from slamodel.model.words import IDENTIFIERS, Id, Name, Word, is_identifier, shortened

SECTIONS: Mapping[str, Any] = {
    "parties": Party,
    "calendars": Calendar,
    "maintenance": Maintenance,
    "services": Service,
    "agreements": Agreement,
    "scales": Scale,
    "metrics": Metric,
}
"""Sections of a model file whose entries have an id as their key, with the type of an entry."""


RESERVED = {"parties": ANY, "calendars": ALWAYS}
"""Ids that stand for something without being written."""


class Head(Word):
    """What a model file says of itself, before its sections."""

    slamodel: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"], "description": "version of the file format"})]
    title: Name = ""
    currency: Id = ""
    conventions: Conventions = Field(default_factory=Conventions)
    overrides: Literal["specific", "strictest"] = "specific"
    findings: Choice = Field(default_factory=Choice)


@dataclass(slots=True)
class Entries:
    """What has been read so far, by section and id; `faulty` entries were left out."""

    tree: Map
    head: Head | None = None
    sections: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    faulty: set[tuple[str, str]] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(
        self,
        code: str,
        message: str,
        path: Path,
        hint: str = "",
        *,
        key: bool = False,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note that the text at a path is wrong."""
        source, offset = locate(self.tree, path, key=key)
        self.diagnostics.append(replace(source.diagnostic(code, message, offset, hint), severity=severity))

    def leave_out(self, section: str, name: str) -> None:
        """Drop an entry that cannot be used; what rests on it becomes incomplete."""
        self.sections[section].pop(name, None)
        self.faulty.add((section, name))


@lru_cache(maxsize=1)
def _adapters() -> Mapping[str, tuple[TypeAdapter[Any], tuple[str, ...]]]:
    types = {**SECTIONS, "": Head}
    adapters = {name: TypeAdapter[Any](kind) for name, kind in types.items()}
    return {name: (adapter, keys_of(adapter)) for name, adapter in adapters.items()}


def entries_of(tree: Map, known: Mapping[str, Mapping[str, Any]]) -> Entries:
    """Check the shape of every entry of the tree; those that are `known`, by section and id, have been checked."""
    entries = Entries(tree)
    _read_head(entries)
    for section in SECTIONS:
        if section in tree:
            _read_section(entries, section, known.get(section, {}))
    return entries


def _read_head(entries: Entries) -> None:
    head_keys = tuple(Head.model_fields)
    known = (*head_keys, *SECTIONS)
    for key in entries.tree:
        if key not in known:
            entries.report("E103", f'unknown key "{key}"', (key,), suggestion(key, known), key=True)
    adapter, keys = _adapters()[""]
    try:
        entries.head = adapter.validate_python({key: entries.tree[key] for key in head_keys if key in entries.tree})
    except ValidationError as error:
        entries.diagnostics += complaints(error, entries.tree, (), keys)


def _read_section(entries: Entries, section: str, known: Mapping[str, Any]) -> None:
    content = entries.tree[section]
    if content == "":
        return
    if not isinstance(content, Map):
        entries.report("E106", f"{section} is a mapping of ids and entries", (section,))
        return
    for name in sorted(content):
        if name in known:
            entries.sections[section][name] = known[name]
        elif _is_id(entries, section, name):
            _read_entry(entries, section, content, name)
        else:
            entries.faulty.add((section, name))
    _report_alike(entries, section, content)


def _is_id(entries: Entries, section: str, name: str) -> bool:
    if not is_identifier(name):
        shown = shortened(name) or "nothing"
        entries.report("E108", f'"{shown}" is not an id', (section, name), IDENTIFIERS, key=True)
    elif name == RESERVED.get(section):
        entries.report("E113", f'"{name}" has a meaning of its own', (section, name), "choose another id", key=True)
    elif section == "metrics" and name in BUILT_IN:
        entries.report("E113", f'"{name}" is a metric already', (section, name), "choose another id", key=True)
    else:
        return True
    return False


def _read_entry(entries: Entries, section: str, content: Map, name: str) -> None:
    adapter, keys = _adapters()[section]
    has_id = section != "scales"
    path = (section, name)
    raw = content[name]
    if not isinstance(raw, Map):
        entries.report("E106", "a mapping of keys and values is expected here", path)
        entries.faulty.add(path)
        return
    if has_id and "id" in raw:
        entries.report("E103", 'unknown key "id"', (*path, "id"), "the id is the key of the entry", key=True)
        entries.faulty.add(path)
        return
    try:
        entries.sections[section][name] = adapter.validate_python({**raw, "id": name} if has_id else raw)
    except ValidationError as error:
        entries.diagnostics += complaints(error, entries.tree, path, keys)
        entries.faulty.add(path)


def _report_alike(entries: Entries, section: str, content: Map) -> None:
    """Ids that differ only in upper and lower case are taken for one another sooner or later."""
    if len({*map(str.casefold, content)}) == len(content):
        return
    seen: dict[str, str] = {}
    for name in content:
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            entries.report(
                "E111", f'"{name}" differs from "{first}" only in upper and lower case', (section, name), key=True
            )
