"""The newest articles that the index finds, looked for in windows of time: it never has to find all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select, text
from sqlalchemy.orm import Session

from service.store import looks, orders, reading, words
from service.store.looked import FEW_PAGES, FEW_PAGES_OF_PAIRS, GROWTH, SHORTEST, Found, Looked
from service.store.models import Article, ArticleTag
from service.store.sought import Sought

# The first window holds so many articles, unless it is told otherwise; of a frequent word or tag nearly all are hits,
# each of which lies in a block of its own. With 300 a word in a day took 378 blocks, and takes 282 with 150.
FIRST = 100
# Of pairs of a phrase, which few articles have, it is so many times as long: what it finds tells how many there are.
LONGER = 32
# A window with so many hits, or five times the page, was too long: to read them costs more than to look again. After it
# windows grow slowly, because what is found begins somewhere in it. Twice as many where they are to be read, which only
# the newest of them are.
MOST_HITS, MOST_PAGES, SLOW_GROWTH, TWICE_TO_READ = 500, 5, 2, 2
# So few articles are one window, or so many pages of those that carry all tags: without marks of time the index takes 1
# to 3 ms for them, as for one window of several. Where two pages were, four tags took 7.4 ms instead of 6.0 (p95).
FEW_HITS, WHOLE_PAGES = 500, 5
# A longer window is not marked where a tag is asked for: its list is soon read, and a mark of years tells nothing.
LONG = 1 << 26
# The index has a plan for all that is asked here; the planner's statistics know nothing of what is asked together.
NO_SCAN = text("SET LOCAL enable_seqscan = off")
# What an article of one's own carries is one's own.
CARRIED = ArticleTag.__table__.c


@dataclass(frozen=True)
class Walk:
    """A walk in order of ``sort``, on from a place (None: from the newest), up to which others may have ``looked``.

    ``first`` is how many articles the first window holds.
    """

    session: Session
    sought: Sought
    sort: str
    wanted: dict[str, Any]
    after: orders.Place | None = None
    looked: Looked | None = None
    shown: tuple[str, ...] = ()
    first: int | None = None

    def ids(self, most: int) -> list[UUID]:
        """The ids of the next articles that are found."""
        return [row.id for row in self.found(most).rows]

    def found(
        self, most: int, needed: Sequence[str] = (), among: Sequence[Row] = (), hits: int = 0, are_few: bool = False
    ) -> Found:
        """The next articles, their ids and what is to be ``shown``.

        ``needed`` are other tsqueries than those that are sought; ``among`` is what was found, of which so many may be
        ``hits``; ``are_few`` says that this was all.
        """
        needed = needed or self.sought.needed
        if not needed:
            return _all_of(self._in_order((), {}, most))
        self._leave_scans()
        if self.is_short(most) or (are_few and self._whole):
            few = self._window(needed, (), {}, most)
            if few is not None:
                return few._replace(is_all=True)
        only_undated = self.after is not None and self.after[0] == orders.NEVER
        looked = self._like(among, hits) if among else self.looked
        found = Found([], [], 0) if only_undated else self._dated(needed, most, looked)
        if len(found.rows) < most and self._undated and not found.is_all:
            more = self._hits(["'p/-'", *needed], {}, most - len(found.rows), None)
            found = more._replace(rows=found.rows + more.rows) if more else found
        return found

    def _leave_scans(self) -> None:
        """For the rest of the transaction, told once."""
        transaction = self.session.get_transaction()
        if self.session.info.get(NO_SCAN) is not transaction:
            self.session.info[NO_SCAN] = transaction
            self.session.execute(NO_SCAN)

    @property
    def _undated(self) -> bool:
        """Whether undated articles come after the others."""
        return self.sort == "-published" and not any(orders.ends(self.sort, self.wanted))

    def is_short(self, most: int) -> bool:
        """Whether all that carry the tags asked for are one window, if nobody looked already.

        Of tags alone it is told how many carry all, if they have nothing to do with each other; where words are asked
        for too, only that few carry the rarest.
        """
        if self.looked or not self.sought.tags:
            return False
        known = self.sought.known
        return known.expected <= WHOLE_PAGES * most if known.keys else self.sought.rarest <= FEW_HITS

    @property
    def _whole(self) -> bool:
        """Whether the walk goes through all there is."""
        return self.after is None and not any(orders.ends(self.sort, self.wanted))

    def _like(self, rows: Sequence[Row], hits: int) -> Looked | None:
        """What one would have found back to the newest article, if it lies as those do; None where nobody can say."""
        middle, last = rows[len(rows) // 2].published_at, rows[-1].published_at
        if not (self._nearest and middle and last):
            return None
        [newest, *_], oldest = self._nearest
        width = 2 * int(middle.timestamp() - last.timestamp())
        return Looked(newest + 1, max(SHORTEST, width), hits, oldest, hits)

    def _dated(self, needed: Sequence[str], most: int, looked: Looked | None) -> Found:
        """The next hits, window by window; those of the last are all, the undated ones too, or what was looked at."""
        rows, looked = ([], looked) if looked else self._first(needed, most)
        growth, more = GROWTH, Found([], [], 0)
        while looked and len(rows) < most and looked.left > 0:
            missing = most - len(rows)
            width = looked.next(missing, growth, FEW_PAGES_OF_PAIRS if self.sought.is_rare else FEW_PAGES)
            every = growth == GROWTH and width == looked.left
            found, first = self._next(needed, looked, width, missing, every)
            while found is None and width > SHORTEST:
                width, growth, every = max(SHORTEST, 2 * width * missing // self._too_many(missing)), SLOW_GROWTH, False
                found, first = self._next(needed, looked, width, missing, every)
            if found is None:
                found = _all_of(self._in_order(needed, {"since": first, "before": looked.start}, missing))
            rows, more = rows + found.rows, found._replace(is_all=every)
            seconds = max(looked.start - first, SHORTEST)
            looked = Looked(first, seconds, len(found.rows), looked.oldest, found.hits)
        return more._replace(rows=rows)

    def _first(self, needed: Sequence[str], most: int) -> tuple[list[Row], Looked | None]:
        """The hits among the next articles, and how far these go; None where there are no others."""
        nearest = self._nearest
        if not nearest:
            return [], None
        seconds, oldest = nearest
        start, half, ends = seconds[-1], seconds[len(seconds) // 2], {"since": seconds[-1]}
        found, are_all = None, len(seconds) < self._first_articles
        if self.sought.is_rare and not are_all:
            longer = Looked.back_to(start, half, 0, oldest).seconds * LONGER
            first = max(oldest, words.begin(start - longer, start))
            found = self._window(needed, words.span(self._letter, first, seconds[0]), {"since": first}, most)
            if found:
                return found.rows, Looked(first, max(start - first, SHORTEST), len(found.rows), oldest, found.hits)
        found = self._window(needed, words.around(self._letter, seconds), ends, most)
        if found is None:
            found = _all_of(self._in_order(needed, ends, most))
        looked = Looked.back_to(start, half, len(found.rows), oldest, found.hits)
        return found.rows, None if are_all else looked

    def _next(
        self, needed: Sequence[str], looked: Looked, width: int, most: int, every: bool
    ) -> tuple[Found | None, int]:
        """The hits of the window that ends where was looked (None: too many), and where it begins.

        With ``every`` they are all that is left.
        """
        start = looked.start
        first = looked.oldest if width >= looked.left else words.begin(start - width, start)
        ends, times = {"since": first, "before": start}, words.span(self._letter, first, start)
        if every and self._undated:
            ends, times = {"before": start}, [*times, "p/-"]
        if (every and self._whole) or (self.sought.tags and start - first > LONG):
            times = []
        return self._window(needed, times, ends, most), first

    @cached_property
    def _nearest(self) -> tuple[list[int], int] | None:
        """The moments of the next articles, found or not, newest first, and of the last of all, in unix seconds."""
        # of all tenants: a held session would look through the articles of others for its own
        every: Any = CARRIED if self.sought.tags else Article.__table__.c
        its = [every.tag == self.sought.tags[0]] if self.sought.tags else [every.processed_at.is_not(None)]
        own, one = orders.key(self.sort, every), every.article_id if self.sought.tags else every.id
        its += [*orders.between(self.sort, self.wanted, every), *orders.going_on(self.sort, self.after, every)]
        query = select(orders.second(own)).where(own > orders.UNDATED, *its)
        last = query.order_by(own, one).limit(1).scalar_subquery()
        newest = query.order_by(own.desc(), one.desc()).limit(orders.unplanned(self._first_articles))
        seconds, oldest = self.session.execute(select(func.array(newest.scalar_subquery()), last)).one()
        return (seconds, oldest) if seconds else None

    @property
    def _first_articles(self) -> int:
        return self.first or FIRST

    def _window(self, needed: Sequence[str], times: Sequence[str], ends: dict[str, int], most: int) -> Found | None:
        """The newest hits of a window that has these marks of time; None where there are too many to look at."""
        marked = [f"({' | '.join(map(words.quoted, times))})"] if times else []
        return self._hits([*marked, *needed], ends, most, self._too_many(most))

    def few(self, its: Sequence[ColumnElement[bool]], most: int) -> list[Row]:
        """The same of articles that are few enough to look at all of them."""
        found = self._hits(self.sought.needed, {}, most, None, [*its, Article.processed_at.is_not(None)])
        return found.rows if found else []

    def _hits(
        self,
        needed: Sequence[str],
        ends: dict[str, int],
        most: int,
        too_many: int | None,
        its: Sequence[ColumnElement[bool]] = (),
    ) -> Found | None:
        shape, values = self._asked(needed, ends)
        query = looks.built(shape, its) if its else looks.statement(shape)
        reads = bool(self.sought.reads)
        limits = {"most": too_many if reads else most, "too_many": too_many}
        rows = self.session.execute(query, values | limits).all()
        hits = rows[0].hits if rows else 0
        if rows and hits == too_many:
            return None
        return Found(*(reading.passing(self.session, self.sought, rows, most) if reads else (list(rows), [])), hits)

    def _in_order(self, needed: Sequence[str], ends: dict[str, int], most: int) -> list[Row]:
        """The same by looking at one article after the other: there are many hits among them."""
        shape, values = self._asked([" & ".join(needed)] if needed else [], ends)
        return list(self.session.execute(looks.in_order(shape), values | {"most": most}))

    def _asked(self, needed: Sequence[str], ends: dict[str, int]) -> tuple[looks.Shape, dict[str, Any]]:
        """The shape of a statement, and its parameters."""
        own = (f"{self.sort[1:]}_from", f"{self.sort[1:]}_to")
        filters = self.sought.checks | {name: self.wanted[name] for name in own if name in self.wanted}
        reads, after = self.sought.reads, self.after
        shape = looks.Shape(
            *(self.sort, self.shown, len(needed), len(reads), frozenset(filters), tuple(ends), after is not None)
        )
        values = {f"needed{number}": query for number, query in enumerate(needed)}
        values |= {f"reads{number}": query for number, query in enumerate(reads)}
        return shape, values | filters | ends | (dict(zip(looks.PLACE, after, strict=True)) if after else {})

    @property
    def _letter(self) -> str:
        return self.sort[1]

    def _too_many(self, most: int) -> int:
        many = max(MOST_HITS, MOST_PAGES * most)
        return many * TWICE_TO_READ if self.sought.reads else many


def _all_of(rows: list[Row]) -> Found:
    """What was looked at one after the other."""
    return Found(rows, [], len(rows))
