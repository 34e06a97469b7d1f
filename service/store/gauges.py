"""What the database knows of the whole system now, read through indexes: nothing here counts ended jobs for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store import workers
from service.store.line import WAITS
from service.store.models import Delivery, Job, Worker
from service.store.models.job import LIVE
from service.store.models.row import now

FAILED_WITHIN = timedelta(hours=1)
# Longer than the usual minute between two scrapes: the last counts of a worker that has gone are seen once more.
COUNTED_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Gauges:
    """``jobs`` by live status, ``failed`` by code within the last hour, ``counts``: each worker's metrics as text."""

    jobs: Mapping[str, int]
    oldest_waiting_seconds: float
    failed: Mapping[str, int]
    workers: int
    deliveries_pending: int
    counts: Mapping[str, str]


def read(session: Session) -> Gauges:
    """All of it."""
    return Gauges(
        jobs=_jobs(session),
        oldest_waiting_seconds=_oldest_waiting(session),
        failed=_failed(session),
        workers=session.scalar(select(func.count()).where(Worker.seen_at > now() - workers.LATELY)) or 0,
        deliveries_pending=session.scalar(select(func.count()).where(Delivery.status == "pending")) or 0,
        counts=_counts(session),
    )


def _jobs(session: Session) -> dict[str, int]:
    found = select(Job.status, func.count()).where(Job.status.in_(LIVE)).group_by(Job.status)
    return dict.fromkeys(LIVE, 0) | dict(session.execute(found).tuples().all())


def _oldest_waiting(session: Session) -> float:
    since = session.scalar(select(func.min(Job.queued_at)).where(WAITS))
    return max(0.0, (now() - since).total_seconds()) if since else 0.0


def _failed(session: Session) -> dict[str, int]:
    lately = (Job.status == "failed", Job.finished_at > now() - FAILED_WITHIN)
    code = select(Job.error["code"].as_string().label("code")).where(*lately).subquery().c.code
    return dict(session.execute(select(code, func.count()).group_by(code)).tuples().all())


def _counts(session: Session) -> dict[str, str]:
    lately = select(Worker.name, Worker.metrics).where(Worker.seen_at > now() - COUNTED_WITHIN)
    return dict(session.execute(lately).tuples().all())
