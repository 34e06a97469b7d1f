"""Articles of a publisher in a time, or of two times at once: their tags are not counted beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store.models import ArticleTag
from service.store.models.tag import UNDATED

# The tags of so many articles are counted in 40 ms.
MOST = 2_000
# So many articles of one time are looked through for those of the other, in 10 ms.
LOOKED_THROUGH = 10_000

Between = dict[str, tuple[datetime, datetime]]


def newest(session: Session, facets: Sequence[int], between: Between) -> tuple[list[UUID], bool]:
    """The newest articles with one of the facets (keys) in all of the times, and whether there may be more of them."""
    name, *others = sorted(between, reverse=True)
    most = LOOKED_THROUGH if others else MOST + 1
    moment = _moments()[name]
    its = select(ArticleTag.article_id, moment.label("moment"), and_(true(), *within(between, others)).label("passes"))
    one = func.unnest(literal(facets, ARRAY(Integer))).table_valued("tag", name="facets").render_derived()
    its = its.where(ArticleTag.tag == one.c.tag, *within(between, [name]))
    each = its.order_by(moment.desc(), ArticleTag.article_id.desc()).limit(most).lateral("each")
    looked = select(each).select_from(one.join(each, true())).order_by(each.c.moment.desc(), each.c.article_id.desc())
    every = looked.limit(most).cte("looked")
    passing = select(every.c.article_id).where(every.c.passes)
    newest_first = passing.order_by(every.c.moment.desc(), every.c.article_id.desc()).limit(MOST + 1).subquery()
    number = select(func.count()).select_from(every).scalar_subquery()
    found, looked_at = session.execute(select(func.array_agg(newest_first.c.article_id), number)).one()
    ids: list[UUID] = found or []
    return ids[:MOST], bool(looked_at == most or len(ids) > MOST)


def within(between: Between, names: Iterable[str]) -> list[ColumnElement[bool]]:
    """That an article's moments of these names are in their times."""
    moments = _moments()
    return [moments[name].between(*between[name]) for name in names]


def _moments() -> dict[str, Any]:
    return {"published": func.coalesce(ArticleTag.published_at, UNDATED), "created": ArticleTag.created_at}
