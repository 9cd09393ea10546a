"""TEXT → MODEL: the bytes of model files become checked, placed and resolved values; every problem in one run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from slamodel.diagnostics import Diagnostic, Place
from slamodel.load.entries import Entries, Head, entries_of
from slamodel.load.files import Reading, read_contents, read_path, shown_name
from slamodel.load.hints import warn
from slamodel.load.limits import Limits
from slamodel.load.references import check_references
from slamodel.load.tree import Map, Value, find
from slamodel.model import Landscape

__all__ = ["Limits", "Loaded", "load", "load_contents"]


class Loaded(NamedTuple):
    """A landscape of all that is usable, and everything wrong with the text it was read from."""

    landscape: Landscape
    diagnostics: tuple[Diagnostic, ...]


def load(path: Path) -> Loaded:
    """Load a model file or a folder of them; what is wrong is told, never raised."""
    return _resolved(read_path(path), shown_name(path))


def load_contents(contents: Iterable[tuple[str, bytes]], source: str, limits: Limits | None = None) -> Loaded:
    """Load a model from the bytes of named files."""
    return _resolved(read_contents(contents, limits or Limits()), source)


def _resolved(reading: Reading, source: str) -> Loaded:
    if reading.tree is None:
        return Loaded(Landscape(source=source, sha256=reading.sha256), reading.diagnostics)
    entries = entries_of(reading.tree)
    check_references(entries)
    warn(entries)
    diagnostics = (*reading.diagnostics, *entries.diagnostics)
    return Loaded(_landscape(entries, source, reading.sha256), tuple(sorted(diagnostics, key=lambda d: d.order)))


def _landscape(entries: Entries, source: str, sha256: str) -> Landscape:
    sections = {name: MappingProxyType(content) for name, content in entries.sections.items()}
    head = entries.head or Head(slamodel="1")
    return Landscape(
        head.title,
        head.currency,
        head.conventions,
        head.overrides,
        **sections,
        incomplete=frozenset(entries.faulty),
        faulty_agreements=MappingProxyType(dict(_faulty_agreements(entries))),
        place=_places(entries.tree),
        source=source,
        sha256=sha256,
    )


def _faulty_agreements(entries: Entries) -> Iterator[tuple[str, tuple[str, tuple[str, ...], tuple[str, ...]]]]:
    """Whom the agreements that were left out are with, so that nothing else is taken for them."""
    written = entries.tree.get("agreements")
    for section, name in sorted(entries.faulty):
        raw = written.get(name) if section == "agreements" and isinstance(written, Map) else None
        if isinstance(raw, Map):
            provider = raw.get("provider", "")
            yield name, (str(provider), _names(raw.get("customers", "")), _names(raw.get("services", "")))


def _names(value: Value) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else list(value)
    return tuple(name for name in found if isinstance(name, str) and name)


def _places(tree: Map) -> Callable[[Sequence[str | int]], Place]:
    def place(path: Sequence[str | int]) -> Place:
        return find(tree, path)

    return place
