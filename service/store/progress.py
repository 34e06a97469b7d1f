"""How far an upload is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.models import Job, Upload
from service.store.models.job import LIVE, STATUSES
from service.store.models.row import now

# Of an upload that holds more, the others are listed by /v1/jobs.
JOBS_SHOWN = 1000


def state(session: Session, upload_id: UUID) -> dict[str, Any] | None:
    """``counts`` of jobs by status, ``finished``, ``oldest_waiting_seconds``; None for an id that nobody knows."""
    upload = session.get(Upload, upload_id)
    if upload is None:
        return None
    counts = counts_of(session, [upload_id])[upload_id]
    return {
        "id": upload.id,
        "created_at": upload.created_at,
        "counts": counts,
        "finished": upload.complete_at is not None and not any(counts[status] for status in LIVE),
        "oldest_waiting_seconds": _oldest_waiting(session, upload_id) if counts["queued"] else None,
    }


def whole(session: Session, upload_id: UUID) -> dict[str, Any] | None:
    """The state of an upload, and its first ``jobs``, in the order of its files."""
    found = state(session, upload_id)
    query = select(Job).where(Job.upload_id == upload_id).order_by(Job.position, Job.id).limit(JOBS_SHOWN)
    return found and found | {"jobs": session.scalars(query).all()}


def counts_of(session: Session, upload_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """How many jobs of each of these uploads are in each state."""
    query = select(Job.upload_id, Job.status, func.count()).where(Job.upload_id.in_(upload_ids))
    counts = {upload_id: dict.fromkeys(STATUSES, 0) for upload_id in upload_ids}
    for upload_id, status, count in session.execute(query.group_by(Job.upload_id, Job.status)):
        counts[upload_id][status] = count
    return counts


def _oldest_waiting(session: Session, upload_id: UUID) -> float | None:
    waits = (Job.upload_id == upload_id, Job.status == "queued")
    since = session.scalar(select(func.min(Job.queued_at)).where(*waits))
    return max(0.0, round((now() - since).total_seconds(), 3)) if since else None
