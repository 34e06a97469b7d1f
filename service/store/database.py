"""The engine of this process and the transactions on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from service import settings
from service.store import tenants


@cache
def engine() -> Engine:
    """One engine a process; connections are tested before use, so a restarted server costs no error."""
    return create_engine(
        settings.current().database_url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=15,
        pool_timeout=5,
        connect_args={"connect_timeout": 3},
    )


@contextmanager
def transaction(tenant: str | None = None) -> Iterator[Session]:
    """A session that commits at the end, or rolls back when anything is raised; rows stay readable after it.

    With a tenant it is held to that one's rows.
    """
    with Session(engine(), expire_on_commit=False, info=tenants.held_to(tenant)) as session, session.begin():
        yield session


def reachable() -> bool:
    """Whether the database answers."""
    try:
        with engine().connect() as connection:
            return connection.execute(text("SELECT 1")).scalar() == 1
    except Exception:
        return False
