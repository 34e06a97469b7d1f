"""Lists of tags with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Session, aliased

from service.store import joint, spans, tag_ranks, tops
from service.store.folding import fold
from service.store.models import Tag, TagCount
from service.store.models.tag import FACET, TYPES
from service.store.tag_ranks import Counting

# Higher in the order of names than all that begins with the letters before it.
HIGHEST = "\U0010ffff"
# Names that are put in order when they are asked for, in 15 ms; among more, the frequent ones are soon found.
FEW = 10_000


class Counted(NamedTuple):
    """A tag and how many of the articles asked for carry it."""

    Tag: Tag
    articles: int


class Page(NamedTuple):
    """Tags, and at how many articles was looked, where only the newest of those that pass the filters were counted."""

    rows: Sequence[Counted]
    looked_at: int | None = None


def page(session: Session, wanted: dict[str, Any], after: tuple[Any, Any] | None, limit: int) -> Page:
    """Tags that articles carry which pass the filters, after a place: (articles, key), or (folded, id) by name."""
    named, span = _named(wanted), spans.asked(wanted)
    by_name = wanted.get("sort") == "name"
    if span is None:
        given = _by_name if by_name else _few if "q" in wanted and _are_few(session, named) else _by_articles
        return Page([Counted(tag, tag.articles) for tag in given(session, [*named, Tag.articles > 0], after, limit)])
    if not span.ranges:
        newest, more = joint.newest(session, span)
        its = (joint.by_name if by_name else joint.by_articles)(session, newest, named, after, limit)
        return Page([Counted(row[0], row[1]) for row in its], len(newest) if more else None)
    types = (wanted["type"],) if "type" in wanted else TYPES
    edges = spans.on_edges(session, span, named if {"type", "q"} & wanted.keys() else [])
    parts = tops.present(session, span.ranges)
    counting = Counting(session, span, types, named, edges, parts, by_prefix="q" in wanted)
    return Page((_counted_by_name if by_name else _counted_best)(counting, after, limit))


def place(row: Counted) -> tuple[int, int]:
    """Where a tag stands in the order of articles."""
    return row.articles, row.Tag.key


def place_by_name(row: Counted) -> tuple[str, str]:
    """Where a tag stands in the order of names."""
    return row.Tag.folded, row.Tag.id


def _named(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    found = [Tag.type == wanted["type"] if "type" in wanted else Tag.type != FACET]
    if "q" in wanted:
        prefix = fold(wanted["q"])
        found += [Tag.folded >= prefix, Tag.folded < prefix + HIGHEST]
    return found


def _by_name(session: Session, which: list, after: tuple[str, str] | None, limit: int) -> Sequence[Tag]:
    if after:
        which = [*which, tuple_(Tag.folded, Tag.id) > after]
    return session.scalars(select(Tag).where(*which).order_by(Tag.folded, Tag.id).limit(limit)).all()


def _by_articles(session: Session, which: list, after: tuple[int, int] | None, limit: int) -> Sequence[Tag]:
    """Those that count the same first, then the rest: each is one run of an index."""
    query = select(Tag).where(*which)
    ties: Sequence[Tag] = ()
    if after:
        same = query.where(Tag.articles == after[0], Tag.key > after[1])
        ties = session.scalars(same.order_by(Tag.key).limit(limit)).all()
        query = query.where(Tag.articles < after[0])
    rest = query.order_by(Tag.articles.desc(), Tag.key).limit(limit - len(ties))
    return [*ties, *session.scalars(rest)]


def _few(session: Session, which: list, after: tuple[int, int] | None, limit: int) -> Sequence[Tag]:
    """All names of the prefix are read, then put in order: the frequent ones may all begin in another way."""
    found = aliased(Tag, select(Tag).where(*which).cte("found").prefix_with("MATERIALIZED"))
    query = select(found).order_by(found.articles.desc(), found.key).limit(limit)
    if after:
        same = and_(found.articles == after[0], found.key > after[1])
        query = query.where(or_(found.articles < after[0], same))
    return session.scalars(query).all()


def _are_few(session: Session, named: list) -> bool:
    some = select(Tag.key).where(*named).order_by(Tag.folded).limit(FEW + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) <= FEW


def _counted_best(counting: Counting, after: tuple[int, int] | None, limit: int) -> Sequence[Counted]:
    places = tag_ranks.best(counting, after, limit)
    tags = tops.tags(counting.session, [key for _, key in places])
    return [Counted(tags[key], articles) for articles, key in places]


def _counted_by_name(counting: Counting, after: tuple[str, str] | None, limit: int) -> Sequence[Counted]:
    if counting.is_small():
        kept = counting.kept().with_only_columns(TagCount.tag).distinct()
        which = tops.among(Tag.key, [*counting.session.scalars(kept), *counting.edges])
    else:
        # together, or the planner may read each whole, though it is to look up a few
        its = [one.where(TagCount.tag == Tag.key) for one in tops.within(counting.span.ranges)]
        which = or_(union_all(*its).exists(), tops.among(Tag.key, counting.edges))
    tags = _by_name(counting.session, [*counting.named, which], after, limit)
    places = counting.places({tag.key for tag in tags}, None, len(tags))
    articles = {key: articles for articles, key in places}
    return [Counted(tag, articles[tag.key]) for tag in tags]
