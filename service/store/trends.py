"""Tags of the week: in more articles than the weeks before let expect."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Float, case, cast, func, select
from sqlalchemy.orm import Session

from service.store import days, tops
from service.store.models import Tag, TagCount
from service.store.models.tag import TYPES

WEEKS_BEFORE = 4
# A tag of the week is among so many of its type on one of its days.
MOST_A_DAY = 30


class Trend(NamedTuple):
    """A tag, its articles of the week, a week's mean of the four before, and how far it is above that."""

    Tag: Tag
    this_week: int
    before: float
    score: float


def tags(session: Session, until: date, of_type: str | None, limit: int) -> list[Trend]:
    """The tags of the week that ends with a day, the highest first.

    The score is how far the week is above what was expected, by the spread of chance (Poisson's), with one article
    more expected than there were, so that one or two of what was never there are no great trend.
    """
    week = [days.part(days.PUBLISHED, days.before(until, ago)) for ago in range(days.WEEK)]
    keys = tops.leading(session, week, [of_type] if of_type else TYPES, MOST_A_DAY)
    recent = days.part(days.PUBLISHED, days.before(until, days.WEEK * (1 + WEEKS_BEFORE) - 1))
    now = func.sum(case((TagCount.part >= min(week), TagCount.articles), else_=0))
    before = cast(func.sum(TagCount.articles) - now, Float) / WEEKS_BEFORE
    score = ((now - before) / func.sqrt(before + 1)).label("score")
    its = select(TagCount.tag, now.label("this_week"), before.label("before"), score).group_by(TagCount.tag)
    its = its.where(tops.among(TagCount.tag, keys), TagCount.part >= recent, TagCount.part <= max(week))
    rows = session.execute(its.having(score > 0).order_by(score.desc(), TagCount.tag).limit(limit)).all()
    found = tops.tags(session, [row.tag for row in rows])
    return [Trend(found[row.tag], row.this_week, row.before, row.score) for row in rows]
