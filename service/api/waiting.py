"""Long polling: look, sleep until something changes, look again. No transaction is held while asleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from service import queues

T = TypeVar("T")

# Announcements wake us at once; this is how soon we look by ourselves when one was lost.
LOOK_AGAIN_SECONDS = 1.0
# An upload of many files rings for each; looking this often at most keeps its watchers cheap.
PAUSE_SECONDS = 0.05


def until(upload_id: UUID, look: Callable[[], T], finished: Callable[[T], bool], seconds: float | None) -> T:
    """What ``look`` gives once it is finished, or after so many seconds."""
    seen = look()
    if not seconds or finished(seen):
        return seen
    deadline = time.monotonic() + seconds
    with queues.listening(upload_id) as bell:
        seen = look()
        while not finished(seen) and (left := deadline - time.monotonic()) > 0:
            looked = time.monotonic()
            bell.wait(min(left, LOOK_AGAIN_SECONDS))
            time.sleep(max(0.0, looked + PAUSE_SECONDS - time.monotonic()))
            seen = look()
    return seen
