"""Workers that are alive, and the pipeline version they run."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.store.models import Worker
from service.store.models.row import now

LATELY = timedelta(seconds=30)


def seen(session: Session, name: str, version: str) -> None:
    """Note that a worker is alive."""
    row = {"name": name, "pipeline_version": version, "seen_at": now()}
    session.execute(insert(Worker).values(row).on_conflict_do_update(index_elements=["name"], set_=row))


def last_seen(session: Session) -> datetime | None:
    """When the last sign of any worker came."""
    return session.scalar(select(Worker.seen_at).order_by(Worker.seen_at.desc()).limit(1))


def any_lately(session: Session) -> bool:
    """Whether a worker was seen within the last half minute."""
    moment = last_seen(session)
    return moment is not None and moment > now() - LATELY


def current_version(session: Session) -> str | None:
    """The pipeline version of the worker seen last; None before the first one."""
    return session.scalar(select(Worker.pipeline_version).order_by(Worker.seen_at.desc()).limit(1))
