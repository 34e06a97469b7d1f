"""Tags of the week: in more articles than the weeks before let expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Float, Row, case, cast, func, select
from sqlalchemy.orm import Session

from service.store import counts, days, tops
from service.store.models import Tag, TagCount
from service.store.models.tag import TYPES

WEEKS_BEFORE = 4
# A tag of the week is among so many of its type on one of its days.
MOST_A_DAY = 50


def tags(session: Session, until: date, of_type: str | None, limit: int) -> Sequence[Row]:
    """Rows of (Tag, this_week, before, score), the highest first; ``before`` is a week's mean of the four before.

    The score is how far the week is above what was expected, by the spread of chance (Poisson's), with one article
    more expected than there were, so that one or two of what was never there are no great trend.
    """
    counts.add_up(session)
    week = [days.part(days.PUBLISHED, days.before(until, ago)) for ago in range(days.WEEK)]
    keys = tops.leading(session, week, [of_type] if of_type else TYPES, MOST_A_DAY)
    recent = days.part(days.PUBLISHED, days.before(until, days.WEEK * (1 + WEEKS_BEFORE) - 1))
    now = func.sum(case((TagCount.part >= min(week), TagCount.articles), else_=0))
    before = cast(func.sum(TagCount.articles) - now, Float) / WEEKS_BEFORE
    its = select(TagCount.tag, now.label("this_week"), before.label("before")).group_by(TagCount.tag)
    its = its.where(tops.among(TagCount.tag, keys), TagCount.part >= recent, TagCount.part <= max(week))
    sums = its.subquery()
    score = ((sums.c.this_week - sums.c.before) / func.sqrt(sums.c.before + 1)).label("score")
    query = select(Tag, sums.c.this_week, sums.c.before, score).join(sums, sums.c.tag == Tag.key)
    return session.execute(query.where(score > 0).order_by(score.desc(), Tag.key).limit(limit)).all()
