"""All workspaces with their newest stamps in; the list of models, and that of deleted ones, out."""

from collections.abc import Iterable
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
    return Shelf(
        tuple(_row(workspace, stamp) for workspace, stamp in pairs if not workspace.is_deleted),
        tuple(_row(workspace, stamp) for workspace, stamp in pairs if workspace.is_deleted),
    )


def _row(workspace: Workspace, stamp: Stamp) -> Row:
    revisions = workspace.head
    return Row(workspace.name, workspace.title, workspace.changed_at, revisions, stamp.is_sound, counts(stamp.verdict))
