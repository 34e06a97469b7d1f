"""The newest articles that the index finds, looked for in windows of time: it never has to find all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ColumnElement, cast, func, select, true
from sqlalchemy.orm import Session

from service.store import orders, words
from service.store.models import Article
from service.store.sought import Sought, found

# The first window holds so many articles; each one after it is as long as it must be to hold what is missing if this
# lies as densely as what was found, but not shorter or longer than so many times the one before.
FIRST, GROWTH = 256, (4, 64)
# Room for what lies less densely.
ROOM = 1.5
# Where no more are expected in all older time, windows end: the index is asked for all of them, which spares it the
# lists of times. Where words must be looked at one by one, as in phrases, each costs ten times as much.
FEW, FEW_TO_READ = 1500, 200
# A window with so many hits was too long: to read them costs more than to look again. After it windows grow slowly,
# because what is found begins somewhere in it.
MOST_HITS, SHRINK, SLOW_GROWTH = 1000, 16, 2
SHORTEST = 1 << words.LEVELS[0]
# The index has a plan for all that is asked here; the planner's statistics know nothing of what is asked together.
NO_SCAN = func.set_config("enable_seqscan", "off", True)


@dataclass(frozen=True)
class Walk:
    """A walk in order of ``sort``, on from a place (None: from the newest)."""

    session: Session
    sought: Sought
    sort: str
    wanted: dict[str, Any]
    after: orders.Place | None = None

    def ids(self, most: int, needed: Sequence[str]) -> list[UUID]:
        """The ids of the next articles for which all of these tsqueries hold."""
        if not needed:
            return self._in_order([], [], most)
        undated = self.after is not None and self.after[0] == orders.NEVER
        ids, all_seen = ([], False) if undated else self._dated(needed, most)
        if all_seen or len(ids) == most or self.sort == "-created" or any(orders.ends(self.sort, self.wanted)):
            return ids
        return ids + (self._hits([*needed, "'p/-'"], [Article.published_at.is_(None)], most - len(ids), None) or [])

    def _dated(self, needed: Sequence[str], most: int) -> tuple[list[UUID], bool]:
        """The next with a date, and whether those without one are looked through too."""
        seconds, oldest = self._nearest
        if not seconds:
            return [], False
        start = seconds[-1]
        # half of them tell how dense they lie, though some may be dated thousands of years from now
        width = max(SHORTEST, 2 * (seconds[len(seconds) // 2] - start))
        its = [self._key >= func.to_timestamp(start)]
        ids = self._window(needed, words.around(self._letter, seconds), its, most)
        if ids is None:
            ids = self._in_order(needed, its, most)
        whole, few, most_growth = self._whole, FEW_TO_READ if self.sought.reads else FEW, GROWTH[1]
        while len(ids) < most and start > oldest:
            if whole and (len(ids) + 1) * (start - oldest) < few * width:
                rest = self._hits(needed, [self._key < func.to_timestamp(start)], most - len(ids), 2 * few)
                if rest is not None:
                    return ids + rest, True
                whole = False
            width *= min(most_growth, max(GROWTH[0], int(ROOM * (most - len(ids)) / (len(ids) + 1))))
            first = max(start - width, oldest)
            its = [self._key >= func.to_timestamp(first), self._key < func.to_timestamp(start)]
            more = self._window(needed, words.span(self._letter, first, start), its, most - len(ids))
            if more is None and width > SHORTEST:
                width, most_growth = max(SHORTEST, width // SHRINK) // SLOW_GROWTH, SLOW_GROWTH
                continue
            ids += self._in_order(needed, its, most - len(ids)) if more is None else more
            start = first
        return ids, False

    @cached_property
    def _nearest(self) -> tuple[Sequence[int], int]:
        """The moments of the next articles, found or not, newest first, and that of the last one: in unix seconds."""
        # of all tenants: a held session would look through the articles of others for its own
        every = Article.__table__.c
        own = orders.key(self.sort, every)
        its = [every.processed_at.is_not(None), own > orders.UNDATED]
        its += [*orders.between(self.sort, self.wanted, every), *orders.going_on(self.sort, self.after, every)]
        moments = select(cast(func.floor(func.extract("epoch", own)), BigInteger)).where(*its)
        newest = moments.order_by(own.desc(), every.id.desc()).limit(FIRST).scalar_subquery()
        oldest = moments.order_by(own, every.id).limit(1).scalar_subquery()
        seconds = func.array(newest, type_=ARRAY(BigInteger))
        row = self.session.execute(select(seconds.label("seconds"), oldest.label("oldest"), NO_SCAN)).one()
        return row.seconds, row.oldest or 0

    @property
    def _whole(self) -> bool:
        """Whether the walk goes through all there is."""
        return self.after is None and not any(orders.ends(self.sort, self.wanted))

    def _window(
        self, needed: Sequence[str], times: Sequence[str], its: Sequence[ColumnElement[bool]], most: int
    ) -> list[UUID] | None:
        """The newest hits of a window that has these marks of time; None where there are too many to look at."""
        marked = f"({' | '.join(map(words.quoted, times))})"
        return self._hits([*needed, marked], its, most, MOST_HITS)

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
