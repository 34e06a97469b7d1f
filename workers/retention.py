"""Deletes what was kept as long as the settings say."""

from __future__ import annotations

import time

import structlog

from service import settings
from service.store import retention
from service.store.database import transaction

log = structlog.get_logger()

PAUSE_SECONDS = 60


class Retention:
    """Called every round of the sweeper: one batch of each kind, then a pause, unless there is more to delete."""

    def __init__(self) -> None:
        self._due = float("-inf")

    def __call__(self) -> None:
        if time.monotonic() < self._due:
            return
        current = settings.current()
        todo = ((retention.drop_originals, current.keep_originals), (retention.forget_ended, current.keep_jobs))
        gone = {step.__name__: _batch(step, days) for step, days in todo if days}
        if any(gone.values()):
            log.info("kept long enough", **gone)
        more = any(count >= retention.AT_ONCE for count in gone.values())
        self._due = time.monotonic() + (0 if more else PAUSE_SECONDS)


def _batch(step, days: int) -> int:
    with transaction() as session:
        return step(session, days)
