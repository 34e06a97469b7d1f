"""Lists of tags with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.orm import Session

from service.store import counts
from service.store.filters import within
from service.store.folding import fold
from service.store.models import Article, ArticleTag, Tag
from service.store.models.tag import FACET


def page(session: Session, wanted: dict[str, Any], after: tuple[Any, str] | None, limit: int) -> Sequence[ResultRow]:
    """Rows of (tag, articles): tags of articles that pass the filters, and how many carry each; for one tenant."""
    counts.add_up(session)
    query, articles = _counted(within(wanted))
    query = query.where(*_named(wanted))
    return session.execute(_ordered(query, articles, wanted.get("sort"), after).limit(limit)).all()


def _counted(asked: Sequence[ColumnElement[bool]]) -> tuple[Any, Any]:
    """Tags with counts: kept ones, or counted among the articles asked for."""
    if not asked:
        return select(Tag, Tag.articles.label("articles")).where(Tag.articles > 0, Tag.type != FACET), Tag.articles
    its = select(ArticleTag.tag, func.count().label("articles")).join(Article, Article.id == ArticleTag.article_id)
    counted = its.where(*asked).group_by(ArticleTag.tag).subquery()
    query = select(Tag, counted.c.articles).join(counted, counted.c.tag == Tag.key).where(Tag.type != FACET)
    return query, counted.c.articles


def _named(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    found = [Tag.type == wanted["type"]] if "type" in wanted else []
    if "q" in wanted:
        found.append(Tag.folded.startswith(fold(wanted["q"]), autoescape=True))
    return found


def _ordered(query: Select, articles: Any, sort: str | None, after: tuple[Any, str] | None) -> Select:
    if sort == "name":
        if after:
            query = query.where((Tag.folded > after[0]) | ((Tag.folded == after[0]) & (Tag.id > after[1])))
        return query.order_by(Tag.folded, Tag.id)
    if after:
        query = query.where((articles < after[0]) | ((articles == after[0]) & (Tag.id > after[1])))
    return query.order_by(articles.desc(), Tag.id)
