"""Articles that carry several tags or facets, newest first: those of the rarest are looked at one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session

from service.store import crossed, orders
from service.store.models import ArticleTag
from service.store.orders import Place

# So many are looked at: of a tag that is in no more articles all, of others the newest. Each is a look into an index
# for each other tag (10 ms for all). Where these do not fill a page, the tags meet seldom.
MOST = 2000
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

    def ids(self, most: int) -> tuple[list[UUID], Place | None]:
        """The next of them, and where to go on looking if there may be more.

        One tag is read off the index of its articles. Where few carry the rarest tag at the other time asked for, all
        of these are looked at; otherwise those of the order, from where there is anything of the other time.
        """
        its = [CARRIED.tag == self.keys[0], *self._in_order(CARRIED)]
        if not self._crosses:
            return self._look(its, most)
        if self._are_few():
            return list(self.session.scalars(self._passing(self._of_other_time(), most))), None
        for moment, _ in crossed.places(self.session, self.sort, self.wanted, self.after, 1):
            start = orders.going_on(self.sort, (moment, crossed.LAST_ID), CARRIED)
            return self._look([*its, *start], most)
        return [], None

    def _look(self, its: list[ColumnElement[bool]], most: int) -> tuple[list[UUID], Place | None]:
        newest = select(CARRIED.article_id, CARRIED.created_at, CARRIED.published_at, self._moment).where(*its)
        newest = newest.order_by(self._key.desc(), CARRIED.article_id.desc())
        if len(self.keys) == 1 and not self._crosses:
            return list(self.session.scalars(newest.with_only_columns(CARRIED.article_id).limit(most))), None
        found = self.session.scalars(self._passing(newest.limit(MOST), most)).all()
        last = newest.with_only_columns(cast(self._key, String), CARRIED.article_id).offset(MOST - 1).limit(1)
        row = None if len(found) == most else self.session.execute(last).first()
        return list(found), (row[0], row[1]) if row else None

    def _passing(self, some: Select, most: int) -> Select:
        """Those of some articles that carry all other tags and are of the other time, the newest first."""
        one = some.subquery()
        # values, not EXISTS, of which a join may be made that reads all articles of a tag
        others = [
            select(other.c.tag).where(other.c.article_id == one.c.article_id, other.c.tag == key).scalar_subquery()
            for key, other in ((key, ArticleTag.__table__.alias()) for key in self.keys[1:])
        ]
        its = [*orders.between(self._other, self.wanted, one.c), *self._in_order(one.c)]
        its += [other.is_not(None) for other in others]
        newest = select(one.c.article_id).where(*its).order_by(one.c.moment.desc(), one.c.article_id.desc())
        return newest.limit(most)

    def _are_few(self) -> bool:
        some = self._of_other_time().limit(MOST + 1).with_only_columns(CARRIED.tag).subquery()
        return (self.session.scalar(select(func.count()).select_from(some)) or 0) <= MOST

    def _of_other_time(self) -> Select:
        """Those of the rarest tag and the other time; the OFFSET keeps an index in order from being read instead."""
        its = [CARRIED.tag == self.keys[0], *orders.between(self._other, self.wanted, CARRIED)]
        return select(CARRIED.article_id, CARRIED.created_at, CARRIED.published_at, self._moment).where(*its).offset(0)

    def _in_order(self, table: Any) -> list[ColumnElement[bool]]:
        return [*orders.between(self.sort, self.wanted, table), *orders.going_on(self.sort, self.after, table)]

    @property
    def _key(self) -> ColumnElement:
        return orders.key(self.sort, CARRIED)

    @property
    def _moment(self) -> ColumnElement:
        return self._key.label("moment")

    @property
    def _other(self) -> str:
        return orders.OTHER[self.sort]

    @property
    def _crosses(self) -> bool:
        return any(orders.ends(self._other, self.wanted))
