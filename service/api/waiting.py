"""Long polling: look, sleep until something changes, look again. No transaction is held while asleep."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from service import queues

T = TypeVar("T")

# A long poll sleeps in one of the server's 32 threads; the others answer. Who finds no place is answered at once.
PLACES = threading.BoundedSemaphore(24)

# Announcements wake us at once; this is how soon we look by ourselves when one was lost.
LOOK_AGAIN_SECONDS = 1.0
# An upload of many files rings for each; looking this often at most keeps its watchers cheap.
PAUSE_SECONDS = 0.05


def until(upload_id: UUID, look: Callable[[], T], finished: Callable[[T], bool], seconds: float | None) -> T:
    """What ``look`` gives once it is finished, or after so many seconds."""
    seen = look()
    if not seconds or finished(seen) or not PLACES.acquire(blocking=False):
        return seen
    try:
        return _wait(upload_id, look, finished, seconds)
    finally:
        PLACES.release()


def _wait(upload_id: UUID, look: Callable[[], T], finished: Callable[[T], bool], seconds: float) -> T:
    deadline = time.monotonic() + seconds
    with queues.listening(upload_id) as bell:
        seen = look()
        while not finished(seen) and (left := deadline - time.monotonic()) > 0:
            looked = time.monotonic()
            bell.wait(min(left, LOOK_AGAIN_SECONDS))
            time.sleep(max(0.0, looked + PAUSE_SECONDS - time.monotonic()))
            seen = look()
    return seen
