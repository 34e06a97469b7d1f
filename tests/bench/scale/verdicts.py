"""The bounds, and whether they are kept: each prints its line."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.bench.scale.asked import Ask
from tests.bench.scale.measured import Site, Times, measure
from tests.bench.scale.taken import Memory, exported, mixed

# The bounds: milliseconds that 95 of 100 requests keep to, how many times those at 10,000, articles a second.
P95, TIMES, RATE = 50, 2, 5000
# A process that holds this much more (MiB) after so many requests, or while it exports, keeps what it was asked.
FLAT, MIXED = 32, 2000
# Tries that a request has to keep the bounds: what else the machine does only ever makes it slower.
ROUNDS = 3


def request(ask: Ask, sites: list[Site], requests: int) -> bool:
    """Whether a request is answered, and fast enough."""
    for _ in range(ROUNDS):
        found = measure(ask, sites, requests)
        verdict, said = _verdict(found[0], found[-1])
        if verdict:
            break
    times = "".join(f"{one.at(0.5):10.1f}{one.at(0.95):10.1f}" for one in found)
    print(f"{ask.name:46}{times}{found[-1].at(0.95) / found[0].at(0.95):8.1f}x  {said}", flush=True)
    return verdict


def _verdict(small: Times, large: Times) -> tuple[bool, str]:
    answers: Counter[int] = small.statuses + large.statuses
    if set(answers) != {200}:
        return False, f"ANSWERS {dict(answers)}"
    if large.at(0.95) > P95 or large.at(0.95) > TIMES * small.at(0.95):
        return False, "TOO SLOW"
    return True, ""


def plans(found: list[dict[str, Any]]) -> bool:
    """Whether all is answered and no plan reads a large table whole; tells too where more blocks are looked at."""
    for name, table, statement in found[-1]["scans"]:
        print(f"  {name}: reads {table} whole: {statement}")
    for url, status in found[-1]["failed"]:
        print(f"  {url}: {status}")
    print("\nblocks that the worst of a few requests looked at, where they grow")
    for name, large in found[-1]["blocks"].items():
        if (small := found[0]["blocks"][name]) * TIMES < large:
            print(f"{name:46}{small:10,}{large:20,}{large / max(1, small):18.1f}x")
    return not found[-1]["scans"] and not found[-1]["failed"]


def memory(site: Site, held: Memory, asks: tuple[Ask, ...]) -> bool:
    """Whether many requests leave nothing behind."""
    mixed(site, asks, MIXED // 4, 2)  # what grows once is no leak
    before = held.now()
    mixed(site, asks, MIXED, 3)
    after = held.now()
    print(f"memory of the API: {before:.0f} MiB, after {MIXED:,} more requests {after:.0f} MiB")
    return after - before <= FLAT


def export(site: Site, held: Memory, form: str) -> bool:
    """Whether an export is fast and holds little."""
    before = held.now()
    with held.watched():
        articles, seconds = exported(site.port, form)
    rate, most = articles / seconds, held.peak
    print(f"export as {form}: {rate:,.0f} articles a second ({articles:,} in {seconds:.1f} s); ", end="")
    print(f"memory {before:.0f} MiB, at most {most:.0f} MiB")
    return rate >= RATE and most - before <= FLAT
