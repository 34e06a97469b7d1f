"""The children of one worker: one a thread, kept between files, replaced when spent."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from typing import Any

from service import settings
from workers.children.hands import Child, Lost, NotTaken, Nursery

# A child that died while it had nothing to do is only found when it is given a file; the next one is new.
OFFERS = 3


class Closing(Exception):
    """The worker is going and the file was not finished in time."""


class Crew:
    """Gives each file to a child of its own."""

    def __init__(self) -> None:
        self._nursery = Nursery()
        self._idle: list[Child] = []
        self._closing_at: float | None = None

    def version(self) -> str:
        """The pipeline's version."""
        return self._nursery.version()

    def work(self, document: dict[str, Any], content: bytes, look_up: Callable[[str], None]) -> dict[str, Any]:
        """The child's answer about a file; raises Lost, TooLong, NoChild, Closing, or what ``look_up`` raises."""
        current = settings.current()
        asked = {
            "document": document,
            "seconds": current.job_seconds,
            "memory_bytes": current.job_memory_mib * 1024 * 1024,
        }

        def look(stage: str) -> None:
            if self._closing_at and time.monotonic() > self._closing_at:
                raise Closing("The worker stops.")
            look_up(stage)

        for _ in range(OFFERS):
            with self._child() as child, suppress(NotTaken):
                return child.work(asked, content, look)
        raise Lost("No process took the file.")

    def close_soon(self, **_: object) -> None:
        """The worker was asked to go: what is not finished within the grace time is given back."""
        self._closing_at = time.monotonic() + settings.current().grace_seconds

    def close(self, **_: object) -> None:
        """The worker goes, and all its children."""
        self._nursery.close()

    @contextmanager
    def _child(self):
        child = self._idle.pop() if self._idle else self._nursery.child()
        try:
            yield child
        finally:
            if child.is_spent:
                child.end()
            else:
                self._idle.append(child)
