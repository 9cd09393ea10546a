"""TEXT → MODEL: the bytes of model files become checked, placed and resolved values; every problem in one run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from slamodel.diagnostics import Diagnostic, Place, Severity
from slamodel.load.entries import SECTIONS, Entries, Head, entries_of
from slamodel.load.extends import takers
from slamodel.load.files import Reading, read_contents, read_path, shown_name
from slamodel.load.hints import WARNINGS, warn
from slamodel.load.hours import check_hours, days_off
from slamodel.load.levels import Resolved, resolve
from slamodel.load.limits import Limits
from slamodel.load.references import check_references, check_references_of
from slamodel.load.revised import EntryId, Plain, tree_with
from slamodel.load.tree import Map, Value, find
from slamodel.model import Agreement, Landscape

__all__ = ["EntryId", "Limits", "Loaded", "Plain", "load", "load_contents", "revised"]


class Loaded(NamedTuple):
    """A landscape of all that is usable, everything wrong with the text it was read from, and that text as read."""

    landscape: Landscape
    diagnostics: tuple[Diagnostic, ...]
    reading: Reading

    @property
    def tree(self) -> Map | None:
        """All files as one tree of text; None where nothing is usable."""
        return self.reading.tree

    @property
    def is_sound(self) -> bool:
        """Whether the text has no mistakes; warnings do not count."""
        return all(diagnostic.severity is not Severity.ERROR for diagnostic in self.diagnostics)


def load(path: Path) -> Loaded:
    """Load a model file or a folder of them; what is wrong is told, never raised."""
    return _resolved(read_path(path), shown_name(path))


def load_contents(contents: Iterable[tuple[str, bytes]], source: str, limits: Limits | None = None) -> Loaded:
    """Load a model from the bytes of named files."""
    return _resolved(read_contents(contents, limits or Limits()), source)


def revised(loaded: Loaded, entries: Mapping[EntryId, Plain | None]) -> Loaded:
    """The model with some entries as given instead (None takes one out), as if read so; no text is read again.

    Entries are by section and id. What is wrong with a given one is placed where the old one stands, as near as that
    goes; the result has no fingerprint, since it is nowhere written.
    """
    if loaded.tree is None:
        return loaded
    reading = Reading(tree_with(loaded.tree, entries), loaded.reading.diagnostics, "", loaded.reading.beside)
    return _resolved(reading, loaded.landscape.source, _Before(loaded, entries))


class _Before(NamedTuple):
    """A model that has been checked, and the entries that are given instead of some of its own."""

    loaded: Loaded
    given: Mapping[EntryId, Plain | None]

    def known(self) -> Mapping[str, Mapping[str, Any]]:
        """The entries that need not be checked again, by section and id."""
        known = {section: dict(getattr(self.loaded.landscape, section)) for section in SECTIONS}
        known["agreements"] |= self.loaded.landscape.written
        for section, name in self.given:
            known[section].pop(name, None)
        return known

    def is_all_that_may_dangle(self) -> bool:
        """Whether a reference can only lead nowhere in the entries that are given: all led somewhere that stays.

        Of agreements that are taken out this is so too, since what extends them is looked at anew.
        """
        stays = all(entry is not None or section == "agreements" for (section, _), entry in self.given.items())
        return self.loaded.is_sound and stays

    def warned(self) -> bool:
        """Whether there was anything that is allowed and yet hardly meant."""
        return any(diagnostic.code in WARNINGS for diagnostic in self.loaded.diagnostics)


def _resolved(reading: Reading, source: str, before: _Before | None = None) -> Loaded:
    if reading.tree is None:
        return Loaded(Landscape(source=source, sha256=reading.sha256), reading.diagnostics, reading)
    known = before.known() if before else {}
    entries = entries_of(reading.tree, known)
    if before and before.is_all_that_may_dangle():
        changed = [name for section, name in before.given if section == "agreements"]
        extending = {("agreements", name) for name in takers(entries.sections["agreements"], changed)}
        check_references_of(entries, sorted({*before.given, *extending}))
    else:
        check_references(entries)
    check_hours(entries)
    files = days_off(entries, reading.beside)
    warn(entries, known if before and not before.warned() else None)
    resolved = resolve(entries, entries.head.overrides if entries.head else "specific")
    diagnostics = (*reading.diagnostics, *entries.diagnostics)
    in_order = tuple(sorted(diagnostics, key=lambda d: d.order))
    return Loaded(_landscape(entries, resolved, files, source, reading.sha256), in_order, reading)


def _landscape(
    entries: Entries, resolved: Resolved, files: Mapping[str, tuple[date, ...]], source: str, sha256: str
) -> Landscape:
    found = {**entries.sections, "agreements": resolved.effective, "written": resolved.written}
    sections = {name: MappingProxyType(content) for name, content in found.items()}
    head = entries.head or Head(slamodel="1")
    return Landscape(
        head.title,
        head.currency,
        head.conventions,
        head.overrides,
        findings=head.findings,
        **sections,
        days_off=MappingProxyType(files),
        incomplete=frozenset(entries.faulty),
        faulty_agreements=MappingProxyType(dict(_faulty_agreements(entries))),
        place=_places(entries.tree, resolved.effective),
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


def _places(tree: Map, agreements: Mapping[str, Agreement]) -> Callable[[Sequence[str | int]], Place]:
    def place(path: Sequence[str | int]) -> Place:
        """Terms that an agreement takes from another are written there; targets have the places where they are."""
        match path:
            case ("agreements", str(name), str(term), *inside) if name in agreements and term != "targets":
                return find(tree, agreements[name].at(term, *inside))
        return find(tree, path)

    return place
