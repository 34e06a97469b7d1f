"""A scratch PostgreSQL that forgets all when the power goes, and migrated databases in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url

import service.store.migrate
from service.stack import embedded
from service.store.migrate import config

# What makes loading fast; none of it holds while requests are measured.
FAST = {"fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off"}
FAST |= {"max_wal_size": "'8GB'", "checkpoint_timeout": "'30min'"}


@contextmanager
def scratch(home: Path) -> Iterator[str]:
    """A server of our own in a folder, as it comes; gives the URL of its first database."""
    with embedded.postgres(home) as url:
        yield url


@contextmanager
def fast(home: Path) -> Iterator[str]:
    """As ``scratch``, to be filled: safety is put off until the end."""
    with scratch(home) as url, psycopg.connect(url, autocommit=True) as connection:
        for name, value in FAST.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
    try:
        with scratch(home) as url:  # started again, with these
            yield url
    finally:
        with scratch(home) as url, psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM RESET ALL")


def database(server: str, name: str) -> str:
    """Make an empty, migrated database; gives its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg", database=name))
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
    engine.dispose()
    return url(server, name)


def url(server: str, name: str) -> str:
    """The URL of a database of the server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def revision() -> str:
    """The newest migration: a database that was kept from before it is another one."""
    found = ScriptDirectory(str(Path(service.store.migrate.__file__).parent / "migrations")).get_current_head()
    return str(found)
