"""What the sweeper looks for: jobs whose message or whose worker was lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.store.models import Job
from service.store.models.row import now

AT_ONCE = 500
# A message is normally taken within milliseconds; the wait only keeps the sweeper from racing the sender.
UNSENT_AFTER = timedelta(seconds=2)
UNTAKEN_AFTER = timedelta(seconds=10)
# While other messages wait, a row's own may wait among them; after this long it is sent again all the same.
LOST_AFTER = timedelta(minutes=5)


def recover(session: Session, max_attempts: int) -> list[Job]:
    """Take running jobs past their lease from their worker: queued again, or failed when tried often enough."""
    late = select(Job).where(Job.status == "running", Job.lease_until < now())
    lost = session.scalars(late.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    for job in lost:
        job.token += 1
        job.lease_until, job.sent_at = None, None
        if job.attempts < max_attempts:
            job.status = "queued"
        else:
            detail = f"The worker died {job.attempts} times while it worked on this file."
            job.status, job.finished_at = "failed", now()
            job.error = {"code": "worker-lost", "stage": job.stage, "detail": detail, "retryable": True}
    return list(lost)


def unsent(session: Session, *, queue_is_empty: bool) -> Sequence[Job]:
    """Queued jobs without a message: never sent, or sent and not taken though the queue stands empty, or for long."""
    never = Job.sent_at.is_(None) & (Job.created_at < now() - UNSENT_AFTER)
    lost = Job.sent_at < now() - (UNTAKEN_AFTER if queue_is_empty else LOST_AFTER)
    query = select(Job).where(Job.status == "queued", or_(never, lost))
    return session.scalars(query.order_by(Job.id).limit(AT_ONCE).with_for_update(skip_locked=True)).all()
