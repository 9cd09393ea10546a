"""A database of any earlier release in; the same with the tables of this one out."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory


class NewerDatabase(Exception):
    """The database was written by a newer release; nothing was touched."""


class ForeignDatabase(Exception):
    """The database belongs to another program; nothing was touched."""


def upgrade(engine: sa.Engine) -> None:
    """Bring the tables up to date in one transaction; raises NewerDatabase and ForeignDatabase."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in known:
            raise NewerDatabase(f"the database has tables of a newer release ({current})")
        if current is None and sa.inspect(connection).get_table_names():
            raise ForeignDatabase("the database has tables of another program")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
