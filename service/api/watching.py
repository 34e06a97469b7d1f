"""Who watches what in this process: one subscription for all, one look for all who watch the same thing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import structlog

from service import queues
from service.store import database

log = structlog.get_logger()

# An announcement may get lost: this is how soon we look without one, and how soon while a server is away.
LOOK_AGAIN_SECONDS = 5.0
LOOK_ALONE_SECONDS = 1.0
# One thing is looked at this often at most, and a look rests for so many times as long as it took: the counts of
# 100,000 jobs take the database 20 ms.
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 2.0
REST = 10


@dataclass(frozen=True)
class Subject:
    """What is watched: a thing of an upload, what is seen of it (as it is sent), and whether that is its end."""

    upload_id: UUID
    id: UUID
    look: Callable[[], dict[str, Any]]
    finished: Callable[[dict[str, Any]], bool]


class Watcher:
    """One who wants to be woken by what concerns it."""

    def __init__(self, watched: Watched, concerns: Callable[[dict[str, Any]], bool]):
        self.watched, self.concerns, self._bell = watched, concerns, threading.Event()

    def wake(self) -> None:
        """There is news."""
        self._bell.set()

    def news(self, seconds: float) -> dict[str, Any] | None:
        """What was seen last, once it concerns us; None when nothing does within so many seconds."""
        if not self._bell.wait(max(0.0, seconds)):
            return None
        self._bell.clear()
        return self.watched.seen


class Watched:
    """A thing that is looked at for all its watchers, with the eyes of the first of them (its request's context)."""

    def __init__(self, subject: Subject):
        self.subject, self.watchers = subject, set[Watcher]()
        self.seen: dict[str, Any] = {}
        self.lost = False
        self._rung = threading.Event()
        threading.Thread(target=copy_context().run, args=(self._follow,), daemon=True).start()

    def ring(self) -> None:
        """It may have changed, or its watchers have."""
        self._rung.set()

    def _follow(self) -> None:
        """Look after each ring, until nobody watches or there is nothing to see."""
        while self._rung.wait() and self.watchers and not self.lost:
            self._rung.clear()
            began = time.monotonic()
            try:
                self.seen = self.subject.look()
            except database.AWAY as error:
                log.warning("database away", error=str(error))
                time.sleep(LOOK_ALONE_SECONDS)
                self._rung.set()
                continue
            except Exception as error:  # it was deleted, most likely
                log.info("no longer seen", upload_id=str(self.subject.upload_id), error=repr(error))
                self.lost = True
            for watcher in tuple(self.watchers):
                if self.lost or watcher.concerns(self.seen):
                    watcher.wake()
            took = time.monotonic() - began
            time.sleep(min(max(PAUSE_SECONDS, REST * took), LONGEST_PAUSE_SECONDS))


class Hub:
    """Every watched thing of this process, under the upload whose announcements concern it."""

    def __init__(self) -> None:
        self.stopping = False
        self._lock = threading.Lock()
        self._watched: dict[UUID, dict[UUID, Watched]] = {}
        self._hears = threading.Event()
        threading.Thread(target=queues.listen, args=(self._ring, self._hears), daemon=True).start()
        threading.Thread(target=self._look_anyway, daemon=True).start()

    @contextmanager
    def watching(self, subject: Subject, concerns: Callable[[dict[str, Any]], bool]) -> Iterator[Watcher]:
        """Be woken by what concerns us; the thing is looked at anew, so no change before this is missed."""
        with self._lock:
            things = self._watched.setdefault(subject.upload_id, {})
            watched = things.get(subject.id)
            if watched is None or watched.lost:
                watched = things[subject.id] = Watched(subject)
            watcher = Watcher(watched, concerns)
            watched.watchers.add(watcher)
        watched.ring()
        try:
            yield watcher
        finally:
            self._leave(watcher)

    def _leave(self, watcher: Watcher) -> None:
        watched, subject = watcher.watched, watcher.watched.subject
        with self._lock:
            watched.watchers.remove(watcher)
            things = self._watched.get(subject.upload_id, {})
            if not watched.watchers and things.get(subject.id) is watched:
                del things[subject.id]
            if not things:
                self._watched.pop(subject.upload_id, None)
        watched.ring()

    def stop(self) -> None:
        """Send everybody home."""
        self.stopping = True
        with self._lock:
            watchers = [one for things in self._watched.values() for thing in things.values() for one in thing.watchers]
        for watcher in watchers:
            watcher.wake()

    def _ring(self, upload_id: UUID | None) -> None:
        """For the watchers of an upload, or for all."""
        with self._lock:
            chosen = list(self._watched.values()) if upload_id is None else [self._watched.get(upload_id, {})]
            watched = [one for things in chosen for one in things.values()]
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
