"""What Alembic runs: the connection, its lock and its transaction are the caller's."""

from alembic import context

AS_ALWAYS = {"render_as_batch": True}
"""SQLite can alter little: there a changed table is made anew."""

given = context.config.attributes
context.configure(given["connection"], **AS_ALWAYS | given.get("options", {}))
with context.begin_transaction():
    context.run_migrations()
