"""Checked entries in; warnings out for what is allowed and yet hardly meant."""

import unicodedata
from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.load.complaints import Path
from slamodel.load.entries import Entries
from slamodel.model import Agreement, ShareTarget, TimeTarget

_SMALL = 0.01
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def warn(entries: Entries) -> None:
    """Add the warnings of all entries to their diagnostics."""
    for code, message, path, hint in (*_of_targets(entries), *_of_names(entries)):
        entries.report(code, message, path, hint, severity=Severity.WARNING)


def _of_targets(entries: Entries) -> Iterator[tuple[str, str, Path, str]]:
    agreement: Agreement
    for agreement in entries.sections["agreements"].values():
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


def _of_names(entries: Entries) -> Iterator[tuple[str, str, Path, str]]:
    for section in ("parties", "services", "agreements"):
        for entry in entries.sections[section].values():
            if entry.name and not entry.name.isascii() and len(scripts := _scripts(entry.name)) > 1:
                message = f"the name mixes {' and '.join(scripts)} letters, which may look alike"
                yield "E202", message, (section, entry.id, "name"), ""


def _scripts(name: str) -> list[str]:
    words = {unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()}
    return [script.capitalize() for script in _SCRIPTS if script in words]
