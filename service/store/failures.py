"""Which files of an upload failed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from service.store.models import Job


def page(session: Session, upload_id: UUID, after: tuple[int, UUID] | None, limit: int) -> Sequence[Job]:
    """Up to ``limit`` failed jobs in the order of their files, after a position and an id in that order."""
    query = select(Job).where(Job.upload_id == upload_id, Job.status == "failed")
    if after:
        query = query.where(tuple_(Job.position, Job.id) > after)
    return session.scalars(query.order_by(Job.position, Job.id).limit(limit)).all()


def by_code(session: Session, upload_id: UUID) -> dict[str, int]:
    """How many jobs failed with each code, the most frequent first."""
    codes = select(Job.error["code"].as_string().label("code")).where(
        Job.upload_id == upload_id, Job.status == "failed"
    )
    code, number = codes.subquery().c.code, func.count()
    return dict(session.execute(select(code, number).group_by(code).order_by(number.desc(), code)).tuples().all())
