"""Lists of articles: filters, order and the place to go on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from service.store import crossed, orders, sought
from service.store.carriers import Carriers
from service.store.models import Article
from service.store.orders import NEVER, UNDATED, place
from service.store.sought import conditions, one_of
from service.store.windows import Walk

__all__ = ["NEVER", "SORTS", "UNDATED", "conditions", "of", "page", "place"]

SORTS = {name: orders.key(name) for name in ("-created", "-published")}


def page(session: Session, wanted: dict[str, Any], after: orders.Place | None, limit: int) -> Sequence[Article]:
    """Up to ``limit`` processed articles in order of ``sort``, newest first, after a place in that order."""
    sort = wanted.get("sort", "-created")
    asked = sought.of(session, wanted, sort[1:])
    if asked is None:
        return []
    walk = Walk(session, asked, sort, wanted, after)
    if among := sought.among(wanted):
        ids = walk.few(among, limit)
    elif asked.tags:
        ids, place = Carriers(session, asked.tags, sort, wanted, after).ids(limit)
        ids += replace(walk, after=place).ids(limit - len(ids), asked.needed) if place else []
    elif asked.only_times:
        ids = [one for _, one in crossed.places(session, sort, wanted, after, limit)]
    else:
        ids = walk.ids(limit, asked.needed)
    return loaded(session, ids, "q" in wanted)


def loaded(session: Session, ids: Sequence[UUID], text: bool) -> list[Article]:
    """Articles in the order of their ids, with their text or without."""
    if not ids:
        return []
    query = select(Article).where(one_of(ids))
    rows = {row.id: row for row in session.scalars(query.options(undefer(Article.text)) if text else query)}
    return [rows[one] for one in ids if one in rows]


def of(session: Session, wanted: dict[str, Any], after: UUID | None, limit: int) -> Sequence[Article]:
    """Up to ``limit`` processed articles that pass the filters, in order of their ids, after one of them."""
    query = select(Article).where(Article.processed_at.is_not(None), *conditions(wanted))
    if after:
        query = query.where(Article.id > after)
    return session.scalars(query.order_by(Article.id).limit(limit)).all()
