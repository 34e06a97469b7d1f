"""Deletion: what goes, goes with everything that nobody else needs."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.store.models import Article, File, Job, Upload

# Bytes belong to nobody: whether an article needs them is asked of the table, past any filter on what a session sees.
ARTICLES = Article.__table__
AT_ONCE = 1000
PART = 2000  # files: deleting 100,000 took 45 s on a busy machine, too long for one transaction beside others
# Two deletions at once would each leave the other what both refer to.
ONE_AT_A_TIME = 0x74696E746167


def forget_uploads(session: Session, upload_ids: Collection[UUID]) -> None:
    """Delete uploads as if they had never been sent: their jobs, articles not made yet that no other job waits for,
    and bytes that no article refers to."""
    _hold(session, upload_ids)
    for upload_id in upload_ids:
        _forget_from(session, upload_id, 0, _length(session, upload_id))


def forget_end(session: Session, upload_id: UUID) -> bool:
    """Delete the last files of an upload in the same way, as many as take a moment; True when nothing is left of it."""
    _hold(session, [upload_id])
    length = _length(session, upload_id)
    first = max(0, length - PART)
    _forget_from(session, upload_id, first, length)
    return first == 0


def forget_bytes(session: Session, digests: Collection[str]) -> None:
    """Delete files that no article refers to."""
    kept = select(File.sha256).where(File.sha256.in_(digests)).with_for_update(skip_locked=True)
    locked = session.scalars(kept).all()
    # looked at in a statement of its own: what was committed before the lock is seen, and nothing comes after it
    needed = select(ARTICLES.c.id).where(ARTICLES.c.sha256 == File.sha256).exists()
    _execute(session, delete(File).where(File.sha256.in_(locked), ~needed))


def _hold(session: Session, upload_ids: Collection[UUID]) -> None:
    """Lock uploads against further files, then keep other deletions out until the transaction ends."""
    session.execute(select(Upload.id).where(Upload.id.in_(upload_ids)).order_by(Upload.id).with_for_update())
    session.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))


def _length(session: Session, upload_id: UUID) -> int:
    last = session.scalar(select(func.max(Job.position)).where(Job.upload_id == upload_id))
    return 0 if last is None else last + 1


def _forget_from(session: Session, upload_id: UUID, first: int, end: int) -> None:
    """Delete the files of an upload from one place on; all of them, and it goes too."""
    for place in range(first, end, AT_ONCE):
        places = (Job.upload_id == upload_id, Job.position >= place, Job.position < place + AT_ONCE)
        gone = _execute(session, delete(Job).where(*places).returning(Job.article_id))
        _forget_slots(session, [article_id for article_id in gone.scalars() if article_id])
    if first == 0:
        _execute(session, delete(Upload).where(Upload.id == upload_id))


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
