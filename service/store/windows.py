"""The newest articles that the index finds, looked for in windows of time: it never has to find all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select, text
from sqlalchemy.orm import Session

from service.store import looks, orders, reading, words
from service.store.models import Article, ArticleTag
from service.store.sought import Sought

# The first window holds so many articles, unless it is told otherwise; of a frequent word or tag nearly all are hits,
# each of which lies in a block of its own. With 300 a word in a day took 378 blocks, and takes 282 with 150.
FIRST = 100
# Each one after it is so wide that all that is missing is found most likely if it goes on as before (three standard
# deviations more, and as many more as few hits may have told too many); at most so many times as wide as the one
# before, and not much narrower.
GROWTH, SHRINK = 32, 8
# A window with so many hits, or five times the page, was too long: to read them costs more than to look again. After it
# windows grow slowly, because what is found begins somewhere in it. Twice as many where they are to be read, which only
# the newest of them are.
MOST_HITS, MOST_PAGES, SLOW_GROWTH, TWICE_TO_READ = 500, 5, 2, 2
# So few articles are one window, or so many pages of those that carry all tags. So is all that is left where no more
# hits are to be expected in it than so many times what is missing; without marks unless a range of time or a cursor
# leaves but a part.
FEW_HITS, WHOLE_PAGES, FEW_PAGES = 500, 2, 4
# A longer window is not marked where a tag is asked for: its list is soon read, and a mark of years tells nothing.
LONG = 1 << 26
SHORTEST = 1 << words.LEVELS[0]
# The index has a plan for all that is asked here; the planner's statistics know nothing of what is asked together.
NO_SCAN = text("SET LOCAL enable_seqscan = off")
# What an article of one's own carries is one's own.
CARRIED = ArticleTag.__table__.c


@dataclass(frozen=True)
class Looked:
    """How far was looked (unix seconds), how long a time that was, how many were found there, and where it all ends."""

    start: int
    seconds: int
    hits: int
    oldest: int

    @classmethod
    def back_to(cls, end: int, half: int, hits: int, oldest: int) -> Looked:
        """Back to a moment; half of what was there was after another one.

        That half tells how dense it lies, though some may be dated thousands of years from now.
        """
        return cls(end, max(SHORTEST, 2 * (half - end)), hits, oldest)

    @property
    def left(self) -> int:
        """How much is left to look through, in seconds."""
        return self.start - self.oldest

    def next(self, missing: int, growth: int) -> int:
        """How long the next window is to be."""
        hits = self.hits + 1
        if growth == GROWTH and self.left * hits <= FEW_PAGES * missing * self.seconds:
            return self.left
        wider = int(self.seconds * (missing + 3 * missing**0.5) * (1 + hits**-0.5) / hits)
        return min(max(wider, self.seconds // SHRINK), self.seconds * growth, self.left)


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
        return [row.id for row in self.rows(most)]

    def rows(
        self, most: int, needed: Sequence[str] = (), among: Sequence[Row] = (), hits: int = 0, are_few: bool = False
    ) -> list[Row]:
        """The next articles, their ids and what is to be ``shown``.

        ``needed`` are other tsqueries than those that are sought; ``among`` is what was found, of which so many may be
        ``hits``; ``are_few`` says that this was all.
        """
        needed = needed or self.sought.needed
        if not needed:
            return self._in_order((), {}, most)
        self._leave_scans()
        if self.is_short(most) or (are_few and self._whole):
            few = self._window(needed, (), {}, most)
            if few is not None:
                return few
        only_undated = self.after is not None and self.after[0] == orders.NEVER
        looked = self._like(among, hits) if among else self.looked
        rows, every = ([], False) if only_undated else self._dated(needed, most, looked)
        if len(rows) < most and self._undated and not every:
            rows += self._hits(["'p/-'", *needed], {}, most - len(rows), None) or ()
        return rows

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
        newest, oldest = self._nearest[0]
        width = 2 * int(middle.timestamp() - last.timestamp())
        return Looked(newest + 1, max(SHORTEST, width), hits, oldest)

    def _dated(self, needed: Sequence[str], most: int, looked: Looked | None) -> tuple[list[Row], bool]:
        """The next hits, window by window, and whether the undated ones are with them."""
        rows, looked = ([], looked) if looked else self._first(needed, most)
        growth, every = GROWTH, False
        while looked and len(rows) < most and looked.left > 0:
            missing = most - len(rows)
            width = looked.next(missing, growth)
            every = growth == GROWTH and width == looked.left
            more, first = self._next(needed, looked, width, missing, every)
            while more is None and width > SHORTEST:
                width, growth, every = max(SHORTEST, 2 * width * missing // self._too_many(missing)), SLOW_GROWTH, False
                more, first = self._next(needed, looked, width, missing, every)
            if more is None:
                more = self._in_order(needed, {"since": first, "before": looked.start}, missing)
            rows += more
            looked = Looked(first, max(looked.start - first, SHORTEST), len(more), looked.oldest)
        return rows, every

    def _first(self, needed: Sequence[str], most: int) -> tuple[list[Row], Looked | None]:
        """The hits among the next articles, and how far these go; None where there are no others."""
        nearest = self._nearest
        if not nearest:
            return [], None
        seconds = [one for one, _ in nearest]
        start, oldest = nearest[-1]
        ends = {"since": start}
        rows = self._window(needed, words.around(self._letter, seconds), ends, most)
        if rows is None:
            rows = self._in_order(needed, ends, most)
        looked = Looked.back_to(start, seconds[len(seconds) // 2], len(rows), oldest)
        return rows, looked if len(seconds) == self._first_articles else None

    def _next(
        self, needed: Sequence[str], looked: Looked, width: int, most: int, every: bool
    ) -> tuple[list[Row] | None, int]:
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
    def _nearest(self) -> Sequence[Row[int, int]]:
        """The moments of the next articles, found or not, newest first, and of the last of all, in unix seconds."""
        # of all tenants: a held session would look through the articles of others for its own
        every: Any = CARRIED if self.sought.tags else Article.__table__.c
        its = [every.tag == self.sought.tags[0]] if self.sought.tags else [every.processed_at.is_not(None)]
        own, one = orders.key(self.sort, every), every.article_id if self.sought.tags else every.id
        its += [*orders.between(self.sort, self.wanted, every), *orders.going_on(self.sort, self.after, every)]
        query = select(orders.second(own)).where(own > orders.UNDATED, *its)
        last = query.order_by(own, one).limit(1).correlate(None).scalar_subquery()
        newest = query.add_columns(last).order_by(own.desc(), one.desc())
        return self.session.execute(newest.limit(orders.unplanned(self._first_articles))).all()

    @property
    def _first_articles(self) -> int:
        return self.first or FIRST

    def _window(self, needed: Sequence[str], times: Sequence[str], ends: dict[str, int], most: int) -> list[Row] | None:
        """The newest hits of a window that has these marks of time; None where there are too many to look at."""
        marked = [f"({' | '.join(map(words.quoted, times))})"] if times else []
        return self._hits([*marked, *needed], ends, most, self._too_many(most))

    def few(self, its: Sequence[ColumnElement[bool]], most: int) -> list[Row]:
        """The same of articles that are few enough to look at all of them."""
        return self._hits(self.sought.needed, {}, most, None, [*its, Article.processed_at.is_not(None)]) or []

    def _hits(
        self,
        needed: Sequence[str],
        ends: dict[str, int],
        most: int,
        too_many: int | None,
        its: Sequence[ColumnElement[bool]] = (),
    ) -> list[Row] | None:
        shape, values = self._asked(needed, ends)
        query = looks.built(shape, its) if its else looks.statement(shape)
        reads = bool(self.sought.reads)
        limits = {"most": too_many if reads else most, "too_many": too_many}
        rows = self.session.execute(query, values | limits).all()
        if rows and rows[0].hits == too_many:
            return None
        return reading.passing(self.session, self.sought, rows, most) if reads else list(rows)

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
