"""Workspaces and their revisions, which are only ever added: the one door to the database."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from .contents import Contents, fingerprint, packed, unpacked
from .migrations import upgrade
from .migrations.tables import REVISIONS, WORKSPACES

__all__ = ["Contents", "Revision", "Stale", "Stamp", "Store", "Summary", "Verdict", "Workspace", "fingerprint"]

Verdict = tuple[tuple[str, int], ...]
"""How many promises stood how on the day a text was saved; empty where nobody looked, as with a faulty text."""


class Stale(Exception):
    """Somebody else has saved since the text was shown; `head` is the newest revision, nothing was written."""

    def __init__(self, head: "Revision") -> None:
        super().__init__("the model has changed since this page was opened")
        self.head = head


class CannotKeep(Exception):
    """The database did not do what it was asked; the message says why, nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.is_passing = "locked" in reason
        """Whether somebody else was writing and it may work a moment later."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One model with its history; `name` stands in addresses, `title` is what people read."""

    id: int
    name: str
    title: str
    changed_at: datetime
    head: int
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a text when it is saved: its title, whether it has no mistakes, and the verdict."""

    title: str
    is_sound: bool
    verdict: Verdict = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """One entry of a history: which revision, when, why, of which text, and whether that text had no mistakes."""

    number: int
    made_at: datetime
    message: str
    sha256: str
    is_sound: bool
    verdict: Verdict = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A stamp with the text itself."""

    stamp: Stamp
    contents: Contents

    @property
    def number(self) -> int:
        """Its number in the workspace, from 1."""
        return self.stamp.number

    @property
    def sha256(self) -> str:
        """The fingerprint of its text, with which an edit says what it has seen."""
        return self.stamp.sha256


class Store:
    """Reads see the newest committed state; every write is one transaction that locks before it looks."""

    def __init__(self, database: str | Path) -> None:
        """Raises CannotKeep, and NewerDatabase."""
        self._engine = _engine(database)
        upgrade(self._engine)
        self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def workspaces(self) -> tuple[Workspace, ...]:
        """All workspaces, deleted ones too, the last changed first."""
        order = sa.select(WORKSPACES).order_by(WORKSPACES.c.changed_at.desc(), WORKSPACES.c.id.desc())
        with self._reading.connect() as connection:
            return tuple(_workspace(row) for row in connection.execute(order))

    def heads(self) -> tuple[tuple[Workspace, Stamp], ...]:
        """All workspaces as above, each with the stamp of its newest revision."""
        newest = sa.and_(REVISIONS.c.workspace == WORKSPACES.c.id, REVISIONS.c.number == WORKSPACES.c.head)
        with self._reading.connect() as connection:
            stamps = {row.workspace: _stamp(row) for row in connection.execute(_STAMP.join(WORKSPACES, newest))}
        return tuple((workspace, stamps[workspace.id]) for workspace in self.workspaces() if workspace.id in stamps)

    def workspace(self, name: str) -> Workspace | None:
        """The workspace of that name, deleted or not."""
        with self._reading.connect() as connection:
            return self._find(connection, name)

    def create(self, name: str, contents: Contents, message: str, summary: Summary) -> Workspace:
        """A new workspace with its first revision; a name that is taken gets a number behind it."""
        with self._engine.begin() as connection:
            taken = set(connection.scalars(sa.select(WORKSPACES.c.name)))
            free = next(candidate for candidate in _candidates(name) if candidate not in taken)
            values = {"name": free, "title": summary.title, "changed_at": _now(), "head": 1, "is_deleted": False}
            key = connection.execute(sa.insert(WORKSPACES).values(values)).inserted_primary_key
            assert key is not None  # noqa: S101 - an insert into a table with a key has one
            self._insert(connection, (key[0], 1), contents, message, summary)
            found = self._find(connection, free)
            assert found is not None  # noqa: S101 - it was inserted above
            return found

    def history(self, workspace: Workspace, *, before: int | None = None, most: int = 100) -> tuple[Stamp, ...]:
        """The newest revisions first, at most so many, all below the number `before`."""
        wanted = _STAMP.where(REVISIONS.c.workspace == workspace.id).order_by(REVISIONS.c.number.desc()).limit(most)
        if before is not None:
            wanted = wanted.where(REVISIONS.c.number < before)
        with self._reading.connect() as connection:
            return tuple(_stamp(row) for row in connection.execute(wanted))

    def revision(self, workspace: Workspace, number: int | None = None) -> Revision | None:
        """A revision by number, without one the newest."""
        with self._reading.connect() as connection:
            return self._revision(connection, workspace.id, number)

    def last_sound(self, workspace: Workspace) -> Stamp | None:
        """The newest revision whose text had no mistakes."""
        wanted = _STAMP.where(REVISIONS.c.workspace == workspace.id, REVISIONS.c.is_sound)
        with self._reading.connect() as connection:
            row = connection.execute(wanted.order_by(REVISIONS.c.number.desc()).limit(1)).first()
        return _stamp(row) if row else None

    def save(self, workspace: Workspace, seen: str, contents: Contents, message: str, summary: Summary) -> Stamp:
        """Add a revision on top of the one whose fingerprint is `seen`; raises Stale when that is not the newest."""
        with self._engine.begin() as connection:
            head = self._revision(connection, workspace.id, None)
            assert head is not None  # noqa: S101 - a workspace is made with its first revision
            if head.sha256 != seen:
                raise Stale(head)
            number = head.number + 1
            self._insert(connection, (workspace.id, number), contents, message, summary)
            changed = {"head": number, "changed_at": _now(), "title": summary.title}
            connection.execute(sa.update(WORKSPACES).where(WORKSPACES.c.id == workspace.id).values(changed))
            row = connection.execute(_of(_STAMP, workspace.id, number)).one()
        return _stamp(row)

    def mark_deleted(self, workspace: Workspace, *, is_deleted: bool) -> None:
        """Take a workspace out of the list, or put it back; its revisions stay."""
        with self._engine.begin() as connection:
            changed = {"is_deleted": is_deleted}
            connection.execute(sa.update(WORKSPACES).where(WORKSPACES.c.id == workspace.id).values(changed))

    def _find(self, connection: sa.Connection, name: str) -> Workspace | None:
        row = connection.execute(sa.select(WORKSPACES).where(WORKSPACES.c.name == name)).first()
        return _workspace(row) if row else None

    def _revision(self, connection: sa.Connection, workspace: int, number: int | None) -> Revision | None:
        wanted = _of(sa.select(REVISIONS), workspace, number)
        row = connection.execute(wanted).first()
        return Revision(_stamp(row), unpacked(row.contents)) if row else None

    def _insert(
        self, connection: sa.Connection, place: tuple[int, int], contents: Contents, message: str, summary: Summary
    ) -> None:
        """Add a revision at its place: the workspace and the number in it."""
        values = {
            "workspace": place[0],
            "number": place[1],
            "made_at": _now(),
            "message": message,
            "sha256": fingerprint(contents),
            "is_sound": summary.is_sound,
            "verdict": json.dumps(dict(summary.verdict)),
            "contents": packed(contents),
        }
        connection.execute(sa.insert(REVISIONS).values(values))


_STAMP = sa.select(*(column for column in REVISIONS.c if column.name != "contents"))


def _of(select: Any, workspace: int, number: int | None) -> Any:  # noqa: ANN401 - selects of several shapes
    chosen = select.where(REVISIONS.c.workspace == workspace).order_by(REVISIONS.c.number.desc()).limit(1)
    return chosen if number is None else chosen.where(REVISIONS.c.number == number)


def _workspace(row: Any) -> Workspace:  # noqa: ANN401 - a row of the database
    changed = row.changed_at.replace(tzinfo=UTC)
    return Workspace(row.id, row.name, row.title, changed, row.head, row.is_deleted)


def _stamp(row: Any) -> Stamp:  # noqa: ANN401 - a row of the database
    verdict = tuple(json.loads(row.verdict).items())
    return Stamp(row.number, row.made_at.replace(tzinfo=UTC), row.message, row.sha256, row.is_sound, verdict)


def _candidates(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _engine(database: str | Path) -> sa.Engine:
    address = sa.URL.create("sqlite", database=str(database)) if isinstance(database, Path) else sa.make_url(database)
    if address.database is None:
        # In memory each connection is a database of its own, so there is one, which threads use in turns: one that
        # they shared would take back what another is just writing.
        kept = {"check_same_thread": False}
        engine = sa.create_engine(address, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=kept)
    else:
        engine = sa.create_engine(address)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _lock_first)
    sa.event.listen(engine, "handle_error", _refuse)
    return engine


def _lock_first(connection: sa.Connection) -> None:
    """Who writes locks before looking; who only reads waits for nobody."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse(context: ExceptionContext) -> None:
    """A database that is locked, full or damaged is no fault of the program; a statement that breaks a rule is."""
    error = context.sqlalchemy_exception
    if type(error) in (sa.exc.OperationalError, sa.exc.DatabaseError):
        raise CannotKeep(f"the database says: {context.original_exception}")


def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 - what the driver hands over
    """SQLite as it keeps what it acknowledged also in a power cut; the driver leaves BEGIN to us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    pragmas: Sequence[str] = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
