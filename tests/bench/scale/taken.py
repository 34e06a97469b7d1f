"""An export's rate, and the memory that the API holds while it works."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import psutil

from tests.bench.scale.asked import Ask
from tests.bench.scale.measured import SECONDS, Site

EXPORTED = 100_000  # articles, after which a rate is known
# A record of CSV begins with an id: the texts in it have lines of their own, some ten each.
BEGINS = {"ndjson": re.compile(rb"\n"), "csv": re.compile(rb'\n"[0-9a-f-]{36}",')}
LONGEST = len('\n"",') + 36
MIB = 1024 * 1024


class Memory:
    """What a process and its children hold, in MiB, looked at ten times a second."""

    def __init__(self, pid: int):
        self._process, self.peak = psutil.Process(pid), 0.0

    def now(self) -> float:
        """What they hold now."""
        family = [self._process, *self._process.children(recursive=True)]
        return sum(one.memory_info().rss for one in family) / MIB

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Keeps the peak of what is done meanwhile."""
        done, self.peak = threading.Event(), self.now()

        def watch() -> None:
            while not done.wait(0.1):
                self.peak = max(self.peak, self.now())

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def exported(port: int, form: str, most: int = EXPORTED) -> tuple[int, float]:
    """Articles that a stream gave, none where it was refused, and seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    start, found, before = time.perf_counter(), 0, b""
    connection.request("GET", f"/v1/articles/export?format={form}")
    answer = connection.getresponse()
    if answer.status != 200:
        return 0, time.perf_counter() - start
    while found < most and (content := before + answer.read(MIB)) != before:
        found += sum(1 for _ in BEGINS[form].finditer(content))
        before = content[1 - LONGEST :] if form == "csv" else b""
    connection.close()
    return found, time.perf_counter() - start


def mixed(site: Site, asks: tuple[Ask, ...], requests: int, seed: int) -> None:
    """So many requests of all kinds."""
    draw = Random(seed)
    for _ in range(requests):
        site.get(site.draws.url(draw.choice(asks)))
