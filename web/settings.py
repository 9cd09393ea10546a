"""How one server is set up: where its models lie, who may reach it, and how much a request may bring."""

from dataclasses import dataclass, field
from pathlib import Path

from slamodel.load import Limits

MIB = 1024 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `create_app` is given.

    `database` is a file of SQLite, or an address of SQLAlchemy. With a `model`, that file or folder is the only
    workspace, and the database keeps no more than the history of this run. `hosts` are the names under which a browser
    may ask for a page: any other name that leads to this machine belongs to somebody who wants to read along (DNS
    rebinding).
    """

    database: str | Path = "sqlite://"
    model: Path | None = None
    hosts: tuple[str, ...] = LOOPBACK
    upload: int = 2 * MIB
    """Bytes that an uploaded or typed model may have."""
    form_parts: int = 5_000
    """Fields that one form may have: a large agreement has some hundreds."""
    reading: Limits = field(default_factory=lambda: Limits(nodes=400_000, size=2 * MIB))
    """How large and how deep the text of a model may be that comes through the browser."""
    services: int = 20_000
    dependencies: int = 200_000
