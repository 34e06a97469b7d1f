"""The tags that lead in parts of the counts: times, or a publisher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, any_, func, literal, literal_column, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store.models import Tag, TagCount

# The index on the first of each part has no names; the planner must be told in so many words.
INDEXED = TagCount.part < literal_column("'w'")


def within(ranges: Iterable[tuple[str, str]]) -> list[Select]:
    """The counts of parts from one on, before another; a statement for each, to be read along a tag's parts."""
    its = select(TagCount.tag, TagCount.articles).where(TagCount.articles > 0)
    return [its.where(TagCount.part >= low, TagCount.part < high) for low, high in ranges]


def present(session: Session, ranges: Sequence[tuple[str, str]]) -> list[str]:
    """The parts from one on, before another, that there are counts of."""
    ends = func.unnest(_texts([low for low, _ in ranges]), _texts([high for _, high in ranges]))
    asked = ends.table_valued("low", "high", name="asked").render_derived()
    lowest = select(func.min(TagCount.part)).where(INDEXED)
    first = lowest.where(TagCount.part >= asked.c.low, TagCount.part < asked.c.high).scalar_subquery()
    walk = select(asked.c.high, first.label("part")).cte(recursive=True)
    following = lowest.where(TagCount.part > walk.c.part, TagCount.part < walk.c.high).scalar_subquery()
    walk = walk.union_all(select(walk.c.high, following).where(walk.c.part.is_not(None)))
    return list(session.scalars(select(walk.c.part).where(walk.c.part.is_not(None))))


def leading(session: Session, parts: Sequence[str], types: Sequence[str], most: int) -> set[int]:
    """The tags (keys) that are among the first of their type in one of the parts."""
    part, kind = _each("parts", parts), _each("types", types)
    first = select(TagCount.tag).where(INDEXED, TagCount.part == part.c.value, TagCount.type == kind.c.value)
    first = first.order_by(TagCount.articles.desc(), TagCount.tag).limit(most)
    tops = first.lateral("first")
    return set(session.scalars(select(tops.c.tag).select_from(part.join(kind, true()).join(tops, true()))))


def reaching(session: Session, parts: Sequence[str], types: Sequence[str], least: int) -> set[int]:
    """The tags (keys) that so many articles carry in one of the parts."""
    its = select(TagCount.tag).where(INDEXED, *of(parts, types), TagCount.articles >= least)
    return set(session.scalars(its.distinct()))


def of(parts: Sequence[str], types: Sequence[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a count is one of these parts and types."""
    return TagCount.part == any_(_texts(parts)), TagCount.type == any_(_texts(types))


def tags(session: Session, keys: Iterable[int]) -> dict[int, Tag]:
    """Tags by their keys."""
    return {tag.key: tag for tag in session.scalars(select(Tag).where(among(Tag.key, keys)))}


def among(column: Any, keys: Iterable[int]) -> ColumnElement[bool]:
    """That a key is one of these, in one parameter."""
    return column == any_(literal(list(keys), ARRAY(Integer)))


def _each(name: str, values: Sequence[str]) -> Any:
    return func.unnest(_texts(values)).table_valued("value", name=name).render_derived()


def _texts(values: Sequence[str]) -> Any:
    return literal(list(values), ARRAY(String))
