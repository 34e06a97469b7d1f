"""Jobs: taken by one worker at a time, ended once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Update, select, update
from sqlalchemy.orm import Session, joinedload, undefer

from service.store import line
from service.store.models import Article, File, Job
from service.store.models.job import LIVE
from service.store.models.row import now

AGAIN = ("failed", "cancelled")
# The columns of a job that say which request asked for it.
Origin = Mapping[str, str | None]


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


def claim(session: Session, lease_seconds: int) -> Job | None:
    """Take the job whose turn it is: the attempt is counted and a new token given out; None when nothing waits."""
    job_id = line.next_up(session)
    if job_id is None:
        return None
    moment = now()
    values = {
        "status": "running",
        "stage": "read",
        "attempts": Job.attempts + 1,
        "token": Job.token + 1,
        "started_at": moment,
        "lease_until": moment + timedelta(seconds=lease_seconds),
    }
    session.execute(update(Job).where(Job.id == job_id).values(values))
    whole = (joinedload(Job.article).joinedload(Article.file).options(undefer(File.content)),)
    return session.get(Job, job_id, options=whole, populate_existing=True)


def traceparent(session: Session, upload_id: UUID) -> str | None:
    """The span that the first job of an upload belongs below."""
    first = select(Job.traceparent).where(Job.upload_id == upload_id).order_by(Job.position).limit(1)
    return session.scalar(first)


def _held(job_id: UUID, token: int) -> Update:
    return update(Job).where(Job.id == job_id, Job.token == token, Job.status == "running")


def extend(session: Session, job_id: UUID, token: int, stage: str, lease_seconds: int) -> bool:
    """Keep a lease alive; False when it is no longer ours."""
    until = now() + timedelta(seconds=lease_seconds)
    return _hit(session, _held(job_id, token).values(lease_until=until, stage=stage))


def finish(session: Session, job_id: UUID, token: int, *, stage: str, duplicate: bool = False) -> bool:
    """End a job as succeeded; False when the token is not the newest, and then nothing may be saved."""
    values = {"status": "succeeded", "stage": stage, "finished_at": now(), "error": None, "duplicate": duplicate}
    return _hit(session, _held(job_id, token).values(lease_until=None, **values))


def fail(session: Session, job_id: UUID, token: int, error: dict[str, Any]) -> bool:
    """End a job as failed, with ``code, stage, detail, retryable``."""
    values = {"status": "failed", "stage": error["stage"], "finished_at": now(), "error": error}
    return _hit(session, _held(job_id, token).values(lease_until=None, **values))


def give_back(session: Session, job_id: UUID, token: int, *, counted: bool) -> bool:
    """Queue a job again that was not finished; ``counted`` says whether its attempt was one."""
    attempts = Job.attempts if counted else Job.attempts - 1
    return _hit(session, _held(job_id, token).values(status="queued", lease_until=None, attempts=attempts))


def cancel(session: Session, *which: ColumnElement[bool], most: int | None = None) -> list[UUID]:
    """End jobs among these that have not ended, up to so many; a worker that runs one can no longer save it.

    Gives their ids.
    """
    values = {"status": "cancelled", "token": Job.token + 1, "lease_until": None, "finished_at": now()}
    live = update(Job).where(_in_order(Job.status.in_(LIVE), *which, most=most))
    return list(session.scalars(live.values(values).returning(Job.id)))


def retry(
    session: Session, *which: ColumnElement[bool], turn: Any, origin: Origin, most: int | None = None
) -> list[UUID]:
    """Queue jobs among these that failed or were cancelled, up to so many, with no attempts yet; gives their ids."""
    values = {"status": "queued", "queued_at": now(), "attempts": 0, "turn": turn, **origin}
    values |= dict.fromkeys(("stage", "error", "started_at", "finished_at"))
    again = update(Job).where(_in_order(Job.status.in_(AGAIN), Job.article_id.is_not(None), *which, most=most))
    return list(session.scalars(again.values(values).returning(Job.id)))


def _in_order(*which: ColumnElement[bool], most: int | None) -> ColumnElement[bool]:
    """That a job is one of these, each locked in order of its id, so that two who change many cannot deadlock."""
    return Job.id.in_(select(Job.id).where(*which).order_by(Job.id).limit(most).with_for_update())


def _hit(session: Session, change: Update) -> bool:
    return session.execute(change.returning(Job.id)).scalar() is not None
