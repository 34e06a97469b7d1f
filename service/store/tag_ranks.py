"""Which tags most articles of a span carry, page after page (see ``leaders``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store import carried, days, leaders, prefixes, tops
from service.store.models import TagCount
from service.store.spans import Span
from service.store.tops import INDEXED

# A day of a large service: added up in 5 ms.
FEW = 10_000
# Names that begin in a way, each counted by itself: 5 ms. Of more those that lead in a part are told from both lists,
# unless there are so many that this takes 15 ms. With 20,000 more names were counted, each by itself: 10,400 blocks at
# worst, 8,100 with these (two letters in a month, a million articles).
FEW_NAMES = 1_000
MANY = 50_000
# So many days or months that hold a span are looked at one by one. The share of one of more is so small that fewer tags
# have the whole of it in a longer time.
MOST_PARTS = 4
# Pages so deep are not guessed at: all tags are counted.
DEEPEST = 20_000
# Another guess, at more tags, is seldom needed; then mostly one is enough.
DEEPER = 8

Place = tuple[int, int]


@dataclass(frozen=True)
class Counting:
    """Tags to be counted in a span: of these types, whose names begin so; ``edges`` are counted already."""

    session: Session
    span: Span
    types: Sequence[str]
    prefix: str | None
    named: list[ColumnElement[bool]]
    edges: Counter[int]

    def places(self, keys: set[int]) -> dict[int, int]:
        """How many articles carry each of these tags."""
        edges = {key: self.edges[key] for key in keys & self.edges.keys()}
        some = [its.where(tops.among(TagCount.tag, keys)) for its in tops.within(self.span.ranges)]
        every = union_all(*some, select(_rows(edges))).subquery()
        query = select(every.c.tag, func.sum(every.c.articles)).group_by(every.c.tag)
        return dict(self.session.execute(query).all())

    def kept(self) -> Select:
        """All that is kept of the span, read along the index of what leads."""
        its = select(TagCount.tag, TagCount.articles).where(TagCount.articles > 0)
        return its.where(INDEXED, *tops.of(tops.present(self.session, self.span.ranges), self.types))

    def holding(self) -> list[str]:
        """A few parts that hold all of the span; none where only the whole does, one if it is empty."""
        of_days = [(low, high) for low, high in self.span.ranges if low[0] in carried.DAYS]
        of_others = [one for one in self.span.ranges if one not in of_days]
        if of_days and not of_others:
            its = {*days.over(*of_days[0]), *self.span.days}
            return _few(its) or _few({carried.month(day) for day in its})
        its = {carried.month(one) for one in (*self.span.days, *(low for low, _ in of_days))}
        its |= {*tops.present(self.session, of_others, MOST_PARTS + 1)}
        return _few(its or {of_others[0][0]})

    def is_part(self, holding: Sequence[str]) -> bool:
        """Whether what holds the span is the span, and nothing else is."""
        if self.edges or len(self.span.ranges) > 1:
            return False
        [(low, high)] = self.span.ranges
        return low in holding and (low[0] not in carried.DAYS or days.over(low, high) == [low])

    def is_small(self) -> bool:
        """Whether all of it may be read."""
        counted = select(func.count()).select_from(self.kept().limit(FEW + 1).subquery())
        return (self.session.scalar(counted) or 0) <= FEW


def best(counting: Counting, after: Place | None, limit: int) -> Sequence[Row[Any]]:
    """The tags that most articles carry and how many (``counted``), after a place (articles, tag)."""
    holding, by_name = counting.holding(), counting.prefix is not None
    # of twice as many names two fifths more were looked up for two letters in a month, at 600 blocks more
    depth = 2 * limit
    values = _values(counting, after, limit) | {"holding": holding}
    values |= {"few": FEW_NAMES + 1 if holding else None, "many": MANY}
    if not by_name and counting.is_part(holding):
        return counting.session.execute(leaders.of_part(), values | {"holding": [counting.span.ranges[0][0]]}).all()
    while depth <= DEEPEST:
        said = leaders.page(by_name, bool(holding))
        each = depth if by_name else 1 + depth // len(counting.types)
        rows = counting.session.execute(said, values | {"depth": each}).all()
        if rows[0].enough or not rows[0].more:
            return [row for row in rows if row.counted]
        depth *= DEEPER
    return counting.session.execute(leaders.every(by_name), values).all()


def _few(parts: set[str]) -> list[str]:
    return sorted(parts) if len(parts) <= MOST_PARTS else []


def _values(counting: Counting, after: Place | None, limit: int) -> dict[str, Any]:
    found = prefixes.named(counting.session, counting.types, counting.prefix or "") | prefixes.place(after)
    found |= {"most": limit, "digits": prefixes.DIGITS_OF_ALL + 1}
    found |= {"lows": [low for low, _ in counting.span.ranges], "highs": [high for _, high in counting.span.ranges]}
    return found | {"tags": list(counting.edges.keys()), "counts": list(counting.edges.values())}


def _rows(counted: dict[int, int]) -> Any:
    """Tags and their counts as a table."""
    lists = [literal(list(values), ARRAY(Integer)) for values in (counted.keys(), counted.values())]
    return func.unnest(*lists).table_valued("tag", "articles", name="edges").render_derived()
