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
from tests.bench.scale.asked import picked
from tests.bench.scale.draws import Draws
from tests.bench.scale.load import load
from tests.bench.scale.measured import Site
from tests.bench.scale.reading import explained, reads
from tests.bench.scale.taken import Memory
from tests.bench.scale.warm import warm

FEW = 10_000
START_SECONDS = 60
WARMED = 3_000


def main() -> int:
    """Load, ask, print; see the module."""
    options = _options()
    sizes = sorted({min(FEW, options.articles), options.articles})
    with ExitStack() as stack:
        home = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tintag-scale-")))
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o755)
        _fill(home, sizes)
        postgres = stack.enter_context(server.scratch(home))
        broker = stack.enter_context(embedded.redis(home))
        urls = [server.url(postgres, _name(size)) for size in sizes]
        sites, memory = [], None
        for size, url in zip(sizes, urls, strict=True):
            processes = Processes({"DATABASE_URL": url, "REDIS_URL": broker}, home / "log")
            stack.callback(processes.stop)
            port = embedded.free_port()
            memory = Memory(processes.start("api", api(port)).pid)
            _wait(port)
            sites.append(Site(size, port, Draws(url, 1)))
        return _judge(sites, urls, memory, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=60, help="of each kind")
    parser.add_argument(
        "--warm", type=int, default=WARMED, help="requests before any is measured; 0: of a server just started"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the databases, which a later run takes as they are")
    parser.add_argument("--only", default="", metavar="TEXT", help="measure only requests whose names have this text")
    options = parser.parse_args()
    if not picked(options.only):
        parser.error(f"no request has {options.only!r} in its name")
    return options


def _name(size: int) -> str:
    return f"articles_{size}_{server.revision()}"


def _fill(home: Path, sizes: list[int]) -> None:
    """Make the databases that were not kept."""
    with server.scratch(home) as postgres, psycopg.connect(postgres) as connection:
        there = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
    missing = [size for size in sizes if _name(size) not in there]
    if missing:
        with server.fast(home) as postgres:
            for size in missing:
                _make(postgres, size)


def _make(postgres: str, size: int) -> None:
    start = time.monotonic()
    url = server.database(postgres, "unfinished")
    load(url, size, say=lambda done: print(f"  {time.monotonic() - start:6.0f} s {done}", flush=True))
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE unfinished RENAME TO {_name(size)}")
        ((disk,),) = connection.execute("SELECT pg_database_size(%s)", (_name(size),)).fetchall()
    print(f"{size:,} articles in {time.monotonic() - start:.0f} s, {disk / size / 1000:.1f} kB each", flush=True)


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the API does not answer")


def _judge(sites: list[Site], urls: list[str], memory: Memory, options: argparse.Namespace) -> int:
    """Measure everything and print it; 1 where a bound is broken."""
    before, asks = reads(urls[-1]), picked(options.only)
    if options.warm:
        for site, url in zip(sites, urls, strict=True):
            warm(site, url, asks, options.warm)
    names = [f"{site.articles:,}" for site in sites]
    print(f"\n{'p50 and p95 in ms at':46}" + "".join(f"{name:>20}" for name in names))
    kept = {ask.name: verdicts.request(ask, sites, options.requests) for ask in asks}
    whole = reads(urls[-1]) - before
    print(f"\nlarge tables read whole meanwhile: {dict(whole) or 'none'}")
    kept["no large table is read whole"] = not whole
    kept["plans"] = verdicts.plans([explained(url, options.only) for url in urls])
    if not options.only:
        kept["memory"] = verdicts.memory(sites[-1], memory, asks)
        kept |= {f"export as {form}": verdicts.export(sites[-1], memory, form) for form in ("ndjson", "csv")}
    broken = [name for name, good in kept.items() if not good]
    print(f"\n{len(kept) - len(broken)} of {len(kept)} bounds are kept", *broken, sep="\n  broken: ")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
