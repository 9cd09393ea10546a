"""Changed entries and the model around them in; everything wrong with each out, with the path of the value."""

from collections.abc import Mapping
from typing import NamedTuple

from slamodel.diagnostics import Diagnostic, Severity
from slamodel.load.complaints import Path
from slamodel.load.entries import SECTIONS, Entries, entries_of
from slamodel.load.extends import report_circles
from slamodel.load.hours import check_hours
from slamodel.load.references import check_references_of
from slamodel.load.revised import EntryId, Plain
from slamodel.load.text import Source
from slamodel.load.tree import Map, Seq, Value
from slamodel.model import Landscape


class Mistake(NamedTuple):
    """Something wrong with a value; the path is that of the value, or of the nearest thing that holds it."""

    path: Path
    message: str
    hint: str


def mistakes(landscape: Landscape, head: Mapping[str, Plain], changed: Mapping[EntryId, Plain]) -> tuple[Mistake, ...]:
    """What would be wrong with these entries in this model, and with what it says of itself; the text is not read.

    Whether a calendar file lies beside the model is not looked at.
    """
    numbered = _Numbered()
    sections: dict[str, dict[str, Plain]] = {}
    for (section, name), entry in changed.items():
        sections.setdefault(section, {})[name] = entry
    tree = numbered.map({"slamodel": "1", **head, **sections}, ())
    numbered.source.text = "\n" * len(numbered.paths)
    entries = entries_of(tree, {})
    _surround(entries, landscape, frozenset(changed))
    check_references_of(entries, sorted(changed))
    check_hours(entries, sorted(changed))
    report_circles(entries)
    return tuple(numbered.mistake(one) for one in entries.diagnostics if one.severity is Severity.ERROR)


def _surround(entries: Entries, landscape: Landscape, changed: frozenset[EntryId]) -> None:
    """Let the changed entries see all others; what is faulty among those has been reported."""
    for section in SECTIONS:
        others = {name: entry for name, entry in getattr(landscape, section).items() if (section, name) not in changed}
        entries.sections[section] = {**others, **entries.sections[section]}
    entries.faulty |= landscape.incomplete - changed


class _Numbered:
    """Makes trees whose values stand on a line of their own each: the line of a diagnostic tells which is meant."""

    def __init__(self) -> None:
        self.source = Source("", "")
        self.paths: list[Path] = []

    def map(self, plain: Mapping[str, Plain], path: Path) -> Map:
        """A mapping of the tree."""
        at = self._number(path)
        entries = []
        for key, value in plain.items():
            number = self._number((*path, key))
            entries.append((key, self._value(value, (*path, key)), (self.source, number, number)))
        return Map.of(self.source, at, entries)

    def _value(self, plain: Plain, path: Path) -> Value:
        if isinstance(plain, dict):
            return self.map(plain, path)
        if isinstance(plain, list):
            at = self._number(path)
            items = [
                (self._value(item, (*path, index)), self._number((*path, index))) for index, item in enumerate(plain)
            ]
            return Seq.of(self.source, at, items)
        return plain

    def _number(self, path: Path) -> int:
        self.paths.append(path)
        return len(self.paths) - 1

    def mistake(self, diagnostic: Diagnostic) -> Mistake:
        """The diagnostic with the path that its line stands for."""
        line = diagnostic.place.line if diagnostic.place else 1
        return Mistake(self.paths[line - 1], diagnostic.message, diagnostic.hint)
