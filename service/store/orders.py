"""The orders of lists of articles, and places in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, DateTime, and_, cast, func, literal, literal_column, or_, select

from service.store.models import Article

NEVER = "-infinity"
# An undated article comes after all dated ones.
UNDATED = literal_column(f"'{NEVER}'::timestamptz", DateTime(timezone=True))
EARLIEST = datetime.min.replace(tzinfo=UTC)
Place = tuple[str, UUID]
# What statements that are written sort by, and that a row comes after a place and is of the times asked for.
OWN = {"-created": "created_at", "-published": "coalesce(published_at, '-infinity')"}
GOING_ON = """
    {own} >= CAST(:first AS timestamptz) AND {own} <= least(CAST(:last AS timestamptz), CAST(:at AS timestamptz))
    AND ({own} < CAST(:at AS timestamptz) OR {own} = CAST(:at AS timestamptz) AND {one} < CAST(:id AS uuid))
"""
OTHER = {"-created": "-published", "-published": "-created"}


def key(sort: str, table: Any = Article) -> ColumnElement:
    """What ``-created`` and ``-published`` sort by, the newest first, and then by id."""
    return table.created_at if sort == "-created" else func.coalesce(table.published_at, UNDATED)


def place(article: Any, sort: str) -> Place:
    """Where an article, or a row of one, stands in an order; a cursor is made of it."""
    moment = article.published_at if sort == "-published" else article.created_at
    return (moment.isoformat() if moment else NEVER), article.id


def second(moment: ColumnElement) -> ColumnElement[int]:
    """The unix second of a moment."""
    return cast(func.floor(func.extract("epoch", moment)), BigInteger)


def unplanned(number: int) -> Any:
    """A LIMIT or OFFSET that the planner does not know.

    It takes all but the most frequent tags for rare ones, and would rather sort all articles of a tag than read so many
    in order; of what it does not know it thinks that it is a small part.
    """
    return select(literal(number)).scalar_subquery()


def going_on(sort: str, after: Place | None, table: Any = Article) -> list[ColumnElement[bool]]:
    """That an article comes after a place."""
    if after is None:
        return []
    own, moment = key(sort, table), cast(after[0], DateTime(timezone=True))
    one = table.article_id if hasattr(table, "article_id") else table.id
    # the first one says nothing new; but an index can begin at it
    return [own <= moment, or_(own < moment, and_(own == moment, one < after[1]))]


def between(sort: str, wanted: dict[str, Any], table: Any = Article) -> list[ColumnElement[bool]]:
    """That an article is of the times asked for in the order itself, both ends included."""
    own, (first, last) = key(sort, table), ends(sort, wanted)
    found = [own >= first] if first is not None else []
    if last is not None:
        found += [own <= last, own > UNDATED]
    return found


def ends(sort: str, wanted: dict[str, Any]) -> tuple[Any, Any]:
    """The times asked for in the order itself."""
    return wanted.get(f"{sort[1:]}_from"), wanted.get(f"{sort[1:]}_to")


def asked(sort: str, wanted: dict[str, Any], after: Place | None) -> dict[str, Any]:
    """The parameters of GOING_ON, and ``since`` and ``until`` of the other time."""
    (first, last), (since, until) = ends(sort, wanted), ends(OTHER[sort], wanted)
    at, before = after or ("infinity", UUID(int=0))
    return {
        "first": first or (EARLIEST if last else NEVER),
        "last": last or "infinity",
        "since": since or (EARLIEST if until else NEVER),
        "until": until or "infinity",
        "at": at,
        "id": before,
    }
