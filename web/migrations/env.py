"""What Alembic runs for every command: the connection that `upgrade` hands over, nothing from a file of settings."""

from alembic import context
from slamodel_web.migrations.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
