"""Very many who watch one upload, half by event streams and half by waiting, from one thread of ours."""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from tests.bench.queue.others import Delays, asking
from tests.bench.queue.site import Site
from tests.bench.queue.verdicts import Verdicts
from tests.bench.scale.taken import Memory

# A greenlet, a socket and what a request holds; 8,000 connections are to fit into 1 GB (service/gunicorn_conf.py).
MIB_EACH = 0.125
# How much later the last of 500 may be told than one who watches alone.
TIMES = 5
# One alone is told at once or after a look has rested for up to two seconds, as it happens: it counts as a second at least.
LEAST_SECONDS = 1.0
PATIENCE_SECONDS, LOOK_ON_SECONDS = 180, 5


@dataclass
class Watcher:
    """One connection: when its first bytes came, when it ended, and whether it had told of the upload's end."""

    path: str
    wire: socket.socket
    first: float = 0.0
    ended: float = 0.0
    told: bool = False
    status: str = "none"
    tail: bytes = b""

    def hears(self, content: bytes, now: float) -> None:
        """Bytes came, or none: the server has closed."""
        if not self.first:
            self.first, self.status = now, content[9:12].decode()
        if content:
            said = self.tail + content
            self.told = self.told or (b"event: finished" if self.is_stream else b'"finished":true') in said
            self.tail = said[-50:]
        else:
            self.ended = now

    @property
    def is_stream(self) -> bool:
        """Whether it gets events; else it waits for an answer."""
        return self.path.endswith("/events")


@dataclass
class Crowd:
    """Watchers of one upload, who arrive together."""

    port: int
    token: str
    upload: str
    size: int
    watchers: list[Watcher] = field(default_factory=list)

    def arrive(self) -> None:
        """All connect, then all ask."""
        self._selector = selectors.DefaultSelector()
        for number in range(self.size):
            path = f"/v1/uploads/{self.upload}" + ("/events" if number % 2 else "?wait=60")
            wire = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self.watchers.append(Watcher(path, wire))
        for one in self.watchers:
            head = f"GET {one.path} HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n\r\n"
            one.wire.sendall(head.encode())
            one.wire.setblocking(False)
            self._selector.register(one.wire, selectors.EVENT_READ, one)

    def hear_until(self, enough: Callable[[Crowd], bool]) -> bool:
        """Read what comes until it is enough; whether it was, before patience ended."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not enough(self):
            if time.monotonic() > until:
                return False
            for ready, _ in self._selector.select(0.1):
                self._hear(ready.data)
        return True

    def _hear(self, one: Watcher) -> None:
        one.hears(one.wire.recv(256 * 1024), time.time())
        if one.ended:
            self._selector.unregister(one.wire)
            one.wire.close()

    def close(self) -> None:
        """All go away."""
        for one in self.watchers:
            one.wire.close()
        self._selector.close()


@dataclass
class Seen:
    """What came of a crowd: seconds until the last stream had its first event, from the upload's end until the last
    stream and the last who waits were told, of the request that cancelled, of the API's processor; who was not told of the end, by
    the status of the answer."""

    greeted: float
    streams: float
    waits: float
    cancelled: float
    untold: Counter[str]
    worked: float
    before: float
    peak: float
    delays: Delays


def watch(site: Site, memory: Memory, upload: str, size: int) -> Seen:
    """So many watch an upload while it is worked on and others ask; then it is cancelled."""
    crowd, before = Crowd(site.port, site.token("archives"), upload, size), memory.now()
    client, worked = site.client("archives"), site.worked()
    with memory.watched(), asking(site.port, site.token("desk")) as delays:
        start = time.time()
        crowd.arrive()
        crowd.hear_until(lambda crowd: all(one.first for one in crowd.watchers if one.is_stream))
        greeted = max(one.first for one in crowd.watchers) - start
        until = time.time() + LOOK_ON_SECONDS
        crowd.hear_until(lambda _: time.time() > until)
        with ThreadPoolExecutor(1) as pool:
            cancel = pool.submit(client.post, f"/v1/uploads/{upload}/cancel")
            crowd.hear_until(lambda crowd: all(one.ended for one in crowd.watchers))
            cancelled = cancel.result().seconds
    heard, worked = time.time(), site.worked() - worked
    crowd.close()
    last = client.get(f"/v1/jobs?upload={upload}&limit=1").json["items"][0]["finished_at"]
    end = datetime.fromisoformat(last).timestamp()
    streams, waits = (
        max(one.ended or heard for one in crowd.watchers if one.is_stream is which) - end for which in (True, False)
    )
    untold = Counter(one.status for one in crowd.watchers if not one.told)
    return Seen(greeted, streams, waits, cancelled, untold, worked, before, memory.peak, delays)


def judge(alone: Seen, many: Seen, size: int, verdicts: Verdicts) -> None:
    """Hold a crowd against one who watches alone."""
    verdicts.says("the upload is cancelled, one watches", f"{alone.cancelled:8.2f} s    {size}: {many.cancelled:.2f}")
    verdicts.says("the API's processor, one watches", f"{alone.worked:8.2f} s    {size}: {many.worked:.2f}")
    verdicts.says(f"{size} arrive together: first events after", f"{many.greeted:8.2f} s")
    verdicts.holds(
        f"all {size} are told of the end", not many.untold, f"not told: {dict(many.untold)}" if many.untold else ""
    )
    for who, one, last in (("stream", alone.streams, many.streams), ("wait", alone.waits, many.waits)):
        why = f"{last:.2f} s beside {one:.2f}"
        verdicts.at_most(
            f"the last {who} of {size} told, beside one alone", last / max(one, LEAST_SECONDS), TIMES, "times", why
        )
    verdicts.at_most(f"memory for each of {size}", (many.peak - many.before) / size, MIB_EACH, "MiB")
    verdicts.others(f"{size} watch: others meanwhile", many.delays)
