"""Lists of articles: filters, order and the place to go on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Uuid, any_, bindparam, func, null, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store import crossed, orders, snippets, sought
from service.store.carriers import Carriers
from service.store.models import Article
from service.store.orders import NEVER, UNDATED, place
from service.store.sought import conditions
from service.store.windows import Walk

__all__ = ["NEVER", "SORTS", "UNDATED", "conditions", "of", "page", "place"]


class Listed(NamedTuple):
    """What lists know of an article: its columns, in a third of the time of an object with all that it may do.

    ``more`` is its text for an extract, or its topics; ``snippet`` is that extract.
    """

    id: UUID
    kind: str | None
    language: str | None
    filename: str
    media_type: str | None
    sha256: str
    title: str | None
    lead: str | None
    byline: list[str] | None
    section: str | None
    credits: list[str] | None
    publisher: str | None
    source_url: str | None
    published: str | None
    same_story: UUID | None
    published_at: datetime | None
    created_at: datetime
    processed_at: datetime | None
    more: Any
    snippet: str | None = None


# Made once: to make a statement takes longer than to ask it. Of two lists PostgreSQL makes a bitmap, and asks the disk
# for all blocks at once; articles of one list it would read one after the other.
THESE = select(*(getattr(Article, name) for name in Listed._fields[: Listed._fields.index("more")]))
THESE = THESE.where(or_(*(Article.id == any_(bindparam(name, type_=ARRAY(Uuid))) for name in ("ids", "others"))))
WITHOUT, WITH_TEXT = THESE.add_columns(null()), THESE.add_columns(func.left(Article.text, snippets.READ))
WITH_TOPICS = THESE.add_columns(Article.body["topics"])

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


def loaded(session: Session, ids: Sequence[UUID], shape: Select) -> list[Listed]:
    """What a list shows of articles, in the order of their ids."""
    if not ids:
        return []
    lists = {"ids": list(ids[::2]), "others": list(ids[1::2])}
    rows = {row.id: row for row in starmap(Listed, session.execute(shape, lists))}
    return [rows[one] for one in ids if one in rows]


def of(session: Session, wanted: dict[str, Any], after: UUID | None, limit: int) -> Sequence[Article]:
    """Up to ``limit`` processed articles that pass the filters, in order of their ids, after one of them."""
    query = select(Article).where(Article.processed_at.is_not(None), *conditions(wanted))
    if after:
        query = query.where(Article.id > after)
    return session.scalars(query.order_by(Article.id).limit(limit)).all()
