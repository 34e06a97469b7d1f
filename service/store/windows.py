"""The newest articles that the index finds, looked for in windows of time: it never has to find all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, select, text, true
from sqlalchemy.orm import Session

from service.store import orders, words
from service.store.models import Article
from service.store.sought import Sought, found

# The first window holds so many articles, or so many times the page; each one after it is so many times as long.
FIRST, PAGES, GROWTH = 256, 2, 8
# A window with so many hits, or ten times the page, was too long: to read them costs more than to look again. After it
# windows grow slowly, because what is found begins somewhere in it.
MOST_HITS, MOST_PAGES, SLOW_GROWTH = 1000, 10, 2
SHORTEST = 1 << words.LEVELS[0]
# The index has a plan for all that is asked here; the planner's statistics know nothing of what is asked together.
NO_SCAN = text("SET LOCAL enable_seqscan = off")


@dataclass(frozen=True)
class Walk:
    """A walk in order of ``sort``, on from a place (None: from the newest)."""

    session: Session
    sought: Sought
    sort: str
    wanted: dict[str, Any]
    after: orders.Place | None = None

    def ids(self, most: int, also: Sequence[str] = ()) -> list[UUID]:
        """The ids of the next articles that are found, for which all tsqueries ``also`` hold."""
        needed = [*self.sought.needed, *also]
        if not needed:
            return self._in_order([], [], most)
        self.session.execute(NO_SCAN)
        undated = self.after is not None and self.after[0] == orders.NEVER
        ids = [] if undated else self._dated(needed, most)
        if len(ids) < most and self.sort == "-published" and not any(orders.ends(self.sort, self.wanted)):
            ids += self._hits([*needed, "'p/-'"], [Article.published_at.is_(None)], most - len(ids), None) or ()
        return ids

    def _dated(self, needed: Sequence[str], most: int) -> list[UUID]:
        seconds = self._nearest(max(FIRST, PAGES * most))
        if not seconds:
            return []
        start = seconds[-1]
        # half of them tell how dense they lie, though some may be dated thousands of years from now
        width = max(SHORTEST, 2 * (seconds[len(seconds) // 2] - start))
        its = [self._key >= func.to_timestamp(start)]
        ids = self._window(needed, words.around(self._letter, seconds), its, most)
        if ids is None:
            ids = self._in_order(needed, its, most)
        growth = GROWTH
        while len(ids) < most and start > self._oldest:
            width *= growth
            first = max(start - width, self._oldest)
            its = [self._key >= func.to_timestamp(first), self._key < func.to_timestamp(start)]
            more = self._window(needed, words.span(self._letter, first, start), its, most - len(ids))
            if more is None and width > SHORTEST:
                width, growth = max(SHORTEST, width // GROWTH) // SLOW_GROWTH, SLOW_GROWTH
                continue
            ids += self._in_order(needed, its, most - len(ids)) if more is None else more
            start = first
        return ids

    def _nearest(self, most: int) -> Sequence[int]:
        """The moments of the next articles, found or not, newest first, in unix seconds."""
        query, own, one = self._moments
        return self.session.scalars(query.order_by(own.desc(), one.desc()).limit(most)).all()

    @cached_property
    def _oldest(self) -> int:
        """The moment of the last article of all."""
        query, own, one = self._moments
        return self.session.scalar(query.order_by(own, one).limit(1)) or 0

    @property
    def _moments(self) -> tuple[Select[int], ColumnElement, ColumnElement]:
        # of all tenants: a held session would look through the articles of others for its own
        every = Article.__table__.c
        own = orders.key(self.sort, every)
        its = [every.processed_at.is_not(None), own > orders.UNDATED]
        its += [*orders.between(self.sort, self.wanted, every), *orders.going_on(self.sort, self.after, every)]
        return select(cast(func.floor(func.extract("epoch", own)), BigInteger)).where(*its), own, every.id

    def _window(
        self, needed: Sequence[str], times: Sequence[str], its: Sequence[ColumnElement[bool]], most: int
    ) -> list[UUID] | None:
        """The newest hits of a window that has these marks of time; None where there are too many to look at."""
        marked = f"({' | '.join(map(words.quoted, times))})"
        return self._hits([*needed, marked], its, most, max(MOST_HITS, MOST_PAGES * most))

    def few(self, its: Sequence[ColumnElement[bool]], most: int) -> list[UUID]:
        """The same of articles that are few enough to look at all of them."""
        return self._hits(self.sought.needed, [*its, Article.processed_at.is_not(None)], most, None) or []

    def _hits(
        self, needed: Sequence[str], its: Sequence[ColumnElement[bool]], most: int, too_many: int | None
    ) -> list[UUID] | None:
        wanted = [found(" & ".join(needed))] if needed else []
        hits = select(Article.id, self._key.label("key")).where(*wanted, *its, *self._conditions())
        inner = hits.limit(too_many).subquery()
        rows = select(inner.c.id, func.count().over().label("hits"))
        newest = self.session.execute(rows.order_by(inner.c.key.desc(), inner.c.id.desc()).limit(most)).all()
        return None if newest and newest[0].hits == too_many else [row.id for row in newest]

    def _in_order(self, needed: Sequence[str], its: Sequence[ColumnElement[bool]], most: int) -> list[UUID]:
        """The same by looking at one article after the other: there are many hits among them."""
        wanted = [found(" & ".join(needed)).is_(true())] if needed else []
        query = select(Article.id).where(Article.processed_at.is_not(None), *wanted, *its, *self._conditions())
        return list(self.session.scalars(query.order_by(self._key.desc(), Article.id.desc()).limit(most)))

    def _conditions(self) -> list[ColumnElement[bool]]:
        its = [*orders.between(self.sort, self.wanted), *orders.going_on(self.sort, self.after)]
        return [*its, *self.sought.checks]

    @property
    def _key(self) -> ColumnElement:
        return orders.key(self.sort)

    @property
    def _letter(self) -> str:
        return self.sort[1]
