"""Indexes and constraints are read from the catalogue, dropped, and made again, two at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

import psycopg

CORES = 2
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('p', 'u', 'f') AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))
    -- foreign keys first: they hold the others; what is put back on articles waits for their longest index
    ORDER BY contype, conrelid = 'articles'::regclass
"""
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%(tables)s::regclass[])
    ORDER BY pg_get_indexdef(indexrelid) LIKE '%%gin%%'  -- the longest last, because it is put back first
"""


class Taken(NamedTuple):
    """Statements that put back what was dropped; foreign keys come when all else is there."""

    own: list[str]
    foreign: list[str]


def take(connection: psycopg.Connection, tables: Sequence[str]) -> Taken:
    """Drop the constraints and indexes of tables; gives how to make them again."""
    taken = Taken([], [])
    for table, name, kind, definition in connection.execute(CONSTRAINTS, {"tables": list(tables)}).fetchall():
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        made = f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
        (taken.foreign if kind == "f" else taken.own).append(made)
    for name, definition in connection.execute(INDEXES, {"tables": list(tables)}).fetchall():
        connection.execute(f"DROP INDEX {name}")
        taken.own.insert(0, definition)
    return taken


def put_back(url: str, settings: str, taken: Taken) -> None:
    """Make indexes and constraints again."""
    at_once(url, settings, taken.own)
    at_once(url, settings, taken.foreign)


def at_once(url: str, settings: str, statements: Iterable[str]) -> None:
    """Run statements, as many at a time as there are cores."""

    def run(statement: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(settings)
            connection.execute(statement)

    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(run, statements))


@contextmanager
def copying(url: str, settings: str, statement: str, table: str) -> Iterator[psycopg.Copy]:
    """COPY into an emptied table, in a transaction that writes its rows frozen and, under wal_level minimal, no log."""
    with psycopg.connect(url) as connection:
        connection.execute(settings)
        connection.execute(f"TRUNCATE {table}")
        with connection.cursor().copy(statement) as copy:
            yield copy
