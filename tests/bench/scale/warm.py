"""A server that has worked for a while: what is measured is that one, not one that was started just now.

At 10,000 articles all that is asked for is in memory after a few requests; at a million that takes days of work, or
this: files in the memory of the machine, as far as it goes, rows of articles and what was asked for in the server's.
"""

from __future__ import annotations

from pathlib import Path

import psycopg

from tests.bench.scale.asked import Ask
from tests.bench.scale.measured import Site
from tests.bench.scale.taken import mixed

# Lists read rows and indexes, not what is too large for a row.
READ = """
    SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid) FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace ORDER BY relpages
"""
PIECE = 2**22
# One row after the other: what PostgreSQL reads whole it does not keep.
KEPT = "SELECT count(kind) FROM articles WHERE id > '00000000-0000-0000-0000-000000000000'"


def warm(site: Site, url: str, asks: tuple[Ask, ...], requests: int) -> None:
    """Read what lists are read from, and ask so many requests of all kinds."""
    with psycopg.connect(url) as connection:
        for (relation,) in connection.execute(READ).fetchall():
            for file in [Path(relation), *Path(relation).parent.glob(f"{Path(relation).name}.*")]:
                _read(file)
        connection.execute("SET enable_seqscan = off; SET enable_bitmapscan = off")
        connection.execute(KEPT)
    mixed(site, asks, requests, 0)


def _read(file: Path) -> None:
    with file.open("rb", buffering=0) as content:
        while content.read(PIECE):
            pass
