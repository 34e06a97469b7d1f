"""Which tags most articles of a span carry: exactly, though not all tags of the span are counted.

Where a span has few counts, all are added up. Otherwise some tags that are likely to lead are counted; the last that
a page needs of them says what a tag must have at least. Of a tag with so many, one of the span's days has its share,
and it has so many altogether: only such tags are counted (three-phase uniform threshold, Cao and Wang 2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store import tops
from service.store.models import Tag, TagCount
from service.store.spans import Span
from service.store.tops import INDEXED

# A day of a large service: added up in 5 ms.
FEW = 10_000
# Names that begin in a way, each looked up by itself: 15 ms.
FEW_NAMES = 5_000
# Of longer spans the tags that lead altogether are likely to lead, and the days are not looked at one by one.
MOST_DAYS = 200
# Most tags of a month are seen once a day; of longer spans those are not gathered day by day.
MONTH = 31
# Pages so deep are not guessed at: all tags are counted.
DEEPEST = 20_000

Place = tuple[int, int]


@dataclass(frozen=True)
class Counting:
    """Tags to be counted in a span: of these types, under these conditions; ``edges`` are counted already.

    ``parts`` are those that the span has, none where they are more than MOST_DAYS.
    """

    session: Session
    span: Span
    types: Sequence[str]
    named: list[ColumnElement[bool]]
    edges: Counter[int]
    parts: Sequence[str]
    by_prefix: bool

    def places(self, keys: set[int] | None, after: Place | None, limit: int) -> list[Place]:
        """How many articles carry each of these tags (of all, if None), the most first, after a place."""
        edges = self.edges if keys is None else {key: self.edges[key] for key in keys & self.edges.keys()}
        kept = self.kept() if keys is None else within(self.span).where(tops.among(TagCount.tag, keys))
        kept = kept.with_only_columns(TagCount.tag, TagCount.articles)
        every = kept.union_all(select(_rows(edges))).subquery()
        articles = func.sum(every.c.articles)
        query = select(articles, every.c.tag).group_by(every.c.tag).order_by(articles.desc(), every.c.tag)
        if after:
            query = query.having(or_(articles < after[0], and_(articles == after[0], every.c.tag > after[1])))
        return [(row[0], row[1]) for row in self.session.execute(query.limit(limit))]

    def kept(self) -> Select:
        """All that is kept of the span, read along the index of what leads."""
        if not self.parts:
            its = within(self.span).where(INDEXED)
            return its.where(TagCount.type == self.types[0]) if len(self.types) == 1 else its
        return select(TagCount.tag).where(INDEXED, *tops.of(self.parts, self.types))

    def is_small(self) -> bool:
        """Whether all of it may be read."""
        some = within(self.span).where(INDEXED) if not self.parts else self.kept()
        counted = select(func.count()).select_from(some.limit(FEW + 1).subquery())
        return (self.session.scalar(counted) or 0) <= FEW

    def only_named(self, keys: Iterable[int]) -> set[int]:
        """Those of the tags whose names are asked for."""
        its = select(Tag.key).where(tops.among(Tag.key, keys), *self.named)
        return set(self.session.scalars(its)) if self.by_prefix else set(keys)


def within(span: Span) -> Select:
    """The counts that are kept of a span."""
    return select(TagCount.tag).where(TagCount.part >= span.low, TagCount.part < span.high)


def parts(session: Session, span: Span) -> list[str]:
    """The parts that the span has; none where they are too many."""
    lowest = within(span).with_only_columns(func.min(TagCount.part).label("part")).where(INDEXED)
    walk = lowest.cte(recursive=True)
    walk = walk.union_all(
        select(lowest.where(TagCount.part > walk.c.part).scalar_subquery()).where(walk.c.part.is_not(None))
    )
    found = session.scalars(select(walk.c.part).where(walk.c.part.is_not(None)).limit(MOST_DAYS + 1)).all()
    return list(found) if len(found) <= MOST_DAYS else []


def best(counting: Counting, after: Place | None, limit: int) -> list[Place]:
    """Places (articles, tag) of the tags that most articles carry, after a place."""
    if counting.by_prefix:
        names = select(Tag.key).where(*counting.named).order_by(Tag.folded).limit(FEW_NAMES + 1)
        if len(keys := counting.session.scalars(names).all()) <= FEW_NAMES:
            return counting.places(set(keys), after, limit)
    if counting.is_small() and not counting.by_prefix:
        return counting.places(None, after, limit)
    likely, found = _likely(counting, after, limit)
    able = _able(counting, found[-1][0] if len(found) == limit else 1)
    rest = counting.places(None if able is None else able - likely, after, limit)
    return rest if able is None else sorted({*found, *rest}, key=lambda place: (-place[0], place[1]))[:limit]


def _likely(counting: Counting, after: Place | None, limit: int) -> tuple[set[int], list[Place]]:
    """Tags that are likely to lead, and the page as it is when only they are counted."""
    depth = 2 * limit
    while True:
        keys = _leading(counting, depth)
        found = counting.places(keys, after, limit)
        if len(found) == limit or depth > DEEPEST:
            return keys, found
        depth *= 4


def _leading(counting: Counting, depth: int) -> set[int]:
    leading = select(Tag.key).where(*counting.named, Tag.articles > 0).order_by(Tag.articles.desc(), Tag.key)
    keys = {key for key, _ in counting.edges.most_common(depth)}
    if some := counting.parts[:: 1 + len(counting.parts) // MONTH]:
        most = 1 + depth // (len(some) * len(counting.types))
        keys |= counting.only_named(tops.leading(counting.session, some, counting.types, most))
    return keys | set(counting.session.scalars(leading.limit(depth)))


def _able(counting: Counting, least: int) -> set[int] | None:
    """All tags that may have so many articles; None for whatever there is."""
    share = -(-least // (len(counting.parts) + 1))
    if share == 1 and 0 < len(counting.parts) <= MONTH:
        if not counting.by_prefix:
            return None
        return counting.only_named({*counting.edges, *counting.session.scalars(counting.kept().distinct())})
    if share > 1 and counting.parts:
        some = {key for key, articles in counting.edges.items() if articles >= share}
        return counting.only_named(some | tops.reaching(counting.session, counting.parts, counting.types, share))
    return set(counting.session.scalars(select(Tag.key).where(*counting.named, Tag.articles >= least)))


def _rows(counted: dict[int, int]) -> Any:
    """Tags and their counts as a table."""
    lists = [literal(list(values), ARRAY(Integer)) for values in (counted.keys(), counted.values())]
    return func.unnest(*lists).table_valued("tag", "articles", name="edges").render_derived()
