"""The newest articles that the index finds, looked for in windows of time: it never has to find all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, cast, func, select, text, true
from sqlalchemy.orm import Session

from service.store import orders, words
from service.store.models import Article
from service.store.sought import Sought, found

# The first window holds so many articles, or five times the page; each one after it is so many times as long.
FIRST, PAGES, GROWTH = 256, 5, 8
# A window with so many hits, or ten times the page, was too long: to read them costs more than to look again.
MOST_HITS, MOST_PAGES = 1000, 10
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

    def ids(self, most: int) -> list[UUID]:
        """The ids of the next articles that are found."""
        if not self.sought.needed:
            return self._in_order((), most)
        self.session.execute(NO_SCAN)
        undated = self.after is not None and self.after[0] == orders.NEVER
        ids = [] if undated else self._dated(most)
        if len(ids) < most and self.sort == "-published" and not any(orders.ends(self.sort, self.wanted)):
            ids += self._hits(["p/-"], (Article.published_at.is_(None),), most - len(ids), None) or ()
        return ids

    def _dated(self, most: int) -> list[UUID]:
        seconds, oldest = self._nearest(max(FIRST, PAGES * most))
        if not seconds:
            return []
        start = seconds[-1]
        # half of them tell how dense they lie, though some may be dated thousands of years from now
        width = max(SHORTEST, 2 * (seconds[len(seconds) // 2] - start))
        its = [self._key >= func.to_timestamp(start)]
        most_hits = max(MOST_HITS, MOST_PAGES * most)
        ids = self._hits(words.around(self._letter, seconds), its, most, most_hits)
        if ids is None:
            ids = self._in_order(its, most)
        while len(ids) < most and start > oldest:
            newer, width = start, width * GROWTH
            start = max(start - width, oldest)
            its = [self._key >= func.to_timestamp(start), self._key < func.to_timestamp(newer)]
            more = self._hits(words.span(self._letter, start, newer), its, most - len(ids), most_hits)
            if more is None and width > SHORTEST:
                start, width = newer, max(SHORTEST // GROWTH, width // GROWTH**2)
                continue
            ids += self._in_order(its, most - len(ids)) if more is None else more
        return ids

    def _nearest(self, most: int) -> tuple[list[int], int]:
        """The moments of the next articles, found or not, newest first, and the oldest moment; in unix seconds."""
        # of all tenants: a held session would look through the articles of others for its own
        every = Article.__table__.c
        own = orders.key(self.sort, every)
        second = cast(func.floor(func.extract("epoch", own)), BigInteger)
        its = [every.processed_at.is_not(None), own > orders.UNDATED]
        its += [*orders.between(self.sort, self.wanted, every), *orders.going_on(self.sort, self.after, every)]
        query = select(second).where(*its)
        newest = self.session.scalars(query.order_by(own.desc(), every.id.desc()).limit(most)).all()
        oldest = self.session.scalar(query.order_by(own, every.id).limit(1))
        return list(newest), oldest or 0

    def _hits(
        self, times: Sequence[str], its: Sequence[ColumnElement[bool]], most: int, too_many: int | None
    ) -> list[UUID] | None:
        """The newest hits of a window; None where there are too many to look at."""
        marked = f"({' | '.join(map(words.quoted, times))})"
        query = " & ".join([*self.sought.needed, marked])
        hits = select(Article.id, self._key.label("key")).where(found(query), *its, *self._conditions())
        inner = hits.limit(too_many).subquery()
        rows = select(inner.c.id, func.count().over().label("hits"))
        newest = self.session.execute(rows.order_by(inner.c.key.desc(), inner.c.id.desc()).limit(most)).all()
        return None if newest and newest[0].hits == too_many else [row.id for row in newest]

    def _in_order(self, its: Sequence[ColumnElement[bool]], most: int) -> list[UUID]:
        """The same by looking at one article after the other: there are many hits among them."""
        wanted = [found(" & ".join(self.sought.needed)).is_(true())] if self.sought.needed else []
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
