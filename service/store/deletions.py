"""Deletion: what goes, goes with everything that nobody else needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.store.models import Article, File, Job, Upload

AT_ONCE = 1000
# Two deletions at once would each leave the other what both refer to.
ONE_AT_A_TIME = 0x74696E746167


def forget_uploads(session: Session, upload_ids: Collection[UUID]) -> None:
    """Delete uploads as if they had never been sent: their jobs, articles not made yet that no other job waits for,
    and bytes that no article refers to."""
    if not upload_ids:
        return
    which = Upload.id.in_(upload_ids)
    session.execute(select(Upload.id).where(which).order_by(Upload.id).with_for_update())
    session.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
    for upload_id in upload_ids:
        for article_ids in _without_jobs(session, upload_id):
            _forget_slots(session, article_ids)
    session.execute(delete(Upload).where(which))


def forget_bytes(session: Session, digests: Collection[str]) -> None:
    """Delete files that no article refers to."""
    kept = select(File.sha256).where(File.sha256.in_(digests)).with_for_update(skip_locked=True)
    locked = session.scalars(kept).all()
    # looked at in a statement of its own: what was committed before the lock is seen, and nothing comes after it
    needed = select(Article.id).where(Article.sha256 == File.sha256).exists()
    _execute(session, delete(File).where(File.sha256.in_(locked), ~needed))


def _without_jobs(session: Session, upload_id: UUID) -> Iterator[Sequence[UUID]]:
    """Delete the jobs of an upload, many at a time; gives the articles that they were to make."""
    last = session.scalar(select(func.max(Job.position)).where(Job.upload_id == upload_id))
    for first in range(0, -1 if last is None else last + 1, AT_ONCE):
        places = (Job.upload_id == upload_id, Job.position >= first, Job.position < first + AT_ONCE)
        gone = _execute(session, delete(Job).where(*places).returning(Job.article_id))
        yield [article_id for article_id in gone.scalars() if article_id]


def _forget_slots(session: Session, article_ids: Collection[UUID]) -> None:
    """Delete articles that were never made and that no job refers to; one that is in use at this moment stays."""
    empty = select(Article.id).where(Article.id.in_(article_ids), Article.processed_at.is_(None))
    locked = session.scalars(empty.with_for_update(skip_locked=True)).all()
    needed = select(Job.id).where(Job.article_id == Article.id).exists()
    gone = _execute(session, delete(Article).where(Article.id.in_(locked), ~needed).returning(Article.sha256))
    forget_bytes(session, set(gone.scalars()))


def _execute(session: Session, change):
    """Delete in the database; the session's own objects are not looked through."""
    return session.execute(change, execution_options={"synchronize_session": False})
