"""Tags that share articles with one: more often than by chance, among the newest of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, Uuid, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store import spans, tops
from service.store.models import ArticleKeys, ArticleTag, Tag
from service.store.models.tag import FACET, UNDATED

# What belongs to a tag of late. Of twice as many, which take the database 15 ms for 10, four in ten of the first twenty
# are the same (the hottest tags of 50,000 articles of the bench, where each story has tags of its own).
NEWEST = 300
# Strength is at most the root of the share of articles that is shared: the best are among those that share most. So
# many are compared at a time, until no other can be better: mostly those of the first.
MOST, AT_ONCE = 500, 100
CARRIED = ArticleTag.__table__.c


class Neighbour(NamedTuple):
    """A tag, how many of the articles that were looked at carry it, and how strongly it belongs to the other."""

    Tag: Tag
    shared: int
    strength: float


def tags(session: Session, tag: Tag, of_type: str | None, limit: int) -> tuple[int, list[Neighbour]]:
    """At how many articles was looked, and the tags with a strength above 0, the strongest first."""
    newest = session.scalars(_newest(tag)).all()
    shared = _shared(session, tag, newest)
    count, first = Pair(tag.articles, _all(session), len(newest)), list[tuple[float, int]]()
    for start in range(0, len(shared), AT_ONCE):
        some = list(shared)[start : start + AT_ONCE]
        if len(first) == limit and -first[-1][0] > count.most(shared[some[0]]):
            break
        its = select(Tag.key, Tag.articles).where(tops.among(Tag.key, some), Tag.articles > 0)
        its = its.where(Tag.type == of_type if of_type else Tag.type != FACET)
        strengths = [(count.strength(row.articles, shared[row.key]), row.key) for row in session.execute(its)]
        first = sorted([*first, *((-strength, key) for strength, key in strengths if strength > 0)])[:limit]
    found = tops.tags(session, [key for _, key in first])
    return len(newest), [Neighbour(found[key], shared[key], -strength) for strength, key in first]


def _newest(tag: Tag) -> Select:
    """Read from the index alone, which knows no tenants: who sees a tag sees its articles."""
    published = func.coalesce(CARRIED.published_at, UNDATED)
    its = select(CARRIED.article_id).where(CARRIED.tag == tag.key)
    return its.order_by(published.desc(), CARRIED.article_id.desc()).limit(NEWEST)


def _shared(session: Session, tag: Tag, newest: Sequence[UUID]) -> dict[int, int]:
    """The other tags of these articles, those that most of them share first."""
    their = select(func.unnest(ArticleKeys.tags).label("tag"))
    each = their.where(ArticleKeys.article_id == any_(literal(newest, ARRAY(Uuid)))).subquery().c
    its = select(each.tag, shared := func.count()).where(each.tag != tag.key)
    its = its.group_by(each.tag).order_by(shared.desc(), each.tag.desc()).limit(MOST)
    return dict(session.execute(its).all())


def _all(session: Session) -> int:
    """How many articles there are: each is of one kind."""
    return session.scalar(select(func.sum(Tag.articles)).where(Tag.id.in_(spans.KINDS), Tag.type == FACET)) or 0


class Pair(NamedTuple):
    """What is known of a tag: how many articles carry it, how many there are, at how many was looked."""

    its: int
    all: int
    looked_at: int

    def most(self, shared: int) -> float:
        """What the strength is at most of a tag that is shared with so many."""
        return sqrt(shared / self.looked_at)

    def strength(self, other: int, shared: int) -> float:
        """The correlation of carrying the one and the other (phi): 1 always together, 0 as often as by chance.

        How many articles carry both is told from those looked at. One article more, with neither, keeps what all
        articles carry from dividing by nothing.
        """
        its, whole = self.its, max(self.all, self.its, other) + 1
        both = min(shared * its / self.looked_at, other)
        return (whole * both - its * other) / sqrt(its * other * (whole - its) * (whole - other))
