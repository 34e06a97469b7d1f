"""Bring the database up to date: ``python -m service.store.migrate``; safe to run from several places at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from service import settings

LOCK = 7_466_174_961


def config(connection: Connection) -> Config:
    """Alembic's configuration on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade() -> None:
    """Run the migrations that are missing, one process at a time; each takes as long as it takes."""
    with create_engine(settings.current().database_url).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(config(connection), "head")


if __name__ == "__main__":
    upgrade()
