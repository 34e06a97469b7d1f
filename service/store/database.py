"""The engine of this process and the transactions on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from time import monotonic
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from service import settings
from service.store import tenants, waiting

# What a database that is away makes of a statement.
AWAY = (OperationalError, InterfaceError, PoolTimeout)
# A connection on which the server was heard so lately is used without a question whether it is still there: that takes
# as long as a small statement, and that the server has closed it shows anyway.
FRESH_SECONDS = 1.0
JSON = json.JSONDecoder()

# Statements are short: a server that compiles those it takes for long ones (its guess for plans that are made once)
# takes longer to do so than to run them.
OPTIONS = "-c statement_timeout={}s -c jit=off"


class Connection(psycopg.Connection):
    """A connection that is given up when the server is silent: a stopped server keeps its sockets open for ever."""

    heard = 0.0

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As in psycopg, but never for ever."""
        seconds = timeout or settings.current().database_seconds
        try:
            if waiting.patched():
                found = waiting.wait(gen, self.pgconn.socket, seconds)
            else:
                found = super().wait(gen, interval, seconds)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
        self.heard = monotonic()
        return found

    def is_fresh(self) -> bool:
        """Whether the server answered a moment ago; raises an error where it has closed the connection since."""
        if monotonic() - self.heard > FRESH_SECONDS:
            return False
        for _ in ("what it said before it closed", "that it closed"):
            self.pgconn.consume_input()
        return True


def _read(written: bytes) -> Any:
    """What JSON says: as ``json.loads``, which looks for an encoding and for space, in four times the time."""
    return [] if written == b"[]" else JSON.raw_decode(written.decode().lstrip())[0]


@cache
def engine() -> Engine:
    """One engine a process; connections are tested before use, so a restarted server costs no error."""
    engine = create_engine(
        settings.current().database_url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=15,
        pool_timeout=5,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        json_deserializer=_read,
        connect_args={"connect_timeout": 3, "options": OPTIONS.format(settings.current().database_seconds)},
    )
    event.listen(engine, "do_connect", lambda dialect, record, args, kwargs: Connection.connect(*args, **kwargs))
    ask = engine.dialect.do_ping
    engine.dialect.do_ping = lambda held: held.is_fresh() or ask(held)  # type: ignore
    return engine


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
