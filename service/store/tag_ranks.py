"""Which tags most articles of a span carry: exactly, though not all tags of the span are counted.

Where a span has few counts, all are added up. Otherwise some tags that are likely to lead are counted; the last that
a page needs of them says what a tag must have at least. Of a tag with so many, one of the span's days has its share,
and it has so many altogether: only such tags are counted (three-phase uniform threshold, Cao and Wang 2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from service.store import tops
from service.store.models import Tag, TagCount
from service.store.spans import Span
from service.store.tops import INDEXED

# Two days of a large service: added up in 15 ms.
FEW = 20_000
# Of longer spans the tags that lead altogether are likely to lead, and the span's days are not looked at one by one.
MOST_DAYS = 200
# Tags seen once a day are most of a month's: of longer spans they are not gathered day by day.
MONTH = 31
# Pages so deep are not guessed at: all tags are counted.
DEEPEST = 20_000

Place = tuple[int, int]


@dataclass(frozen=True)
class Counting:
    """Tags to be counted in a span: of these types, under these conditions; ``edges`` are counted already."""

    session: Session
    span: Span
    types: tuple[str, ...]
    named: list[ColumnElement[bool]]
    edges: Counter[int]
    by_name: bool

    def exactly(self, keys: Iterable[int]) -> Counter[int]:
        """How many articles of the span carry each of these tags; none of it is 0."""
        keys = set(keys)
        counted = self._added(
            self.kept(TagCount.tag, func.sum(TagCount.articles)).where(tops.among(TagCount.tag, keys))
        )
        counted.update({key: self.edges[key] for key in keys & self.edges.keys()})
        return counted

    def whole(self) -> Counter[int]:
        """The same for all tags of the span."""
        return self._added(self.kept(TagCount.tag, func.sum(TagCount.articles))) + self.edges

    def is_small(self) -> bool:
        """Whether all counts of the span may be read."""
        some = self.kept(TagCount.tag).limit(FEW + 1).subquery()
        return (self.session.scalar(select(func.count()).select_from(some)) or 0) <= FEW

    def kept(self, *columns: Any) -> Select:
        """What is kept of the span."""
        return select(*columns).where(INDEXED, TagCount.part >= self.span.low, TagCount.part < self.span.high)

    def _added(self, sums: Select) -> Counter[int]:
        if self.by_name:
            sums = sums.join(Tag, Tag.key == TagCount.tag).where(*self.named)
        of_type = sums.where(TagCount.type.in_(self.types)) if len(self.types) == 1 else sums
        return Counter(dict(self.session.execute(of_type.group_by(TagCount.tag)).all()))


def best(counting: Counting, after: Place | None, limit: int) -> list[Place]:
    """Places (articles, tag) of the tags that most articles carry, after a place."""
    if counting.is_small():
        return _ordered(counting.whole(), after)[:limit]
    parts = _days(counting)
    least = _least(counting, parts, after, limit)
    return _ordered(counting.exactly(_able(counting, parts, least)), after)[:limit]


def _ordered(counted: Counter[int], after: Place | None) -> list[Place]:
    places = sorted((-articles, key) for key, articles in counted.items())
    return [(-articles, key) for articles, key in places if after is None or (articles, key) > (-after[0], after[1])]


def _days(counting: Counting) -> list[str]:
    """The parts that the span has; none where they are too many."""
    part = func.min(TagCount.part).label("part")
    walk = counting.kept(part).cte(recursive=True)
    later = counting.kept(part).where(TagCount.part > walk.c.part).scalar_subquery()
    walk = walk.union_all(select(later).where(walk.c.part.is_not(None)))
    found = counting.session.scalars(select(walk.c.part).where(walk.c.part.is_not(None)).limit(MOST_DAYS + 1)).all()
    return list(found) if len(found) <= MOST_DAYS else []


def _least(counting: Counting, parts: list[str], after: Place | None, limit: int) -> int:
    """How many articles a tag must have to be on the page, or fewer."""
    depth = 2 * limit
    while depth <= DEEPEST:
        places = _ordered(counting.exactly(_likely(counting, parts, depth)), after)
        if len(places) >= limit:
            return places[limit - 1][0]
        depth *= 4
    return 1


def _likely(counting: Counting, parts: list[str], depth: int) -> set[int]:
    leading = select(Tag.key).where(*counting.named, Tag.articles > 0).order_by(Tag.articles.desc(), Tag.key)
    keys = set(counting.session.scalars(leading.limit(depth)))
    if parts:
        keys |= tops.leading(counting.session, parts, counting.types, max(2, depth // len(parts)))
    return keys | {key for key, _ in counting.edges.most_common(depth)}


def _able(counting: Counting, parts: list[str], least: int) -> set[int]:
    """All tags that may have so many articles."""
    share = -(-least // (len(parts) + 1))
    if parts and (share > 1 or len(parts) <= MONTH):
        some = {key for key, articles in counting.edges.items() if articles >= share}
        return some | tops.reaching(counting.session, parts, counting.types, share)
    return set(counting.session.scalars(select(Tag.key).where(*counting.named, Tag.articles >= least)))
