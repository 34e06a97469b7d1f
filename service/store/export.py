"""Everything that passes the filters in order of arrival, batch by batch; each batch is a short look of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.store import article_list, carried
from service.store.models import Article, ArticleTag, Tag

# So many rows, or so many bytes as the database keeps them, are read at a time: some 1.4 MB of JSON, of which an export
# with a slow client holds three times as much. Thirty of them held 280 MB with twice the rows, 150 with these.
MOST_ROWS, MOST_BYTES = 100, 1024 * 1024
# So many are chosen at a time: to choose costs the API 3 ms and 3 us for each of them.
CHOSEN = 1000
# So many are looked through for those that pass: bounded, however rare they are.
LOOKED_THROUGH = 5000
CREATED = {"created_from", "created_to"}

Place = tuple[datetime, UUID]
Columns = tuple[InstrumentedAttribute[datetime], InstrumentedAttribute[UUID]]
ARRIVED: Columns = (Article.created_at, Article.id)
TAGGED: Columns = (ArticleTag.created_at, ArticleTag.article_id)
SIZE = func.pg_column_size(Article.body) + func.pg_column_size(Article.text)


@dataclass(frozen=True)
class Batch:
    """Articles in their order, in parts to be read one by one, and the place to go on from; None at the end."""

    parts: list[list[UUID]]
    place: Place | None


def place(session: Session, article_id: UUID) -> Place | None:
    """Where a processed article stands in the order."""
    query = select(*ARRIVED).where(Article.id == article_id, Article.processed_at.is_not(None))
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def batch(session: Session, wanted: dict[str, Any], after: Place | None) -> Batch:
    """The next articles that pass the filters; maybe none, though there are more."""
    rare = _rarest(session, wanted)
    end = _end(session, wanted, after, rare) if wanted.keys() - CREATED else None
    query = select(*ARRIVED, SIZE).where(Article.processed_at.is_not(None), *article_list.conditions(wanted))
    query = query.where(*_between(ARRIVED, after, end)).order_by(*ARRIVED).limit(CHOSEN + 1)
    if rare is not None:
        among = select(ArticleTag.article_id).where(ArticleTag.tag == rare, *_between(TAGGED, after, end))
        query = query.where(Article.id.in_(among))
    rows: Sequence[Any] = session.execute(query).all()
    if len(rows) > CHOSEN:
        rows = rows[:CHOSEN]
        end = (rows[-1][0], rows[-1][1])
    return Batch(list(_parts(rows)), end)


def _end(session: Session, wanted: dict[str, Any], after: Place | None, rare: int | None) -> Place | None:
    """The last place to look at this time; None when there are not so many left."""
    columns = ARRIVED
    those: ColumnElement[bool] = Article.processed_at.is_not(None)
    if rare is not None:
        columns, those = TAGGED, ArticleTag.tag == rare
    query = select(*columns).where(those, *_between(columns, after, None), *_arrived(columns[0], wanted))
    row = session.execute(query.order_by(*columns).offset(LOOKED_THROUGH - 1).limit(1)).one_or_none()
    return (row[0], row[1]) if row else None


def _rarest(session: Session, wanted: dict[str, Any]) -> int | None:
    """The key of the tag or facet asked for that the fewest articles carry; its entries are in order of arrival."""
    asked = [*wanted.get("tag", ()), *(wanted[name] for name in ("topic",) if name in wanted)]
    asked += [carried.facet(name, wanted[name]) for name in carried.FACETS if name in wanted]
    query = select(Tag.id, Tag.key).where(Tag.id.in_(asked)).order_by(Tag.articles)
    rows = session.execute(query).all() if asked else []
    times = Counter(row.id for row in rows)
    # who sees all tenants sees a tag of each
    return next((row.key for row in rows if times[row.id] == 1), None)


def _arrived(moment: InstrumentedAttribute[datetime], wanted: dict[str, Any]) -> Iterator[ColumnElement[bool]]:
    if "created_from" in wanted:
        yield moment >= wanted["created_from"]
    if "created_to" in wanted:
        yield moment <= wanted["created_to"]


def _between(columns: Columns, after: Place | None, end: Place | None) -> Iterator[ColumnElement[bool]]:
    if after:
        yield tuple_(*columns) > after
    if end:
        yield tuple_(*columns) <= end


def _parts(rows: Sequence[Any]) -> Iterator[list[UUID]]:
    """Their ids, as many at a time as fit, but one in any case; one part at least."""
    part: list[UUID] = []
    held = 0
    for _, article_id, size in rows:
        held += size or 0
        if part and (len(part) == MOST_ROWS or held > MOST_BYTES):
            yield part
            part, held = [], size or 0
        part.append(article_id)
    yield part
