"""Workers that are alive, and the pipeline version they run."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.store.models import Worker
from service.store.models.row import now

LATELY = timedelta(seconds=30)
FORGOTTEN = timedelta(days=1)


def seen(session: Session, name: str, version: str, metrics: str = "") -> None:
    """Note that a worker is alive and what it counts, and forget those long gone."""
    row = {"name": name, "pipeline_version": version, "metrics": metrics, "seen_at": now()}
    session.execute(insert(Worker).values(row).on_conflict_do_update(index_elements=["name"], set_=row))
    session.execute(delete(Worker).where(Worker.seen_at < now() - FORGOTTEN))


def any_lately(session: Session, host: str = "") -> bool:
    """Whether a worker (of this host, when given) was seen within the last half minute."""
    lately = select(Worker.name).where(
        Worker.seen_at > now() - LATELY, Worker.name.startswith(f"{host}:" if host else "", autoescape=True)
    )
    return session.scalar(lately.limit(1)) is not None


def current_version(session: Session) -> str | None:
    """The pipeline version of the worker seen last; None before the first one."""
    return session.scalar(select(Worker.pipeline_version).order_by(Worker.seen_at.desc()).limit(1))
