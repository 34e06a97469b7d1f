"""What was kept long enough goes, a batch at a time; what somebody else holds is left for another round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from service.store.models import Article, Deleted, File, Job, Upload
from service.store.models.job import LIVE
from service.store.models.row import now

# Rows a transaction: it holds their locks for some tens of milliseconds.
AT_ONCE = 200


def drop_originals(session: Session, days: int) -> int:
    """Empty the files that came in, and whose articles were processed, longer ago; gives how many were looked at."""
    before = now() - timedelta(days=days)
    # one question, so that it is answered file by file however many jobs wait
    young = or_(Article.processed_at >= before, Job.status.in_(LIVE))
    its = select(Article.id).outerjoin(Job, Job.article_id == Article.id).where(Article.sha256 == File.sha256, young)
    old = (File.content.is_not(None), File.created_at < before, ~its.exists())
    batch = select(File.sha256).where(*old).order_by(File.created_at).limit(AT_ONCE)
    chosen = session.scalars(batch.with_for_update(skip_locked=True)).all()
    # asked again now that nobody can send these bytes: somebody may have, just before they were locked
    session.execute(update(File).where(File.sha256.in_(chosen), *old).values(content=None))
    return len(chosen)


def forget_ended(session: Session, days: int) -> int:
    """Delete uploads whose jobs all ended longer ago, and these jobs; gives how many rows went.

    A large upload goes in several batches: its jobs first, then itself.
    """
    before = now() - timedelta(days=days)
    ended = func.coalesce(Job.finished_at >= before, True)
    waits = select(Job.id).where(Job.upload_id == Upload.id, ended).exists()
    old = (Upload.created_at < before, Upload.complete_at < before, ~waits)
    batch = select(Upload.id).where(*old).order_by(Upload.created_at).limit(AT_ONCE)
    chosen = session.scalars(batch.with_for_update(skip_locked=True)).all()
    its = select(Job.id).where(Job.upload_id.in_(chosen), Job.finished_at < before).limit(AT_ONCE)
    jobs = session.scalars(its.with_for_update(skip_locked=True)).all()
    _forget(session, Job, jobs)
    left = select(Job.id).where(Job.upload_id == Upload.id).exists()
    empty = session.scalars(select(Upload.id).where(Upload.id.in_(chosen), ~left)).all()
    _forget(session, Upload, empty)
    return len(jobs) + len(empty)


def _forget(session: Session, kind: type[Job] | type[Upload], ids: Sequence) -> None:
    rows = select(kind.id, kind.tenant, func.now()).where(kind.id.in_(ids))
    session.execute(insert(Deleted).from_select(["id", "tenant", "deleted_at"], rows))
    session.execute(delete(kind).where(kind.id.in_(ids)))
