"""``DATABASE_URL=... python -m tests.bench.scale.plans``: asks in this process; prints what scans a large table whole."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from service.app import create_app
from service.store import database
from tests.bench.scale.asked import ASKS
from tests.bench.scale.draws import Draws
from tests.bench.scale.load import TABLES

EACH = 3  # draws of a request
LARGE = 10_000  # rows; a table with fewer is read whole for good reason


class Plans:
    """Explains every SELECT of this process before it runs; keeps the large tables that would be read whole."""

    def __init__(self, large: set[str]):
        self._large, self.found, self.now = large, {}, ""

    def explain(self, _connection: Any, cursor: Any, statement: str, values: Any, *_: Any) -> None:
        """A listener of SQLAlchemy's ``before_cursor_execute``."""
        if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
            return
        with cursor.connection.cursor() as own:
            plan = own.execute(f"EXPLAIN (FORMAT JSON) {statement}", values).fetchone()[0][0]["Plan"]
        for table in _scanned(plan):
            if table in self._large:
                self.found.setdefault((self.now, table), " ".join(statement.split()))


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from _scanned(part)


def scans(url: str, seed: int, large: set[str]) -> tuple[list[tuple[str, str, str]], list[tuple[str, int]]]:
    """Of all requests: (request, table, statement) for each whole read, and (URL, status) for each that failed."""
    plans, draws, failed = Plans(large), Draws(url, seed), []
    event.listen(database.engine(), "before_cursor_execute", plans.explain)
    client = create_app().test_client()
    for ask in ASKS:
        plans.now = ask.name
        for _ in range(EACH):
            asked = draws.url(ask)
            status = client.get(asked).status_code
            failed += [] if status == 200 else [(asked, status)]
    return [(name, table, statement) for (name, table), statement in plans.found.items()], failed


def large_tables() -> set[str]:
    """The tables of this database that are too large to be read whole."""
    with database.engine().connect() as connection:
        rows = connection.exec_driver_sql("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'").all()
    return {name for name, size in rows if name in TABLES and size >= LARGE}


def main() -> None:
    """Print the whole reads as JSON; with ``--all`` no table is too small to be judged."""
    url = os.environ["DATABASE_URL"]
    found, failed = scans(url, 7, set(TABLES) if "--all" in sys.argv else large_tables())
    json.dump({"scans": found, "failed": failed}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
