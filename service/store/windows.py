"""The newest articles that the index finds, looked for in windows of time: it never has to find all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor
from sys import maxsize
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Row, Select, cast, func, select, true
from sqlalchemy.orm import Session

from service.store import orders, words
from service.store.models import Article, ArticleTag
from service.store.sought import Sought, found

# The first window holds so many articles (of the rarest tag, where tags are asked for).
FIRST = 300
# Each one after it is so wide that twice what is missing is found if it goes on as before, at most so many times as
# wide as the one before.
TWICE, GROWTH = 2, 32
# A window with so many hits, or ten times the page, was too long: to read them costs more than to look again. After it
# windows grow slowly, because what is found begins somewhere in it.
MOST_HITS, MOST_PAGES, SLOW_GROWTH = 1000, 10, 2
# Where no more hits than this are to be expected in all that is left, it is one window; without marks of time, if it is
# all there is. Where words must be looked at one by one, as in phrases, each costs ten times as much.
FEW_HITS, FEW_TO_READ = 1000, 200
# A longer window is not marked where a tag is asked for: its list is soon read, and a mark of years tells nothing.
LONG = 1 << 26
SHORTEST = 1 << words.LEVELS[0]
# The index has a plan for all that is asked here; the planner's statistics know nothing of what is asked together.
NO_SCAN = func.set_config("enable_seqscan", "off", True)
# What an article of one's own carries is one's own.
CARRIED = ArticleTag.__table__.c


@dataclass(frozen=True)
class Looked:
    """How far somebody else has looked (unix seconds), how long a time that was, and how many were found there."""

    start: int
    seconds: int
    hits: int

    @classmethod
    def back_to(cls, end: float, half: float, hits: int) -> Looked:
        """Back to a moment; half of what was there was after another one.

        That half tells how dense it lies, though some may be dated thousands of years from now.
        """
        return cls(floor(end), max(SHORTEST, 2 * (floor(half) - floor(end))), hits)


@dataclass(frozen=True)
class Walk:
    """A walk in order of ``sort``, on from a place (None: from the newest), up to which others may have ``looked``."""

    session: Session
    sought: Sought
    sort: str
    wanted: dict[str, Any]
    after: orders.Place | None = None
    looked: Looked | None = None
    shown: tuple[Any, ...] = ()

    def ids(self, most: int) -> list[UUID]:
        """The ids of the next articles that are found."""
        return _ids(self.rows(most))

    def rows(self, most: int, needed: Sequence[str] = (), among: Sequence[Row] = (), many: int = 1) -> list[Row]:
        """The next articles, their ids and what is to be ``shown``.

        ``needed`` are other tsqueries than those that are sought; ``among`` is what was found, of which perhaps one in
        ``many`` is so.
        """
        needed = needed or self.sought.needed
        if not needed:
            return self._in_order([], [], most)
        if self.is_short:
            self.session.execute(select(NO_SCAN))
            every = self._window(needed, (), [], most)
            if every is not None:
                return every
        undated = self.after is not None and self.after[0] == orders.NEVER
        looked = self._like(among, many) if among else self.looked
        ids, all_looked_at = ([], False) if undated else self._dated(needed, most, looked)
        if all_looked_at or len(ids) == most or self.sort == "-created" or any(orders.ends(self.sort, self.wanted)):
            return ids
        return ids + (self._hits([*needed, "'p/-'"], [Article.published_at.is_(None)], most - len(ids), None) or [])

    @property
    def is_short(self) -> bool:
        """Whether a tag is asked for that few articles carry: all of them are one window."""
        return bool(self.sought.tags) and self.sought.rarest <= FIRST

    def _like(self, rows: Sequence[Row], many: int) -> Looked | None:
        """What one would have found back to the newest article, if it lies as those do; None where nobody can say."""
        seconds, _ = self._nearest
        middle, last = rows[len(rows) // 2].published_at, rows[-1].published_at
        if not (seconds and middle and last):
            return None
        width = 2 * floor(middle.timestamp() - last.timestamp())
        return Looked(seconds[0] + 1, max(SHORTEST, width), len(rows) // many)

    def _dated(self, needed: Sequence[str], most: int, looked: Looked | None) -> tuple[list[Row], bool]:
        """The next that are dated, and whether all others were looked at too."""
        _, oldest = self._nearest
        ids, looked = ([], looked) if looked else self._first(needed, most)
        growth, few = GROWTH, FEW_TO_READ if self.sought.reads else FEW_HITS
        while looked and len(ids) < most and looked.start > oldest:
            missing, left = most - len(ids), looked.start - oldest
            if left * (looked.hits + 1) <= few * looked.seconds:
                rest = self._rest(needed, looked.start, missing, 2 * few)
                if rest is not None:
                    return ids + rest, self._is_whole
                few = 0
            wider = looked.seconds * TWICE * missing // (looked.hits + 1)
            width = min(max(wider, looked.seconds), looked.seconds * growth)
            more, first = self._next(needed, looked.start, width, missing)
            while more is None and width > SHORTEST:
                width, growth = max(SHORTEST, width * TWICE * missing // self._too_many(missing)), SLOW_GROWTH
                more, first = self._next(needed, looked.start, width, missing)
            if more is None:
                more = self._in_order(needed, self._since(first, looked.start), missing)
            ids += more
            looked = Looked(first, max(looked.start - first, SHORTEST), len(more))
        return ids, False

    def _rest(self, needed: Sequence[str], start: int, most: int, too_many: int) -> list[Row] | None:
        """The next of all that are older; None where they are too many."""
        _, oldest = self._nearest
        is_unmarked = self._is_whole or (self.sought.tags and start - oldest > LONG)
        times = () if is_unmarked else words.span(self._letter, oldest, start)
        return self._hits([*needed, *_marked(times)], [self._key < func.to_timestamp(start)], most, too_many)

    def _first(self, needed: Sequence[str], most: int) -> tuple[list[Row], Looked | None]:
        """The hits among the next articles, and how far these go; None where there are no others."""
        seconds, _ = self._nearest
        if not seconds:
            return [], None
        start = seconds[-1]
        its = self._since(start)
        ids = self._window(needed, words.around(self._letter, seconds), its, most)
        if ids is None:
            ids = self._in_order(needed, its, most)
        looked = Looked.back_to(start, seconds[len(seconds) // 2], len(ids))
        return ids, looked if len(seconds) == FIRST else None

    def _next(self, needed: Sequence[str], start: int, width: int, most: int) -> tuple[list[Row] | None, int]:
        """The hits of the window that ends at ``start`` (None: too many), and where it begins."""
        _, oldest = self._nearest
        first = oldest if start - width <= oldest else words.begin(start - width, start)
        times = () if self.sought.tags and start - first > LONG else words.span(self._letter, first, start)
        return self._window(needed, times, self._since(first, start), most), first

    def _since(self, first: int, last: int | None = None) -> list[ColumnElement[bool]]:
        """That an article is of this time."""
        its = [self._key >= func.to_timestamp(first)]
        return its if last is None else [*its, self._key < func.to_timestamp(last)]

    @cached_property
    def _nearest(self) -> tuple[Sequence[int], int]:
        """The moments of the next articles, found or not, newest first, and that of the last one: in unix seconds."""
        query, own, one = self._moments
        newest = query.order_by(own.desc(), one.desc()).limit(FIRST).scalar_subquery()
        oldest = query.order_by(own, one).limit(1).scalar_subquery()
        ask = select(func.array(newest, type_=ARRAY(BigInteger)).label("newest"), oldest.label("oldest"), NO_SCAN)
        row = self.session.execute(ask).one()
        return row.newest, maxsize if row.oldest is None else row.oldest

    @property
    def _is_whole(self) -> bool:
        """Whether the walk goes through all there is."""
        return self.after is None and not any(orders.ends(self.sort, self.wanted))

    @property
    def _moments(self) -> tuple[Select[int], ColumnElement, ColumnElement]:
        # of all tenants: a held session would look through the articles of others for its own
        every = CARRIED if self.sought.tags else Article.__table__.c
        own = orders.key(self.sort, every)
        one = every.article_id if self.sought.tags else every.id
        its = [every.tag == self.sought.tags[0]] if self.sought.tags else [every.processed_at.is_not(None)]
        its += [own > orders.UNDATED]
        its += [*orders.between(self.sort, self.wanted, every), *orders.going_on(self.sort, self.after, every)]
        return select(cast(func.floor(func.extract("epoch", own)), BigInteger)).where(*its), own, one

    def _window(
        self, needed: Sequence[str], times: Sequence[str], its: Sequence[ColumnElement[bool]], most: int
    ) -> list[Row] | None:
        """The newest hits of a window that has these marks of time; None where there are too many to look at."""
        return self._hits([*needed, *_marked(times)], its, most, self._too_many(most))

    @staticmethod
    def _too_many(most: int) -> int:
        return max(MOST_HITS, MOST_PAGES * most)

    def few(self, its: Sequence[ColumnElement[bool]], most: int) -> list[Row]:
        """The same of articles that are few enough to look at all of them."""
        return self._hits(self.sought.needed, [*its, Article.processed_at.is_not(None)], most, None) or []

    def _hits(
        self, needed: Sequence[str], its: Sequence[ColumnElement[bool]], most: int, too_many: int | None
    ) -> list[Row] | None:
        wanted = [found(" & ".join(needed))] if needed else []
        hits = select(Article.id, self._key.label("key"), *self.shown).where(*wanted, *its, *self._conditions())
        inner = hits.limit(too_many).subquery()
        rows = select(*(one for one in inner.c if one is not inner.c.key), func.count().over().label("hits"))
        newest = self.session.execute(rows.order_by(inner.c.key.desc(), inner.c.id.desc()).limit(most)).all()
        return None if newest and newest[0].hits == too_many else list(newest)

    def _in_order(self, needed: Sequence[str], its: Sequence[ColumnElement[bool]], most: int) -> list[Row]:
        """The same by looking at one article after the other: there are many hits among them."""
        wanted = [found(" & ".join(needed)).is_(true())] if needed else []
        its = [Article.processed_at.is_not(None), *wanted, *its, *self._conditions()]
        query = select(Article.id, *self.shown).where(*its).order_by(self._key.desc(), Article.id.desc())
        return list(self.session.execute(query.limit(most)))

    def _conditions(self) -> list[ColumnElement[bool]]:
        its = [*orders.between(self.sort, self.wanted), *orders.going_on(self.sort, self.after)]
        return [*its, *self.sought.checks]

    @property
    def _key(self) -> ColumnElement:
        return orders.key(self.sort)

    @property
    def _letter(self) -> str:
        return self.sort[1]


def _ids(rows: Sequence[Row]) -> list[UUID]:
    return [row.id for row in rows]


def _marked(times: Sequence[str]) -> list[str]:
    """The tsquery of any of these marks; none where there are none."""
    return [f"({' | '.join(map(words.quoted, times))})"] if times else []
