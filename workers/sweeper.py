"""Finds what was lost: ``python -m workers.sweeper``. Any number of sweepers may run."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from pathlib import Path

import structlog

from service import queues, settings
from service.store import deletions, line, sweeps, uploads
from service.store.database import transaction
from workers.celery_app import configure_logs

log = structlog.get_logger()

# Touched after each good round; the container's health check looks at its age.
SIGN_OF_LIFE = Path(tempfile.gettempdir()) / f"tintag-sweeper-{os.getuid()}"


def sweep() -> int:
    """One round: lost leases given back or failed, workers woken for jobs that wait; gives how many were touched."""
    with transaction() as session:
        lost = sweeps.recover(session, settings.current().max_attempts)
    for job in lost:
        log.warning("worker lost", job_id=str(job.id), status=job.status, attempts=job.attempts)
        if job.status == "failed":
            queues.announce(job.upload_id)
    return len(lost) + _wake() + _forget()


def _forget() -> int:
    """Delete what came of uploads whose API died before their last file, a part of each in a round."""
    with transaction() as session:
        broken_off = uploads.abandoned(session)
        gone = [upload_id for upload_id in broken_off if deletions.forget_end(session, upload_id)]
    for upload_id in gone:
        log.warning("upload broken off", upload_id=str(upload_id))
    return len(broken_off)


def _wake() -> int:
    """Send messages while fewer lie in the queue than jobs wait: some were lost, or never sent."""
    try:
        lying = queues.waiting()
    except queues.AWAY:
        return 0
    with transaction() as session:
        waiting = line.waiting(session, queues.ENOUGH)
    return queues.wake(waiting[lying:])


def main() -> None:
    """Sweep until told to stop."""
    configure_logs()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    log.info("sweeper starts")
    while not stop.wait(settings.current().sweep_seconds):
        try:
            sweep()
            SIGN_OF_LIFE.touch()
        except Exception as error:
            log.warning("round failed", error=str(error))


if __name__ == "__main__":
    main()
