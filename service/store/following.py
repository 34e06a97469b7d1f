"""One tag: how it is written, since when, and how often by day, week or month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from service.store import days, tops
from service.store.models import Tag, TagCount
from service.store.models.tag import FACET

# More spellings than a page shows; of a common name there are thousands, nearly all of them slips.
MOST_NAMES = 50
# Four years of days, as long as a plot is wide; 28 years of weeks.
LONGEST = 1_500


class TooLong(Exception):
    """The timeline asked for has more than LONGEST parts."""


def find(session: Session, tag_id: str) -> Tag | None:
    """A tag that articles carry, with its count; what is no text is no tag's id."""
    if "\x00" in tag_id or "\ufffd" in tag_id:
        return None
    return session.scalars(select(Tag).where(Tag.id == tag_id, Tag.type != FACET, Tag.articles > 0)).one_or_none()


def names(session: Session, tag: Tag) -> list[dict[str, Any]]:
    """How the tag is written in articles, and in how many, the most frequent first; one for what has no forms."""
    its = _parts(tag, ("w", "x")).order_by(TagCount.articles.desc(), TagCount.part).limit(MOST_NAMES)
    found = [{"name": row.part[1:], "articles": row.articles} for row in session.execute(its)]
    return found or [{"name": tag.name, "articles": tag.articles}]


def seen(session: Session, tag: Tag) -> tuple[date | None, date | None]:
    """The first and the last day on which an article with the tag was published."""
    its = _parts(tag, (days.PUBLISHED, days.PUBLISHED + days.AFTER_ALL))
    return _end(session, its.order_by(TagCount.part)), _end(session, its.order_by(TagCount.part.desc()))


def timeline(session: Session, tag: Tag, interval: str, first: date | None, last: date | None) -> list[dict[str, Any]]:
    """Articles by interval (``start``, ``articles``) from the first day to the last, empty intervals too.

    Without ``last`` it ends where the tag was last seen up to today, without ``first`` it begins where the tag was
    first seen, LONGEST intervals before the end at most. Raises TooLong.
    """
    if last is None:
        to_now = _parts(tag, (days.PUBLISHED, days.after(days.today())))
        last = _end(session, to_now.order_by(TagCount.part.desc()))
    if last is None:
        return []
    low = first or days.back(last, interval, LONGEST)
    its = _counted(session, tag, low, last, by_month=interval == "month")
    if not its and first is None:
        return []
    starts = list(islice(days.starts(first or min(its), last, interval), LONGEST + 1))
    if len(starts) > LONGEST:
        raise TooLong
    sums: Counter[date] = Counter()
    for day, articles in its.items():
        sums[days.start(day, interval)] += articles
    return [{"start": start.isoformat(), "articles": sums[start]} for start in starts]


def _counted(session: Session, tag: Tag, first: date, last: date, by_month: bool) -> dict[date, int]:
    """Articles by day from one to another; by month, those of whole months by the first day of it."""
    low, high = days.part(days.PUBLISHED, first), days.after(last)
    ranges = [*days.covering(days.PUBLISHED, low[1:], high[1:])] if by_month else [(low, high)]
    its = union_all(*(_parts(tag, one) for one in ranges)).subquery()
    return {days.of(part): articles for part, articles in session.execute(select(its.c.part, its.c.articles))}


def _parts(tag: Tag, ends: tuple[str, str]) -> Select:
    """A tag's counts from one part to another, without that."""
    [its] = tops.within([ends])
    return its.with_only_columns(TagCount.part, TagCount.articles).where(TagCount.tag == tag.key)


def _end(session: Session, its: Select) -> date | None:
    row = session.execute(its.limit(1)).first()
    return days.of(row.part) if row else None
