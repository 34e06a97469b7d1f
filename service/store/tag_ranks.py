"""Which tags most articles of a span carry: exactly, though not all tags of the span are counted.

Where a span has few counts, all are added up. Otherwise some tags that are likely to lead are counted; the last that
a page needs of them says what a tag must have at least. Of a tag with so many, one of a few longer times that hold the
span has its share: only such tags are counted (three-phase uniform threshold, Cao and Wang 2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store import carried, tops
from service.store.models import Tag, TagCount
from service.store.spans import Span
from service.store.tops import INDEXED

# A day of a large service: added up in 5 ms.
FEW = 10_000
# Names that begin in a way, each looked up by itself: 15 ms.
FEW_NAMES = 5_000
# So many days or months that hold a span are looked at one by one. The share of one of more is so small that fewer tags
# have the whole of it in a longer time.
MOST_PARTS = 4
# Pages so deep are not guessed at: all tags are counted.
DEEPEST = 20_000

Place = tuple[int, int]


@dataclass(frozen=True)
class Counting:
    """Tags to be counted in a span: of these types, under these conditions; ``edges`` are counted already.

    ``parts`` are those that the span has.
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
        some = [self.kept()]
        if keys is not None:
            some = [its.where(tops.among(TagCount.tag, keys)) for its in tops.within(self.span.ranges)]
        every = union_all(*some, select(_rows(edges))).subquery()
        articles = func.sum(every.c.articles)
        query = select(articles, every.c.tag).group_by(every.c.tag).order_by(articles.desc(), every.c.tag)
        if after:
            query = query.having(or_(articles < after[0], and_(articles == after[0], every.c.tag > after[1])))
        return [(row[0], row[1]) for row in self.session.execute(query.limit(limit))]

    def kept(self) -> Select:
        """All that is kept of the span, read along the index of what leads."""
        its = select(TagCount.tag, TagCount.articles).where(TagCount.articles > 0)
        return its.where(INDEXED, *tops.of(self.parts, self.types))

    def holding(self) -> list[str]:
        """A few parts that hold all of the span; none where only the whole does."""
        its = {*self.parts, *self.span.days}
        for some in (its, {carried.month(one) if one[0] in carried.DAYS else one for one in its}):
            if len(some) <= MOST_PARTS:
                return sorted(some)
        return []

    def is_small(self) -> bool:
        """Whether all of it may be read."""
        counted = select(func.count()).select_from(self.kept().limit(FEW + 1).subquery())
        return (self.session.scalar(counted) or 0) <= FEW

    def only_named(self, keys: Iterable[int]) -> set[int]:
        """Those of the tags whose names are asked for."""
        its = select(Tag.key).where(tops.among(Tag.key, keys), *self.named)
        return set(self.session.scalars(its)) if self.by_prefix else set(keys)


def best(counting: Counting, after: Place | None, limit: int) -> list[Place]:
    """Places (articles, tag) of the tags that most articles carry, after a place."""
    if counting.by_prefix:
        names = select(Tag.key).where(*counting.named).order_by(Tag.folded).limit(FEW_NAMES + 1)
        if len(keys := counting.session.scalars(names).all()) <= FEW_NAMES:
            return counting.places(set(keys), after, limit)
    if not counting.by_prefix and counting.is_small():
        return counting.places(None, after, limit)
    holding = counting.holding()
    likely, found = _likely(counting, holding, after, limit)
    able = _able(counting, holding, found[-1][0] if len(found) == limit else 1)
    rest = counting.places(None if able is None else able - likely, after, limit)
    return rest if able is None else sorted({*found, *rest}, key=lambda place: (-place[0], place[1]))[:limit]


def _likely(
    counting: Counting, holding: Sequence[str], after: Place | None, limit: int
) -> tuple[set[int], list[Place]]:
    """Tags that are likely to lead, and the page as it is when only they are counted."""
    depth = 2 * limit
    while True:
        keys = _leading(counting, holding, depth)
        found = counting.places(keys, after, limit)
        if len(found) == limit or depth > DEEPEST:
            return keys, found
        depth *= 4


def _leading(counting: Counting, holding: Sequence[str], depth: int) -> set[int]:
    keys = {key for key, _ in counting.edges.most_common(depth)}
    if holding:
        most = 1 + depth // len(counting.types)
        keys |= counting.only_named(tops.leading(counting.session, holding, counting.types, most))
    if len(keys) < depth:
        leading = select(Tag.key).where(*counting.named, Tag.articles > 0).order_by(Tag.articles.desc(), Tag.key)
        keys |= set(counting.session.scalars(leading.limit(depth)))
    return keys


def _able(counting: Counting, holding: Sequence[str], least: int) -> set[int] | None:
    """All tags that may have so many articles; None for whatever there is."""
    if not holding:
        return set(counting.session.scalars(select(Tag.key).where(*counting.named, Tag.articles >= least)))
    if (share := -(-least // len(holding))) > 1:
        return counting.only_named(tops.reaching(counting.session, holding, counting.types, share))
    if not counting.by_prefix:
        return None
    kept = counting.kept().with_only_columns(TagCount.tag).distinct()
    return counting.only_named({*counting.edges, *counting.session.scalars(kept)})


def _rows(counted: dict[int, int]) -> Any:
    """Tags and their counts as a table."""
    lists = [literal(list(values), ARRAY(Integer)) for values in (counted.keys(), counted.values())]
    return func.unnest(*lists).table_valued("tag", "articles", name="edges").render_derived()
