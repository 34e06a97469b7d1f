"""Who watches what in this process: one subscription wakes all, and watchers of one thing share their looks."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from service import queues

T = TypeVar("T")

# An announcement may get lost: this is how soon we look without one, and how soon while the broker is away.
LOOK_AGAIN_SECONDS = 5.0
LOOK_ALONE_SECONDS = 1.0
# One thing is looked at this often at most, and a look rests for so many times as long as it took: the counts of
# 100,000 jobs take the database 20 ms.
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 2.0
REST = 10
# Of the 20 connections that the pool lends, watchers take these; more of them wait here, where no time limit ends it.
LOOKS = threading.BoundedSemaphore(8)


def in_turn(look: Callable[[], T]) -> T:
    """A look at the database that leaves connections to others, however many look at the same time."""
    with LOOKS:
        return look()


class Watched:
    """A thing that is watched in this process; ``bells`` are its watchers'."""

    def __init__(self) -> None:
        self.bells: set[threading.Event] = set()
        self._changed = self._began = self._rested = time.monotonic()
        self._seen: Future = Future()
        self._looking = threading.Lock()

    def join(self, bell: threading.Event) -> None:
        """Who comes later looks anew: what the others saw may be older than what the newcomer knows."""
        self.bells.add(bell)
        self._changed = time.monotonic()

    def ring(self) -> None:
        """Something changed: a look that began before no longer counts."""
        self._changed = time.monotonic()
        for bell in tuple(self.bells):
            bell.set()

    def look(self, look: Callable[[], T]) -> T:
        """What a look gives that began after the last change; one watcher looks, those beside it get the same."""
        wanted = self._changed
        with self._looking:
            if self._began <= wanted:
                self._look(look)
            return self._seen.result()

    def _look(self, look: Callable[[], Any]) -> None:
        time.sleep(max(0.0, self._rested - time.monotonic()))
        began, seen = time.monotonic(), Future()  # type: ignore[var-annotated]
        try:
            seen.set_result(in_turn(look))
        except Exception as error:
            seen.set_exception(error)
        took = time.monotonic() - began
        self._rested = time.monotonic() + min(max(PAUSE_SECONDS, REST * took), LONGEST_PAUSE_SECONDS)
        self._began, self._seen = began, seen


class Hub:
    """Every watched thing of this process, under the upload whose announcements concern it."""

    def __init__(self) -> None:
        self.stopping = False
        self._lock = threading.Lock()
        self._watched: dict[UUID, dict[UUID, Watched]] = defaultdict(dict)
        self._hears = threading.Event()
        threading.Thread(target=queues.listen, args=(self._ring, self._hears), daemon=True).start()
        threading.Thread(target=self._look_anyway, daemon=True).start()

    @contextmanager
    def watching(self, upload_id: UUID, thing_id: UUID) -> Iterator[tuple[Watched, threading.Event]]:
        """The thing, and a bell that rings when it may have changed."""
        bell = threading.Event()
        with self._lock:
            watched = self._watched[upload_id].setdefault(thing_id, Watched())
            watched.join(bell)
        try:
            yield watched, bell
        finally:
            with self._lock:
                watched.bells.remove(bell)
                if not watched.bells:
                    del self._watched[upload_id][thing_id]
                if not self._watched[upload_id]:
                    del self._watched[upload_id]

    def stop(self) -> None:
        """Send everybody home."""
        self.stopping = True
        self._ring(None)

    def _ring(self, upload_id: UUID | None) -> None:
        """For the watchers of an upload, or for all."""
        with self._lock:
            things = self._watched.values() if upload_id is None else [self._watched.get(upload_id, {})]
            watched = [one for by_id in things for one in by_id.values()]
        for one in watched:
            one.ring()

    def _look_anyway(self) -> None:
        rung = time.monotonic()
        while not self.stopping:
            time.sleep(LOOK_ALONE_SECONDS)
            if not self._hears.is_set() or time.monotonic() - rung >= LOOK_AGAIN_SECONDS:
                rung = time.monotonic()
                self._ring(None)


@cache
def hub() -> Hub:
    """The hub of this process."""
    return Hub()


def stop() -> None:
    """End every wait and every stream of this process."""
    hub().stop()
