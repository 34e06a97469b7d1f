"""Whether large tables are read whole: as PostgreSQL counted it, and as it would do it for each request."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from typing import Any

import psycopg

from tests.bench.scale.plans import LARGE

# A backend tells its counts ten seconds after its last statement at the latest.
TOLD_AFTER = 11
READS = """
    SELECT pg_class.relname, seq_scan FROM pg_stat_user_tables JOIN pg_class ON pg_class.oid = relid WHERE reltuples >= %s
"""


def reads(url: str) -> Counter[str]:
    """How often each large table of a database was read whole up to now."""
    time.sleep(TOLD_AFTER)
    with psycopg.connect(url) as connection:
        return Counter(dict(connection.execute(READS, (LARGE,)).fetchall()))


def explained(url: str, only: str) -> dict[str, Any]:
    """What ``plans`` finds in a database for some requests, by a process with settings of its own."""
    environ = {**os.environ, "DATABASE_URL": url, "REDIS_URL": "redis://127.0.0.1:1/0"}
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.scale.plans", *([only] if only else [])]
    told = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True).stdout
    return json.loads(told.splitlines()[-1])
