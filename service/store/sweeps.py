"""What the sweeper looks for: jobs whose worker was lost."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.models import Job
from service.store.models.row import now

AT_ONCE = 500


def recover(session: Session, max_attempts: int) -> list[Job]:
    """Take running jobs past their lease from their worker: queued again, or failed when tried often enough."""
    late = select(Job).where(Job.status == "running", Job.lease_until < now())
    lost = session.scalars(late.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    for job in lost:
        job.token += 1
        job.lease_until = None
        if job.attempts < max_attempts:
            job.status = "queued"
        else:
            detail = f"The worker died {job.attempts} times while it worked on this file."
            job.status, job.finished_at = "failed", now()
            job.error = {"code": "worker-lost", "stage": job.stage, "detail": detail, "retryable": True}
    return list(lost)
