"""Work done again: jobs that failed, and articles that a newer pipeline may read better."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from service.store import article_list, jobs, line, tenants
from service.store.models import Article, Job, Upload
from service.store.models.job import PRIORITIES
from service.store.models.row import new_id, now
from service.store.uploads import JOBS_AT_ONCE, Sender

AT_ONCE = 1000


def retry_job(session: Session, job: Job, origin: jobs.Origin) -> bool:
    """Queue a job again that failed or was cancelled; False when it is in another state, or its article is deleted."""
    first = line.turn_now(session, job.rank, job.owner)
    if not jobs.retry(session, Job.id == job.id, turn=first, origin=origin):
        return False
    _tell_again(session, job.upload_id)
    return True


def retry_failures(session: Session, upload_id: UUID, origin: jobs.Origin) -> bool:
    """Queue failed jobs of an upload again, as many as take a moment; whether there may be more."""
    failed = (Job.upload_id == upload_id, Job.status == "failed")
    one = session.scalar(select(Job).where(*failed).limit(1))
    if one is None:
        return False
    first = line.turn_now(session, one.rank, one.owner)
    turn = first + Job.position
    again = jobs.retry(session, *failed, turn=turn, origin=origin, most=JOBS_AT_ONCE)
    _tell_again(session, upload_id)
    return len(again) == JOBS_AT_ONCE


def _tell_again(session: Session, upload_id: UUID) -> None:
    """The owner hears again when all has ended."""
    session.execute(update(Upload).where(Upload.id == upload_id).values(notified_at=None))


def reprocess(session: Session, article: Article, by: Sender) -> Job:
    """A new job, in an upload of its own, that works on an article's file whether it is done or not."""
    upload = Upload(tenant=by.tenant, owner=by.owner, complete_at=now())
    session.add(upload)
    session.flush()
    [row] = _rows(session, upload, [article], {"priority": by.priority, "position": 0, "origin": by.origin})
    job = Job(**row)
    session.add(job)
    session.flush()
    return job


def reprocess_all(session: Session, wanted: dict[str, Any], by: Sender) -> Upload:
    """An upload that will hold a job for each processed article that passes the filters; ``lay_out`` makes them."""
    article_list.conditions(wanted)  # refuses a search for nothing now, not in the background
    filters = {name: _plain(value) for name, value in wanted.items()} | tenants.filters_of(session)
    plan = {"filters": filters, "priority": by.priority, "after": None, "position": 0, "origin": by.origin}
    upload = Upload(tenant=by.tenant, owner=by.owner, plan=plan)
    session.add(upload)
    session.flush()
    return upload


def lay_out(session: Session) -> UUID | None:
    """Make the next jobs of one upload that has a plan; gives its id, None when there is no such upload."""
    planned = select(Upload).where(Upload.complete_at.is_(None), Upload.plan.is_not(None))
    upload = session.scalar(planned.order_by(Upload.touched_at).limit(1).with_for_update(skip_locked=True))
    if upload is None:
        return None
    plan = upload.plan or {}
    filters = {name: _typed(name, value) for name, value in plan["filters"].items()}
    after = UUID(plan["after"]) if plan["after"] else None
    articles = article_list.of(session, filters, after, AT_ONCE)
    if articles:
        session.execute(insert(Job), _rows(session, upload, articles, plan))
        done = {"after": str(articles[-1].id), "position": plan["position"] + len(articles)}
        upload.plan, upload.touched_at = plan | done, now()
    else:
        upload.plan, upload.complete_at = None, now()
    return upload.id


def _rows(session: Session, upload: Upload, articles: Sequence[Article], plan: dict[str, Any]) -> list[dict[str, Any]]:
    rank = PRIORITIES.index(plan["priority"])
    first = line.turn_now(session, rank, upload.owner)
    same = {"tenant": upload.tenant, "owner": upload.owner, "upload_id": upload.id, "rank": rank, "force": True}
    same |= plan.get("origin", {})
    places = enumerate(articles, plan["position"])
    return [
        {"id": new_id(), "article_id": one.id, "filename": one.filename, "position": place, "turn": first + place}
        | same
        for place, one in places
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _typed(name: str, value: Any) -> Any:
    if name.endswith(("_from", "_to")):
        return datetime.fromisoformat(value)
    return UUID(value) if name in ("upload", "same_story") else value
