"""Alembic's entry: run through ``service.store.migrate``, which hands over a connection."""

from alembic import context

from service.store.models import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
with context.begin_transaction():
    context.run_migrations()
