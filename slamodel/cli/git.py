"""What git hands to a diff driver in; what changed between the two versions of the file, in words, out."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from slamodel.analysis import Analysis, of
from slamodel.compare.compared import compared
from slamodel.load import Loaded, load_contents
from slamodel.load.files import calendar_files, model_files
from slamodel.model import Status
from slamodel.report.comparison import difference
from slamodel.report.comparison_text import text

_NOWHERE = ("/dev/null", "nul")
_WORDS = (7, 9)
_Contents = tuple[tuple[str, bytes], ...]


class NotOfGit(ValueError):
    """Words that are none of those with which git calls a driver."""


class _Call(NamedTuple):
    """How git calls: where the file lies, and where its two versions can be read."""

    path: str
    old: str
    old_hex: str
    old_mode: str
    new: str
    new_hex: str
    new_mode: str
    renamed: str = ""
    likeness: str = ""

    @property
    def heading(self) -> str:
        """The name of the file, and what it is called now."""
        return f"{self.path} → {self.renamed}" if self.renamed else self.path


def told(words: Sequence[str], day: date, assume: Sequence[str], width: int) -> str:
    """The answer; a file that cannot be read as a model is no reason for git to stop."""
    if len(words) == 1:
        return f"{words[0]}: not merged yet\n"
    if len(words) not in _WORDS:
        raise NotOfGit("git calls a driver with seven words, or nine: this is for `git config diff.NAME.command`")
    call = _Call(*words)
    if _is_same(call):
        return f"{call.heading}: mode {call.old_mode} → {call.new_mode}\n"
    statuses = frozenset(map(Status, assume))
    before = _analysed(call.path, call.old, day, statuses)
    after = _analysed(call.renamed or call.path, call.new, day, statuses)
    return f"{call.heading}\n{text(difference(compared(before, after)), width)}\n"


def _is_same(call: _Call) -> bool:
    """Whether only the mode is another; outside a repository git hands over zeros for the hashes of both."""
    if call.old_hex != call.new_hex:
        return False
    old, new = (None if side.lower() in _NOWHERE else Path(side).read_bytes() for side in (call.old, call.new))
    return old == new


def _analysed(path: str, version: str, day: date, assume: frozenset[Status]) -> Analysis:
    return of(_loaded(path, version), day, assume)


def _loaded(path: str, version: str) -> Loaded:
    """One version of a file: by itself, or where it is one of several, with the others as they lie there now."""
    if version.lower() in _NOWHERE:
        return load_contents((), path)
    mine = ((path, Path(version).read_bytes()),)
    alone = load_contents((*mine, *_calendars(path, mine)), path)
    others = () if alone.is_sound else _others(path)
    if not others:
        return alone
    together = load_contents((*mine, *others, *_calendars(path, (*mine, *others))), path)
    return together if len(together.diagnostics) < len(alone.diagnostics) else alone


def _others(path: str) -> _Contents:
    """The other model files in the folder of a file."""
    found: _Contents = ()
    with suppress(OSError):
        files = model_files(Path(path).parent)
        found = tuple((str(file), file.read_bytes()) for file in files if file.name != Path(path).name)
    return found


def _calendars(path: str, contents: _Contents) -> _Contents:
    found: _Contents = ()
    with suppress(OSError):
        found = tuple((str(file), file.read_bytes()) for file in calendar_files(Path(path), contents))
    return found
