"""Lists of articles: filters, order and the place to go on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.store import crossed, orders, sought
from service.store.carriers import Carriers
from service.store.listed import WITH_TEXT, WITHOUT, Listed, loaded
from service.store.models import Article
from service.store.orders import NEVER, UNDATED, place
from service.store.sought import conditions
from service.store.windows import Walk

__all__ = ["NEVER", "SORTS", "UNDATED", "conditions", "of", "page", "place"]


SORTS = {name: orders.key(name) for name in ("-created", "-published")}


def page(
    session: Session, wanted: dict[str, Any], after: orders.Place | None, limit: int, shape: Select | None = None
) -> Sequence[Listed]:
    """Up to ``limit`` processed articles in order of ``sort``, newest first, after a place in that order.

    What is shown of them is their text where there is a search, unless ``shape`` says something else.
    """
    sort = wanted.get("sort", "-created")
    asked = sought.of(session, wanted, sort[1:])
    if asked is None:
        return []
    walk = Walk(session, asked, sort, wanted, after)
    if among := sought.among(wanted):
        ids = [row.id for row in walk.few(among, limit)]
    elif asked.tags and "q" not in wanted and (len(asked.tags) == 1 or not walk.is_short(limit)):
        ids, place, looked = Carriers(session, asked.known, sort, wanted, after).ids(limit)
        ids += replace(walk, after=place, looked=looked).ids(limit - len(ids)) if place else []
    elif asked.only_times:
        ids = [one for _, one in crossed.places(session, sort, wanted, after, limit)]
    else:
        ids = walk.ids(limit)
    return loaded(session, ids, (WITH_TEXT if "q" in wanted else WITHOUT) if shape is None else shape)


def of(session: Session, wanted: dict[str, Any], after: UUID | None, limit: int) -> Sequence[Article]:
    """Up to ``limit`` processed articles that pass the filters, in order of their ids, after one of them."""
    query = select(Article).where(Article.processed_at.is_not(None), *conditions(wanted))
    if after:
        query = query.where(Article.id > after)
    return session.scalars(query.order_by(Article.id).limit(limit)).all()
