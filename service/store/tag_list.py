"""Lists of tags with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from service.store import joint, prefixes, spans, tag_ranks, tops
from service.store.folding import fold
from service.store.models import Tag, TagCount
from service.store.models.tag import FACET, TYPES
from service.store.tag_ranks import Counting

# Names of a prefix that are put in order when they are asked for, in 15 ms.
FEW = 10_000
# What is counted with one digit may be most names of a prefix; among more than a few some are soon found.
ONE_DIGIT = 10


class Counted(NamedTuple):
    """A tag and how many of the articles asked for carry it."""

    Tag: Any
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
        rows = _every(session, wanted, [*named, Tag.articles > 0], after, limit)
        return Page([Counted(tag, tag.articles) for tag in rows])
    types = (wanted["type"],) if "type" in wanted else TYPES
    prefix = fold(wanted["q"]) if "q" in wanted else None
    names = prefixes.named(session, types, prefix or "")
    if not span.ranges:
        rows, looked_at = joint.page(session, span, joint.Wanted(names, by_name, after, limit))
        return Page([Counted(row, row.counted) for row in rows], looked_at)
    edges = spans.on_edges(session, span, names)
    counting = Counting(session, span, types, prefix, named, edges)
    if by_name:
        return Page(_counted_by_name(counting, after, limit))
    return Page([Counted(row, row.counted) for row in tag_ranks.best(counting, after, limit)])


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
        found += [Tag.folded >= prefix, Tag.folded < prefix + prefixes.HIGHEST]
    return found


def _every(session: Session, wanted: dict[str, Any], named: list, after: Any, limit: int) -> Sequence[Any]:
    """Tags by what is counted of them altogether."""
    if wanted.get("sort") == "name":
        return _by_name(session, named, after, limit)
    if "q" not in wanted or (after and after[0] < ONE_DIGIT and not _are_few(session, named)):
        return _by_articles(session, named, after, limit)
    types = (wanted["type"],) if "type" in wanted else TYPES
    return prefixes.first(session, types, fold(wanted["q"]), after, limit)


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


def _are_few(session: Session, named: list) -> bool:
    some = select(Tag.key).where(*named).order_by(Tag.folded).limit(FEW + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) <= FEW


def _counted_by_name(counting: Counting, after: tuple[str, str] | None, limit: int) -> Sequence[Counted]:
    if counting.is_small():
        kept = counting.kept().with_only_columns(TagCount.tag).distinct()
        which = tops.among(Tag.key, [*counting.session.scalars(kept), *counting.edges])
    else:
        # together, or the planner may read each whole, though it is to look up a few
        its = [one.where(TagCount.tag == Tag.key) for one in tops.within(counting.span.ranges)]
        which = or_(union_all(*its).exists(), tops.among(Tag.key, counting.edges))
    tags = _by_name(counting.session, [*counting.named, which], after, limit)
    articles = counting.places({tag.key for tag in tags})
    return [Counted(tag, articles[tag.key]) for tag in tags]
