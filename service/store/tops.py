"""The tags that lead in parts of the counts: times, or a publisher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, any_, literal, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store.models import Tag, TagCount
from service.store.planned import said
from service.store.tenants import TENANT

# The index on the first of each part has no names; the planner must be told in so many words.
INDEXED = TagCount.part < literal_column("'w'")

# From part to part, each the lowest after the one before.
LOWEST = "SELECT min(part) FROM tag_counts WHERE tenant = :tenant AND part < 'w' AND part {after} AND part < {high}"
PRESENT = said(
    {},
    f"""
    SELECT walk.part FROM unnest(:lows, :highs) AS run (low, high) CROSS JOIN LATERAL (
        WITH RECURSIVE walk (part) AS (
            ({LOWEST.format(after=">= run.low", high="run.high")}) UNION ALL
            SELECT ({LOWEST.format(after="> walk.part", high="run.high")}) FROM walk WHERE walk.part IS NOT NULL
        ) SELECT part FROM walk WHERE part IS NOT NULL
    ) walk LIMIT :most
    """,
)


def within(ranges: Iterable[tuple[str, str]]) -> list[Select]:
    """The counts of parts from one on, before another; a statement for each, to be read along a tag's parts."""
    its = select(TagCount.tag, TagCount.articles).where(TagCount.articles > 0)
    return [its.where(TagCount.part >= low, TagCount.part < high) for low, high in ranges]


def present(session: Session, ranges: Sequence[tuple[str, str]], most: int | None = None) -> list[str]:
    """The parts from one on, before another, that there are counts of; so many of them at most."""
    ends = {"lows": [low for low, _ in ranges], "highs": [high for _, high in ranges]}
    return list(session.scalars(PRESENT, ends | {"tenant": session.info[TENANT], "most": most}))


def of(parts: Sequence[str], types: Sequence[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a count is one of these parts and types."""
    return TagCount.part == any_(_texts(parts)), TagCount.type == any_(_texts(types))


def tags(session: Session, keys: Iterable[int]) -> dict[int, Tag]:
    """Tags by their keys."""
    return {tag.key: tag for tag in session.scalars(select(Tag).where(among(Tag.key, keys)))}


def among(column: Any, keys: Iterable[int]) -> ColumnElement[bool]:
    """That a key is one of these, in one parameter."""
    return column == any_(literal(list(keys), ARRAY(Integer)))


def _texts(values: Sequence[str]) -> Any:
    return literal(list(values), ARRAY(String))
