"""All workspaces with their newest stamps in; the list of models, and that of deleted ones, out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..store import Stamp, Workspace
from .verdicts import Count, counts


@dataclass(frozen=True, slots=True)
class Row:
    """One model: where it is, when it was changed, and how its promises stood on that day."""

    name: str
    title: str
    changed_at: datetime
    revisions: int
    is_sound: bool
    verdict: tuple[Count, ...]
    is_namesake: bool
    """Whether another model has the same title."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All models, the last changed first; the deleted ones apart."""

    models: tuple[Row, ...]
    deleted: tuple[Row, ...]

    def title_of(self, name: str) -> str:
        """The title of a model that has just been deleted or put back; empty where there is none."""
        return next((row.title for row in self.models + self.deleted if row.name == name), "")


def shelf(heads: Iterable[tuple[Workspace, Stamp]]) -> Shelf:
    """The list as the page shows it."""
    pairs = tuple(heads)
    titles = Counter(workspace.title.casefold() for workspace, _ in pairs)
    rows = [(workspace.is_deleted, _row(workspace, stamp, titles)) for workspace, stamp in pairs]
    return Shelf(
        tuple(row for is_deleted, row in rows if not is_deleted), tuple(row for is_deleted, row in rows if is_deleted)
    )


def _row(workspace: Workspace, stamp: Stamp, titles: Mapping[str, int]) -> Row:
    return Row(
        workspace.name,
        workspace.title,
        workspace.changed_at,
        workspace.head,
        stamp.is_sound,
        counts(stamp.verdict),
        is_namesake=titles[workspace.title.casefold()] > 1,
    )
