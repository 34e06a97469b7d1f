"""``python -m tests.bench.scale``: what a million articles cost, beside ten thousand. Exit code 1: a bound is broken."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import psycopg

from service.stack import embedded
from service.stack.processes import Processes, api
from tests.bench.scale import server, verdicts
from tests.bench.scale.asked import ASKS
from tests.bench.scale.draws import Draws
from tests.bench.scale.load import load
from tests.bench.scale.measured import Site
from tests.bench.scale.reading import explained, reads
from tests.bench.scale.taken import Memory

FEW = 10_000
START_SECONDS = 60


def main() -> int:
    """Load, ask, print; see the module."""
    options = _options()
    with ExitStack() as stack:
        home = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tintag-scale-")))
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o755)
        postgres = stack.enter_context(server.scratch(home))
        broker = stack.enter_context(embedded.redis(home))
        sizes = sorted({min(FEW, options.articles), options.articles})
        urls = [_filled(postgres, size) for size in sizes]
        sites, memory = [], None
        for size, url in zip(sizes, urls, strict=True):
            processes = Processes({"DATABASE_URL": url, "REDIS_URL": broker}, home / "log")
            stack.callback(processes.stop)
            port = embedded.free_port()
            memory = Memory(processes.start("api", api(port)).pid)
            _wait(port)
            sites.append(Site(size, port, Draws(url, 1)))
        return _judge(sites, urls, memory, options.requests)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=60, help="of each kind")
    parser.add_argument("--keep", type=Path, help="a folder for the databases, which a later run takes as they are")
    return parser.parse_args()


def _filled(postgres: str, size: int) -> str:
    """A database of this size: the one that was kept, or a new one."""
    name = f"articles_{size}_{server.revision()}"
    with psycopg.connect(postgres) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            return server.url(postgres, name)
    start = time.monotonic()
    url = server.database(postgres, "unfinished")
    load(url, size, say=lambda done: print(f"  {time.monotonic() - start:6.0f} s {done}", flush=True))
    print(f"{size:,} articles in {time.monotonic() - start:.0f} s", flush=True)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE unfinished RENAME TO {name}")
    return server.url(postgres, name)


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the API does not answer")


def _judge(sites: list[Site], urls: list[str], memory: Memory, requests: int) -> int:
    """Measure everything and print it; 1 where a bound is broken."""
    before = reads(urls[-1])
    names = [f"{site.articles:,}" for site in sites]
    print(f"\n{'p50 and p95 in ms at':46}" + "".join(f"{name:>20}" for name in names))
    good = {ask: verdicts.request(ask, sites, requests) for ask in ASKS}
    whole = reads(urls[-1]) - before
    print(f"\nlarge tables read whole meanwhile: {dict(whole) or 'none'}")
    foreseen = verdicts.plans([explained(url) for url in urls])
    answered = tuple(ask for ask, verdict in good.items() if verdict is not None)
    flat = verdicts.memory(sites[-1], memory, answered)
    fast = [verdicts.export(sites[-1], memory, form) for form in ("ndjson", "csv")]
    return 0 if all(good.values()) and not whole and foreseen and flat and all(fast) else 1


if __name__ == "__main__":
    sys.exit(main())
