"""Articles that carry several tags or facets, newest first: those of the rarest are looked at one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, array_agg
from sqlalchemy.orm import Session

from service.store import crossed, orders
from service.store.models import ArticleTag
from service.store.orders import Place
from service.store.windows import Looked

# Of several tags so many articles of the rarest are looked at, the newest. Each is a look into an index for each other
# tag; where these do not fill a page the tags meet seldom, and the index of articles finds them in less.
MOST = 256
# Of one tag and the time that is not that of the order: so many are put in order, or the newest looked at (10 ms).
MOST_OF_ONE = 2000
# What an article of one's own carries is one's own.
CARRIED = ArticleTag.__table__.c


@dataclass(frozen=True)
class Carriers:
    """Articles that carry all of these tags (keys; the rarest first), in order of ``sort``, on from a place."""

    session: Session
    keys: Sequence[int]
    sort: str
    wanted: dict[str, Any]
    after: Place | None

    def ids(self, most: int) -> tuple[list[UUID], Place | None, Looked | None]:
        """The next of them; and if there may be more, where to go on and what was looked at up to there.

        One tag is read off the index of its articles. Where few carry it at the other time asked for, all of these are
        put in order; otherwise it is read from where there is anything of the other time.
        """
        alone = len(self.keys) == 1
        if not any(orders.ends(self._other, self.wanted)):
            if alone:
                ids = self._newest().with_only_columns(CARRIED.article_id).limit(most)
                return list(self.session.scalars(ids)), None, None
            return self._look(self._newest(), most, MOST)
        if alone:
            count, found = self.session.execute(self._of_other_time(most)).one()
            if count <= MOST_OF_ONE:
                return found or [], None, None
        for moment, _ in crossed.places(self.session, self.sort, self.wanted, self.after, 1):
            start = orders.going_on(self.sort, (moment, crossed.LAST_ID), CARRIED)
            return self._look(self._newest().where(*start), most, MOST_OF_ONE if alone else MOST)
        return [], None, None

    def _newest(self) -> Select:
        its = [CARRIED.tag == self.keys[0], *self._in_order(CARRIED)]
        newest = select(CARRIED.article_id, CARRIED.created_at, CARRIED.published_at, self._key.label("moment"))
        return newest.where(*its).order_by(self._key.desc(), CARRIED.article_id.desc())

    def _look(self, newest: Select, most: int, looks: int) -> tuple[list[UUID], Place | None, Looked | None]:
        found = list(self.session.scalars(self._passing(newest.limit(orders.unplanned(looks)), most)))
        if len(found) == most:
            return found, None, None
        second = orders.second(func.nullif(self._key, orders.UNDATED))
        seconds = newest.with_only_columns(second)
        middle = seconds.offset(orders.unplanned(looks // 2)).limit(1).correlate(None).scalar_subquery()
        first = seconds.where(self._key > orders.UNDATED).order_by(None).order_by(self._key, CARRIED.article_id)
        oldest = first.limit(1).correlate(None).scalar_subquery()
        last = newest.with_only_columns(cast(self._key, String), CARRIED.article_id, second, middle, oldest)
        row = self.session.execute(last.offset(orders.unplanned(looks - 1)).limit(1)).first()
        if row is None:
            return found, None, None
        moment, one, end, half, end_of_all = row
        looked = None if end is None else Looked.back_to(end + 1, half, len(found), end_of_all)
        return found, (moment, one), looked

    def _passing(self, some: Select, most: int) -> Select:
        """Those of some articles that carry all other tags and are of the other time, the newest first."""
        one = some.subquery()
        # values, not EXISTS, of which a join may be made that reads all articles of a tag
        others = [
            select(other.c.tag).where(other.c.article_id == one.c.article_id, other.c.tag == key).scalar_subquery()
            for key, other in ((key, ArticleTag.__table__.alias()) for key in self.keys[1:])
        ]
        its = [*orders.between(self._other, self.wanted, one.c), *(other.is_not(None) for other in others)]
        newest = select(one.c.article_id).where(*its).order_by(one.c.moment.desc(), one.c.article_id.desc())
        return newest.limit(most)

    def _of_other_time(self, most: int) -> Select:
        """How many are of the tag and the other time, and the next of them unless they are too many."""
        its = [CARRIED.tag == self.keys[0], *orders.between(self._other, self.wanted, CARRIED)]
        some = select(CARRIED.article_id, CARRIED.created_at, CARRIED.published_at).where(*its)
        one = some.limit(MOST_OF_ONE + 1).subquery().c
        newest = aggregate_order_by(one.article_id, orders.key(self.sort, one).desc(), one.article_id.desc())
        found = array_agg(newest).filter(*self._in_order(one))
        return select(func.count(), found[1:most])

    def _in_order(self, table: Any) -> list[ColumnElement[bool]]:
        return [*orders.between(self.sort, self.wanted, table), *orders.going_on(self.sort, self.after, table)]

    @property
    def _key(self) -> ColumnElement:
        return orders.key(self.sort, CARRIED)

    @property
    def _other(self) -> str:
        return orders.OTHER[self.sort]
