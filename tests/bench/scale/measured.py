"""Requests over HTTP, one after the other over a connection that stays open, and how long each took."""

from __future__ import annotations

import http.client
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.bench.scale.asked import Ask
from tests.bench.scale.draws import Draws

WARM = 5
SECONDS = 60  # after which a request has failed


@dataclass
class Times:
    """What came of a request at one size: milliseconds, sorted, and answers by status."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def at(self, part: float) -> float:
        """The time that this part of the requests did not exceed."""
        return self.milliseconds[min(len(self.milliseconds) - 1, int(part * len(self.milliseconds)))]


@dataclass
class Site:
    """An API process on a database of one size."""

    articles: int
    port: int
    draws: Draws

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def get(self, url: str) -> tuple[int, bytes, float]:
        """Status, body and milliseconds."""
        try:
            return self._get(url)
        except ConnectionError:  # closed because the other sites took so long
            self._connection.close()
            return self._get(url)

    def _get(self, url: str) -> tuple[int, bytes, float]:
        start = time.perf_counter()
        self._connection.request("GET", url)
        answer = self._connection.getresponse()
        body = answer.read()
        return answer.status, body, 1000 * (time.perf_counter() - start)


def measure(ask: Ask, sites: list[Site], requests: int) -> list[Times]:
    """A request so many times at each site, in turns, so that all meet the same machine."""
    found = [Times() for _ in sites]
    urls = ["" for _ in sites]
    for number in range(WARM + requests):
        for place, site in enumerate(sites):
            url = urls[place] or site.draws.url(ask)
            status, body, milliseconds = site.get(url)
            if number >= WARM:
                found[place].milliseconds.append(milliseconds)
                found[place].statuses[status] += 1
            urls[place] = _next(ask, site, body) if ask.walks and status == 200 else ""
    for times in found:
        times.milliseconds.sort()
    return found


def _next(ask: Ask, site: Site, body: bytes) -> str:
    cursor = json.loads(body)["next"]
    return f"{site.draws.url(ask)}&cursor={quote(cursor)}" if cursor else ""
