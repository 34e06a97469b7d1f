"""Finds what was lost: ``python -m workers.sweeper``. Any number of sweepers may run."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from pathlib import Path

import structlog

from service import queues, settings
from service.store import again, articles, counts, deletions, line, stories, sweeps, uploads, webhooks
from service.store.database import transaction
from service.traces import traces
from workers import spans
from workers.celery_app import configure_logs
from workers.courier.rounds import Courier
from workers.minhash import signature
from workers.retention import Retention

log = structlog.get_logger()

# Touched after each good round; the container's health check looks at its age.
SIGN_OF_LIFE = Path(tempfile.gettempdir()) / f"tintag-sweeper-{os.getuid()}"
# A round goes on to lost jobs after so many thousand; about five seconds.
CHUNKS_A_ROUND = 20
# Articles in a transaction: a fifth of a second.
INDEXED_AT_ONCE = 20
# Each in a transaction of its own; about five seconds.
SIGNED_A_ROUND = 400


def sweep() -> int:
    """One round: lost leases given back or failed, planned jobs made, owners of finished uploads told, workers woken.

    Gives how many were touched.
    """
    return sum(chore() for chore in CHORES)


def _recover() -> int:
    """Take jobs from workers that are lost."""
    with transaction() as session:
        lost = sweeps.recover(session, settings.current().max_attempts)
    for job in lost:
        ids = {"request_id": job.request_id, "upload_id": str(job.upload_id), "job_id": str(job.id)}
        log.warning("worker lost", **ids, status=job.status, attempts=job.attempts)
        spans.of_try(job, job.started_at).end("worker-lost")
        if job.status == "failed":
            queues.announce(job.upload_id)
    return len(lost)


def _lay_out() -> int:
    """Make the jobs of articles that are to be processed again, a thousand at a time; gives how many times."""
    for turn in range(CHUNKS_A_ROUND):
        with transaction() as session:
            upload_id = again.lay_out(session)
        if upload_id is None:
            return turn
        queues.announce(upload_id)
    return CHUNKS_A_ROUND


def _tell() -> int:
    """Write the messages to owners whose uploads are finished; the courier sends them."""
    with transaction() as session:
        return len(webhooks.write(session))


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


def _index() -> int:
    """Let articles be found that were processed before there was search."""
    for turn in range(CHUNKS_A_ROUND):
        with transaction() as session:
            if not articles.index_more(session, INDEXED_AT_ONCE):
                return turn
    return CHUNKS_A_ROUND


def _sign() -> int:
    """Find the near-duplicates of articles that were processed before they were looked for."""
    for turn in range(SIGNED_A_ROUND):
        with transaction() as session:
            if not stories.save_one_more(session, signature):
                return turn
    return SIGNED_A_ROUND


def _count() -> int:
    """Bring the counts of tags up to now, so that who reads them has little to add."""
    for turn in range(CHUNKS_A_ROUND):
        with transaction() as session:
            if not counts.add_up(session):
                return turn
    return CHUNKS_A_ROUND


def _drop() -> int:
    """Drop tags that nothing carries any more."""
    with transaction() as session:
        return counts.drop_unused(session)


CHORES = (_recover, _lay_out, _tell, _wake, _forget, _index, _sign, _count, _drop)


def main() -> None:
    """Sweep until told to stop."""
    configure_logs()
    traces.start("sweeper", settings.current().collector)
    stop = threading.Event()
    retain = Retention()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    courier = Courier()
    courier.start()
    log.info("sweeper starts")
    while not stop.wait(settings.current().sweep_seconds):
        try:
            sweep()
            retain()
            SIGN_OF_LIFE.touch()
        except Exception as error:
            log.warning("round failed", error=str(error))
    courier.stop()
    traces.stop()


if __name__ == "__main__":
    main()
