"""Alembic's entry point: runs the migrations on the connection that `upgrade.py` hands over."""

from alembic import context

from models.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
