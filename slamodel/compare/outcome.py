"""What differs between two models, as frozen values: entries with what changed, promises with how they moved."""

from dataclasses import dataclass
from enum import StrEnum

from slamodel.analysis import Analysis
from slamodel.diagnostics import Severity
from slamodel.gaps import Finding
from slamodel.load import EntryId
from slamodel.propagate import Promise, Standing


class Fate(StrEnum):
    """What became of an entry, or of a link between two services."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Detail:
    """One value that changed within an entry: what it is of in words, and as it was and is; empty for not there."""

    what: str
    was: str
    becomes: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that was added, removed or changed, with what changed in it."""

    entry: EntryId
    fate: Fate
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A service that another one names, by `needs`, `handled_by` or `fulfilled_by`."""

    upper: str
    lower: str
    fate: Fate
    by: str = "needs"


class Movement(StrEnum):
    """How a promise stands in the second model, seen from the first; of several the first that holds."""

    OPENED = "opened"
    """It fell short of nothing, or of less: a worse status."""
    CLOSED = "closed"
    """It does not fall short any more, or stands better."""
    WIDENED = "widened"
    """It falls short by more."""
    NARROWED = "narrowed"
    """It falls short by less."""
    NEW = "new"
    """It is promised only in the second model."""
    GONE = "gone"
    """It is promised only in the first model."""
    MOVED = "moved"
    """The same status and shortfall, on other figures; or a gap of which it is not known any more whether it is one."""


_WORSE = frozenset({Movement.OPENED, Movement.WIDENED, Movement.NEW})


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A promise before and after, None where it is not promised there."""

    id: str
    movement: Movement
    before: Promise | None
    after: Promise | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models and all that differs between them, the gravest first."""

    before: Analysis
    after: Analysis
    entries: tuple[EntryChange, ...]
    links: tuple[Link, ...]
    promises: tuple[PromiseChange, ...]
    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether one side is no model at all, as a file that is not there yet: all of the other differs."""
        trees = (self.before.loaded.tree, self.after.loaded.tree)
        return None in trees and trees != (None, None) and self.before.is_sound and self.after.is_sound

    def fails_on(self, threshold: str) -> bool:
        """Whether something opened or widened at or above `gap`, `unknown` or `at_risk`; an error is a gap."""
        limit = Standing(threshold).weight
        worse = (one.after for one in self.promises if one.movement in _WORSE)
        if any(promise is not None and promise.standing.weight <= limit for promise in worse):
            return True
        return any(finding.severity is Severity.ERROR and not finding.waived for finding in self.opened)
