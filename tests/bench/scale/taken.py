"""An export's rate, and the memory that the API holds while it works."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import psutil

from tests.bench.scale.asked import Ask
from tests.bench.scale.measured import SECONDS, Site

EXPORTED = 100_000  # articles, after which a rate is known
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
    start, lines = time.perf_counter(), 0
    connection.request("GET", f"/v1/articles/export?format={form}")
    answer = connection.getresponse()
    if answer.status != 200:
        return 0, time.perf_counter() - start
    while lines < most and (content := answer.read(MIB)):
        lines += content.count(b"\n")
    connection.close()
    return lines, time.perf_counter() - start


def mixed(site: Site, asks: tuple[Ask, ...], requests: int, seed: int) -> None:
    """So many requests of all kinds."""
    draw = Random(seed)
    for _ in range(requests):
        site.get(site.draws.url(draw.choice(asks)))
