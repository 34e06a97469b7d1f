"""An article is erased: its row, its tags and its bytes; what is left of it is its id in ``deleted``.

Locks are taken in one order everywhere, so that nobody deadlocks: the file, its articles, their jobs, the tags, the
groups of same stories.
An upload holds its files' rows from their first statement to its commit, and so comes wholly before or wholly after;
a worker that saves takes the article, then its job: it finds both as they were, or neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from service.store import carried, jobs, stories, tags
from service.store.models import Article, Deleted, File, Job

# Bytes belong to nobody: whether an article needs them is asked of the table, past any filter on what a session sees.
ARTICLES = Article.__table__


def erase(session: Session, article_id: UUID) -> Sequence[UUID] | None:
    """Delete a processed article; gives the uploads whose jobs for it were cancelled, None where there is none."""
    article = _locked(session, article_id)
    if article is None:
        return None
    stopped = _stop(session, article_id)
    tags.forget(session, article, carried.parts(article))
    stories.forget(session, article)
    session.execute(insert(Deleted), [{"id": article_id, "tenant": article.tenant}])
    session.execute(delete(Article).where(Article.id == article_id))
    drop_bytes(session, article.sha256)
    return stopped


def drop_bytes(session: Session, sha256: str) -> None:
    """Delete a file whose row is locked, unless an article is made of it."""
    used = select(ARTICLES.c.id).where(ARTICLES.c.sha256 == sha256).exists()
    session.execute(delete(File).where(File.sha256 == sha256, ~used))


def _locked(session: Session, article_id: UUID) -> Article | None:
    done = (Article.id == article_id, Article.processed_at.is_not(None))
    sha256 = session.scalar(select(Article.sha256).where(*done))
    if sha256 is None:  # asked only once: an article that is done a moment later would go without its file's lock
        return None
    session.execute(select(File.sha256).where(File.sha256 == sha256).with_for_update())
    return session.scalar(select(Article).where(*done).with_for_update())


def _stop(session: Session, article_id: UUID) -> Sequence[UUID]:
    """Cancel what still works on the article; all its jobs are locked, for they lose it when its row goes."""
    its = Job.article_id == article_id
    session.execute(select(Job.id).where(its).order_by(Job.id).with_for_update())
    cancelled = jobs.cancel(session, its)
    return session.scalars(select(Job.upload_id).where(Job.id.in_(cancelled)).distinct()).all()
