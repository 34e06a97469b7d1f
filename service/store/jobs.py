"""Jobs: taken by one worker at a time, ended once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, undefer

from service.store.models import Article, File, Job
from service.store.models.row import now


def get(session: Session, job_id: UUID) -> Job | None:
    """A job as it stands."""
    return session.get(Job, job_id)


def page(session: Session, wanted: dict[str, Any], after: UUID | None, limit: int) -> Sequence[Job]:
    """Up to ``limit`` jobs, newest first, after an id in that order."""
    query = select(Job).order_by(Job.id.desc()).limit(limit)
    if "status" in wanted:
        query = query.where(Job.status == wanted["status"])
    if "upload" in wanted:
        query = query.where(Job.upload_id == wanted["upload"])
    return session.scalars(query.where(Job.id < after) if after else query).all()


def claim(session: Session, job_id: UUID, lease_seconds: int) -> Job | None:
    """Take a queued job: the attempt is counted and a new token given out; None when it is finished or taken."""
    moment = now()
    taken = update(Job).where(Job.id == job_id, Job.status == "queued").returning(Job.id)
    values = {
        "status": "running",
        "stage": "read",
        "attempts": Job.attempts + 1,
        "token": Job.token + 1,
        "started_at": moment,
        "lease_until": moment + timedelta(seconds=lease_seconds),
    }
    if session.scalar(taken.values(values)) is None:
        return None
    whole = (joinedload(Job.article).joinedload(Article.file).options(undefer(File.content)),)
    return session.get(Job, job_id, options=whole, populate_existing=True)


def _held(job_id: UUID, token: int):
    return update(Job).where(Job.id == job_id, Job.token == token, Job.status == "running")


def extend(session: Session, job_id: UUID, token: int, stage: str, lease_seconds: int) -> bool:
    """Keep a lease alive; False when it is no longer ours."""
    until = now() + timedelta(seconds=lease_seconds)
    result = session.execute(_held(job_id, token).values(lease_until=until, stage=stage).returning(Job.id))
    return result.scalar() is not None


def finish(session: Session, job_id: UUID, token: int, *, stage: str, duplicate: bool = False) -> bool:
    """End a job as succeeded; False when the token is not the newest, and then nothing may be saved."""
    values = {"status": "succeeded", "stage": stage, "finished_at": now(), "error": None, "duplicate": duplicate}
    done = _held(job_id, token).values(lease_until=None, **values).returning(Job.id)
    return session.execute(done).scalar() is not None


def fail(session: Session, job_id: UUID, token: int, error: dict[str, Any]) -> bool:
    """End a job as failed, with ``code, stage, detail, retryable``."""
    values = {"status": "failed", "stage": error["stage"], "finished_at": now(), "error": error}
    done = _held(job_id, token).values(lease_until=None, **values).returning(Job.id)
    return session.execute(done).scalar() is not None


def give_back(session: Session, job_id: UUID, token: int) -> bool:
    """Queue a job again that was not finished; its attempt stays counted, the sweeper sends it."""
    back = _held(job_id, token).values(status="queued", lease_until=None, sent_at=None).returning(Job.id)
    return session.execute(back).scalar() is not None


def mark_sent(session: Session, job_ids: Sequence[UUID]) -> None:
    """Note that messages for these jobs are in the queue."""
    if job_ids:
        session.execute(update(Job).where(Job.id.in_(job_ids)).values(sent_at=now()))
