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
from tests.bench.scale import server
from tests.bench.scale.asked import ASKS, Ask
from tests.bench.scale.draws import Draws
from tests.bench.scale.load import load
from tests.bench.scale.measured import Site, Times, measure
from tests.bench.scale.reading import explained, reads
from tests.bench.scale.taken import Memory, export, mixed

FEW = 10_000
# The bounds of issue 6: milliseconds that 95 of 100 requests keep to, how many times the same at 10,000, articles a second.
P95, TIMES, RATE = 50, 2, 5000
# A process that holds this much more (MiB) after 2,000 requests, or while it exports, keeps what it was asked.
FLAT, MIXED = 32, 2000
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
        return _judge(sites, urls[-1], memory, options.requests)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=60, help="of each kind")
    parser.add_argument("--keep", type=Path, help="a folder for the databases, which a later run takes as they are")
    return parser.parse_args()


def _filled(postgres: str, size: int) -> str:
    """A database of this size: the one that was kept, or a new one."""
    name = f"articles_{size}"
    with psycopg.connect(postgres) as connection:
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", (f"{name}_done",)).fetchone():
            return server.url(postgres, f"{name}_done")
    start = time.monotonic()
    url = server.database(postgres, name)
    load(url, size, say=lambda done: print(f"  {time.monotonic() - start:6.0f} s {done}", flush=True))
    print(f"{size:,} articles in {time.monotonic() - start:.0f} s", flush=True)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} RENAME TO {name}_done")
    return server.url(postgres, f"{name}_done")


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the API does not answer")


def _judge(sites: list[Site], url: str, memory: Memory, requests: int) -> int:
    """Measure everything and print it; 1 where a bound is broken."""
    before = reads(url)
    names = [f"{site.articles:,}" for site in sites]
    print(f"\n{'p50 and p95 in ms':46}" + "".join(f"{name:>20}" for name in names))
    good = [_judged(ask.name, measure(ask, sites, requests)) for ask in ASKS]
    whole = reads(url) - before
    print(f"\nlarge tables read whole meanwhile: {dict(whole) or 'none'}")
    scans = explained(url)
    for name, table, statement in scans:
        print(f"  {name}: reads {table} whole: {statement[:400]}")
    working = tuple(ask for ask, is_good in zip(ASKS, good, strict=True) if is_good is not None)
    flat = _memory(sites[-1], memory, working)
    fast = [_exported(sites[-1], memory, form) for form in ("ndjson", "csv")]
    return 0 if all(good) and not whole and not scans and flat and all(fast) else 1


def _judged(name: str, found: list[Times]) -> bool | None:
    """Print a request's line; None where it is not there yet."""
    small, large = found[0], found[-1]
    ratio = large.at(0.95) / small.at(0.95)
    if set(large.statuses) <= {404, 422}:
        verdict: bool | None = None
    else:
        verdict = set(large.statuses) == {200} and large.at(0.95) <= P95 and ratio <= TIMES
    said = {None: "not there yet", True: "", False: "TOO SLOW"}[verdict]
    if verdict is False and set(large.statuses) != {200}:
        said = f"ANSWERS {dict(large.statuses)}"
    times = "".join(f"{one.at(0.5):10.1f}{one.at(0.95):10.1f}" for one in found)
    print(f"{name:46}{times}{ratio:8.1f}x  {said}", flush=True)
    return verdict


def _memory(site: Site, memory: Memory, asks: tuple[Ask, ...]) -> bool:
    mixed(site, asks, MIXED // 4, 2)  # what grows once is not what leaks
    before = memory.now()
    mixed(site, asks, MIXED, 3)
    after = memory.now()
    print(f"memory of the API: {before:.0f} MiB, after {MIXED} more requests {after:.0f} MiB")
    return after - before <= FLAT


def _exported(site: Site, memory: Memory, form: str) -> bool:
    before = memory.now()
    with memory.watched():
        found = export(site.port, form)
    if found is None:
        print(f"export as {form}: not there yet")
        return False
    articles, seconds = found
    print(
        f"export as {form}: {articles:,} articles in {seconds:.1f} s, {articles / seconds:,.0f} a second; "
        f"memory {before:.0f} MiB, at most {memory.peak:.0f} MiB"
    )
    return articles / seconds >= RATE and memory.peak - before <= FLAT


if __name__ == "__main__":
    sys.exit(main())
