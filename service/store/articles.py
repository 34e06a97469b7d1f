"""Articles: the slot a file gets at upload, and what the pipeline puts into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, false, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, undefer

from service.store import carried, stories, tags, words
from service.store.models import Article, File, Job
from service.store.models.job import LIVE
from service.store.models.row import new_id, now

COLUMNS = (
    *("media_type", "kind", "language", "title", "lead", "byline", "section", "credits"),
    *("publisher", "source_url", "published", "text", "decoded"),
)
LISTS = ("blocks", "teasers", "entities", "topics", "keywords", "dates", "money", "quotes")


def claim_slots(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Make the rows of files, in this order; those that stand already cannot be deleted before the transaction ends."""
    made = [row | {"id": new_id(), "created_at": now()} for row in rows]
    new = insert(Article)
    # updates nothing, but locks the row
    held = new.on_conflict_do_update(
        index_elements=["tenant", "fingerprint"], set_={"filename": new.excluded.filename}, where=false()
    )
    session.execute(held, made)


def is_done(article: Article | Row, version: str | None) -> bool:
    """Whether this version of the pipeline has processed the file."""
    return article.processed_at is not None and version is not None and article.pipeline_version == version


def get(session: Session, article_id: UUID) -> Article | None:
    """A processed article with all its parts."""
    parts = (undefer(Article.text), undefer(Article.body))
    article = session.get(Article, article_id, options=parts)
    return article if article and article.processed_at else None


def decoded(session: Session, article_id: UUID) -> str | None:
    """The text that offsets count in; None until the file is processed."""
    query = select(Article.decoded).where(Article.id == article_id, Article.processed_at.is_not(None))
    return session.scalar(query)


def original(session: Session, article_id: UUID) -> tuple[bytes | None, str, str] | None:
    """The bytes as sent (None when they are no longer kept), file name and SHA-256; None for an unknown id."""
    query = select(File.content, Article.filename, File.sha256).join(Article, Article.sha256 == File.sha256)
    row = session.execute(query.where(Article.id == article_id)).one_or_none()
    return (row[0], row[1], row[2]) if row else None


def is_expected(session: Session, article_id: UUID) -> bool:
    """Whether a job that makes this article is still on its way."""
    query = select(Job.id).where(Job.article_id == article_id, Job.status.in_(LIVE)).limit(1)
    return session.scalar(query) is not None


def lock(session: Session, article_id: UUID | None) -> None:
    """Hold an article's row (uploads may refer to it all the same); nothing where it is gone."""
    session.execute(select(Article.id).where(Article.id == article_id).with_for_update(key_share=True))


def save(session: Session, article_id: UUID, found: dict[str, Any]) -> None:
    """Put what the pipeline found (the wire's shape, ``decoded``, ``signature``) where it belongs: row, tags, likes."""
    whole = (undefer(Article.body),)
    article = session.get_one(Article, article_id, options=whole, with_for_update={"key_share": True})
    before = counted(session, article)
    # one UPDATE: a second one would look at the file's row again, which whoever deletes the article holds
    with session.no_autoflush:
        _fill(article, found)
        index(session, article, before)
        stories.save(session, article, bytes.fromhex(found["signature"] or ""))


def _fill(article: Article, found: dict[str, Any]) -> None:
    for name in COLUMNS:
        setattr(article, name, found[name])
    article.body = {name: found[name] for name in LISTS} | {"warnings": found["pipeline"]["warnings"]}
    article.pipeline_version = found["pipeline"]["version"]
    article.published_at = _moment(found["published"])
    article.processed_at = now()


def counted(session: Session, article: Article) -> tags.Counted:
    """What an article adds to the counts of tags as it stands; nothing before it is found by search."""
    known = select(Article.search.is_not(None)).where(Article.id == article.id)
    return carried.parts(article) if article.processed_at and session.scalar(known) else set()


def index(session: Session, article: Article, before: tags.Counted) -> None:
    """Let a processed article be found by its words, tags and all that one may ask for."""
    keys = tags.attach(session, article, before)
    marks = [f"t/{key}" for key in keys] + [f"o/{article.tenant}"]
    marks += words.times("c", article.created_at) + words.times("p", article.published_at)
    article.search = words.vector(article.title, article.lead, article.text, marks)


def index_more(session: Session, most: int) -> int:
    """Index articles that were processed before there was search; gives how many."""
    left = select(Article).where(Article.processed_at.is_not(None), Article.search.is_(None)).limit(most)
    whole = left.options(undefer(Article.text), undefer(Article.body))
    found = session.scalars(whole.with_for_update(key_share=True, skip_locked=True)).all()
    for article in found:
        index(session, article, set())
    return len(found)


def _moment(published: str | None) -> datetime | None:
    """The moment to sort by; a bare date counts from midnight in Vietnam."""
    if published is None:
        return None
    if len(published) == len("2024-10-16"):
        moment = datetime.combine(date.fromisoformat(published), datetime.min.time(), carried.HANOI)
    else:
        moment = datetime.fromisoformat(published)
    try:  # in UTC, because the driver reads no year before 1 or after 9999
        return moment.astimezone(UTC)
    except OverflowError:
        return None
