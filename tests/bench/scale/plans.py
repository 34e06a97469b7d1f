"""``DATABASE_URL=... python -m tests.bench.scale.plans``: asks in this process; prints what scans a large table whole."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from service.app import create_app
from service.store import database
from tests.bench.scale.asked import picked
from tests.bench.scale.draws import Draws
from tests.bench.scale.load import TABLES

EACH = 3  # draws of a request
# What is run twice, once to be explained; nothing that changes or locks anything.
READS, CHANGES = re.compile(r"\s*(SELECT|WITH)\b"), re.compile(r"\b(INSERT|UPDATE|DELETE|pg_advisory\w*)\b")
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON)"
LARGE = 10_000  # rows; a table with fewer is read whole for good reason


class Plans:
    """Explains every SELECT of this process before it runs.

    Keeps the large tables that are read whole, and counts the blocks that are looked at, which tells more than time does
    on a machine that others use too.
    """

    def __init__(self, large: set[str]):
        self._large, self.found, self.now, self.blocks = large, {}, "", 0

    def explain(self, _connection: Any, cursor: Any, statement: str, values: Any, *_: Any) -> None:
        """A listener of SQLAlchemy's ``before_cursor_execute``."""
        if not READS.match(statement) or CHANGES.search(statement):
            return
        with cursor.connection.cursor() as own:
            plan = own.execute(f"{EXPLAIN} {statement}", values).fetchone()[0][0]["Plan"]
        self.blocks += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        for table in _scanned(plan):
            if table in self._large:
                self.found.setdefault((self.now, table), " ".join(statement.split()))


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from _scanned(part)


def scans(url: str, seed: int, large: set[str], only: str) -> dict[str, Any]:
    """Of all requests with a text in their names: each whole read (request, table, statement), what failed (URL, status), blocks of the worst."""
    plans, draws, failed, blocks = Plans(large), Draws(url, seed), [], {}
    event.listen(database.engine(), "before_cursor_execute", plans.explain)
    client = create_app().test_client()
    for ask in picked(only):
        plans.now = ask.name
        for _ in range(EACH):
            asked, plans.blocks = draws.url(ask), 0
            status = client.get(asked).status_code
            failed += [] if status == 200 else [(asked, status)]
            blocks[ask.name] = max(plans.blocks, blocks.get(ask.name, 0))
    found = [(name, table, statement) for (name, table), statement in plans.found.items()]
    return {"scans": found, "failed": failed, "blocks": blocks}


def large_tables() -> set[str]:
    """The tables of this database that are too large to be read whole."""
    with database.engine().connect() as connection:
        rows = connection.exec_driver_sql("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'").all()
    return {name for name, size in rows if name in TABLES and size >= LARGE}


def main() -> None:
    """Print what ``scans`` gives as JSON; with ``--all`` no table is too small to be judged.

    Any other argument is a text that the names of the requests have."""
    large = set(TABLES) if "--all" in sys.argv else large_tables()
    only = next((text for text in sys.argv[1:] if text != "--all"), "")
    json.dump(scans(os.environ["DATABASE_URL"], 7, large, only), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
