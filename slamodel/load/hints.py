"""Checked entries in; warnings out for what is allowed and yet hardly meant."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slamodel.diagnostics import Severity
from slamodel.load.complaints import Path
from slamodel.load.entries import Entries
from slamodel.model import Agreement, ShareTarget, TimeTarget

WARNINGS = ("E201", "E202", "E203")
_SMALL = 0.01
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def warn(entries: Entries, blameless: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """Add the warnings of all entries to their diagnostics, but of those by section and id of which there are none."""
    of = {
        section: [found[name] for name in sorted(found.keys() - (blameless or {}).get(section, {}).keys())]
        for section, found in entries.sections.items()
    }
    for code, message, path, hint in (*_of_targets(of["agreements"]), *_of_names(of)):
        entries.report(code, message, path, hint, severity=Severity.WARNING)


def _of_targets(agreements: Iterable[Agreement]) -> Iterator[tuple[str, str, Path, str]]:
    for agreement in agreements:
        for index, target in enumerate(agreement.targets):
            path: Path = ("agreements", agreement.id, "targets", index, "at_least")
            if isinstance(target, ShareTarget) and target.at_least is not None:
                if target.at_least == 1:
                    yield "E201", "100 % leaves no room for any failure", path, ""
                elif target.at_least < _SMALL:
                    yield "E203", "a share of less than 1 % is promised", path, "0.999 is 99.9 %, 0.999 % is not"
            elif isinstance(target, TimeTarget) and target.promised_share < _SMALL:
                path = ("agreements", agreement.id, "targets", index, "in")
                yield "E203", "a limit for less than 1 % of the cases", path, "0.95 is 95 %, 0.95 % is not"


def _of_names(entries: Mapping[str, Iterable[Any]]) -> Iterator[tuple[str, str, Path, str]]:
    for section in ("parties", "services", "agreements"):
        for entry in entries[section]:
            if entry.name and not entry.name.isascii() and len(scripts := _scripts(entry.name)) > 1:
                message = f"the name mixes {' and '.join(scripts)} letters, which may look alike"
                yield "E202", message, (section, entry.id, "name"), ""


def _scripts(name: str) -> list[str]:
    words = {unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()}
    return [script.capitalize() for script in _SCRIPTS if script in words]
