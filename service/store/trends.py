"""Tags of the week: in more articles than the weeks before let expect."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from service.store import days, tops
from service.store.models import Tag
from service.store.models.tag import TYPES
from service.store.planned import said
from service.store.tenants import TENANT

WEEKS_BEFORE = 4
# A tag of the week is among so many of its type on one of its days.
MOST_A_DAY = 30
LEADING = """
    SELECT DISTINCT first.tag FROM unnest(:holding) AS held (part) CROSS JOIN unnest(:types) AS one (type)
    CROSS JOIN LATERAL (
        SELECT tag FROM tag_counts
        WHERE tenant = :tenant AND part < 'w' AND part = held.part AND type = one.type AND articles > 0
        ORDER BY articles DESC, tag LIMIT :depth
    ) first
"""
# Read along the days of each; without a word of the tenant, or all that is counted in five weeks might be read.
WEEKS = """
    SELECT tag, sum(articles) FILTER (WHERE part >= (:lows)[2]) AS this_week,
    CAST(sum(articles) FILTER (WHERE part < (:lows)[2]) AS double precision) AS before
    FROM tag_counts WHERE tag = ANY(ARRAY(SELECT tag FROM first)) AND part >= (:lows)[1] AND part <= (:highs)[1]
    GROUP BY tag
"""
TRENDS = said(
    {"first": LEADING, "weeks": WEEKS},
    f"""
    SELECT its.*, (this_week - before) / sqrt(before + 1) AS score FROM (
        SELECT tag, this_week, coalesce(before, 0) / {WEEKS_BEFORE} AS before FROM weeks
    ) its WHERE this_week > before ORDER BY score DESC, tag LIMIT :most
    """,
)


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
    recent = days.part(days.PUBLISHED, days.before(until, days.WEEK * (1 + WEEKS_BEFORE) - 1))
    values = {"tenant": session.info[TENANT], "types": [of_type] if of_type else list(TYPES), "holding": week}
    values |= {"depth": MOST_A_DAY, "lows": [recent, min(week)], "highs": [max(week)], "most": limit}
    rows = session.execute(TRENDS, values).all()
    found = tops.tags(session, [row.tag for row in rows])
    return [Trend(found[row.tag], row.this_week, row.before, row.score) for row in rows]
