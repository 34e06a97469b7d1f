"""Lists of articles: filters, order and the place to go on from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Select, and_, cast, func, literal_column, or_, select
from sqlalchemy.orm import Session

from service.store.filters import within
from service.store.models import Article, ArticleTag, Job, Story, Tag

NEVER = "-infinity"
# An undated article comes after all dated ones.
UNDATED = literal_column(f"'{NEVER}'::timestamptz", DateTime(timezone=True))
SORTS = {"-created": Article.created_at, "-published": func.coalesce(Article.published_at, UNDATED)}
EQUAL = {name: getattr(Article, name) for name in ("kind", "language", "section", "tenant")}


def page(session: Session, wanted: dict[str, Any], after: tuple[str, UUID] | None, limit: int) -> Sequence[Article]:
    """Up to ``limit`` processed articles in order of ``sort``, newest first, after a place in that order."""
    key = SORTS[wanted.get("sort", "-created")]
    query = select(Article).where(Article.processed_at.is_not(None), *conditions(wanted))
    if after:
        moment = cast(after[0], DateTime(timezone=True))
        query = query.where(or_(key < moment, and_(key == moment, Article.id < after[1])))
    return session.scalars(query.order_by(key.desc(), Article.id.desc()).limit(limit)).all()


def of(session: Session, wanted: dict[str, Any], after: UUID | None, limit: int) -> Sequence[Article]:
    """Up to ``limit`` processed articles that pass the filters, in order of their ids, after one of them."""
    query = select(Article).where(Article.processed_at.is_not(None), *conditions(wanted))
    if after:
        query = query.where(Article.id > after)
    return session.scalars(query.order_by(Article.id).limit(limit)).all()


def place(article: Article, sort: str) -> tuple[str, UUID]:
    """Where an article stands in an order; a cursor is made of it."""
    moment = article.published_at if sort == "-published" else article.created_at
    return (moment.isoformat() if moment else NEVER), article.id


def conditions(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """What an article must be like to pass the filters."""
    found = within(wanted) + [column == wanted[name] for name, column in EQUAL.items() if name in wanted]
    found += [Article.id.in_(_tagged(tag)) for tag in wanted.get("tag", ())]
    if "topic" in wanted:
        found.append(Article.id.in_(_tagged(wanted["topic"])))
    if "same_story" in wanted:
        found.append(Article.id.in_(select(Story.article_id).where(Story.story == wanted["same_story"])))
    if "upload" in wanted:
        found.append(Article.id.in_(select(Job.article_id).where(Job.upload_id == wanted["upload"])))
    return found


def _tagged(tag: str) -> Select[UUID]:
    return select(ArticleTag.article_id).join(Tag, Tag.key == ArticleTag.tag).where(Tag.id == tag)
