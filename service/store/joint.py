"""Tags of a publisher in a time, or of two times at once: counted from the newest articles when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, Select, Uuid, and_, any_, func, literal, or_, select, true, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, aliased

from service.store import spans
from service.store.models import ArticleTag, Tag

# The tags of so many articles are counted in 40 ms on a busy machine.
MOST = 2_000
# So many articles of one time are looked through for those of the other; both together took the database 30 ms.
LOOKED_THROUGH = 10_000


def newest(session: Session, span: spans.Span) -> tuple[list[UUID], bool]:
    """The newest articles of a span that is nothing but an edge, and whether there may be more of them."""
    [edge] = span.edges
    name, *others = sorted(edge.between, reverse=True)
    most = LOOKED_THROUGH if others else MOST + 1
    moment = spans.MOMENTS[name]
    its = select(ArticleTag.article_id, moment.label("moment"), and_(true(), *edge.include(others)).label("passes"))
    one = func.unnest(literal(spans.facets(session, span), ARRAY(Integer))).table_valued("tag", name="facets")
    facet = one.render_derived()
    its = its.where(ArticleTag.tag == facet.c.tag, *edge.include([name]))
    each = its.order_by(moment.desc(), ArticleTag.article_id.desc()).limit(most).lateral("each")
    looked = select(each).select_from(facet.join(each, true()))
    every = looked.order_by(each.c.moment.desc(), each.c.article_id.desc()).limit(most).cte("looked")
    passing = select(every.c.article_id).where(every.c.passes)
    first = passing.order_by(every.c.moment.desc(), every.c.article_id.desc()).limit(MOST + 1).subquery()
    number = select(func.count()).select_from(every).scalar_subquery()
    found, looked_at = session.execute(select(func.array_agg(first.c.article_id), number)).one()
    ids: list[UUID] = found or []
    return ids[:MOST], bool(looked_at == most or len(ids) > MOST)


def by_articles(
    session: Session, some: Sequence[UUID], named: list[ColumnElement[bool]], after: tuple[int, int] | None, limit: int
) -> Sequence[Row[Tag, int]]:
    """Tags of these articles and how many carry each, the most first, after a place."""
    query, its, _ = _counted(some, named)
    if after:
        same = and_(its.articles == after[0], its.tag > after[1])
        query = query.where(or_(its.articles < after[0], same))
    return session.execute(query.order_by(its.articles.desc(), its.tag).limit(limit)).all()


def by_name(
    session: Session, some: Sequence[UUID], named: list[ColumnElement[bool]], after: tuple[str, str] | None, limit: int
) -> Sequence[Row[Tag, int]]:
    """The same in the order of names."""
    query, _, tag = _counted(some, named)
    if after:
        query = query.where(tuple_(tag.folded, tag.id) > after)
    return session.execute(query.order_by(tag.folded, tag.id).limit(limit)).all()


def _counted(some: Sequence[UUID], named: list[ColumnElement[bool]]) -> tuple[Select, Any, type[Tag]]:
    """Tags, counted, to be looked up one by one, the most first: there are many, and many more others."""
    other = spans.CARRIED.c
    articles = func.count().label("articles")
    its = select(other.tag, articles).where(other.article_id == any_(literal(some, ARRAY(Uuid))))
    counted = its.group_by(other.tag).order_by(articles.desc(), other.tag).subquery("counted")
    each = select(Tag).where(Tag.key == counted.c.tag, *named).limit(1).lateral()
    tag = aliased(Tag, each)
    return select(tag, counted.c.articles).select_from(counted.join(each, true())), counted.c, tag
