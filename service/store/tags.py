"""Tags: what articles are about, across articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, any_, delete, false, func, literal, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from service.store.filters import within
from service.store.folding import fold
from service.store.models import Article, ArticleTag, Tag

# Held by one transaction at a time that deletes tags: two at once might each leave a tag to the other, for ever.
# A tag is everybody's: whether an article carries it is asked of the table, past any filter on what a session sees.
CARRIED = ArticleTag.__table__
DROPPING = 7_466_174_962
# A longer id comes of garbage, and would not fit into an index.
LONGEST_ID = 500


@dataclass(frozen=True)
class Found:
    """A tag of one article."""

    id: str
    type: str
    name: str
    weight: float


def attach(session: Session, article_id: UUID, found: dict[str, Any]) -> None:
    """Replace the tags of an article; rows go in order of id, so workers cannot deadlock."""
    carried = detach(session, article_id)
    unique = sorted({tag.id: tag for tag in _read(found) if len(tag.id) <= LONGEST_ID}.values(), key=lambda tag: tag.id)
    _hold(session, unique)
    session.add_all(
        ArticleTag(article_id=article_id, tag_id=tag.id, name=tag.name, weight=tag.weight) for tag in unique
    )
    session.flush()
    drop_unused(session, sorted(set(carried).difference(tag.id for tag in unique)))


def _hold(session: Session, unique: Sequence[Found]) -> None:
    """Make the tags that are missing, and keep all of them from being dropped until the transaction's end."""
    there = select(Tag.id).where(_among([tag.id for tag in unique])).order_by(Tag.id)
    held = set(session.scalars(there.with_for_update(read=True, key_share=True)))
    new = [tag for tag in unique if tag.id not in held]
    if new:
        names = [{"id": tag.id, "type": tag.type, "name": tag.name, "folded": fold(tag.name)} for tag in new]
        # an update that changes nothing locks the row of whoever made the same tag just now
        made = insert(Tag).on_conflict_do_update(index_elements=["id"], set_={"name": Tag.name}, where=false())
        session.execute(made, names)


def detach(session: Session, article_id: UUID) -> Sequence[str]:
    """Take all tags from an article; gives their ids."""
    gone = delete(ArticleTag).where(ArticleTag.article_id == article_id)
    return session.scalars(gone.returning(ArticleTag.tag_id)).all()


def drop_unused(session: Session, ids: Sequence[str]) -> None:
    """Delete those of these tags that no article carries; call it last, for it lets one transaction in at a time."""
    if not ids:
        return
    session.execute(select(func.pg_advisory_xact_lock(DROPPING)))
    unused = ~select(CARRIED.c.tag_id).where(CARRIED.c.tag_id == Tag.id).exists()
    # a locked tag is about to be carried; nothing is waited for, so nobody who waits for us can hold us up
    free = session.scalars(select(Tag.id).where(_among(ids), unused).with_for_update(skip_locked=True)).all()
    session.execute(delete(Tag).where(_among(free), unused))


def _among(ids: Sequence[str]) -> ColumnElement[bool]:
    """That a tag is one of these, in one parameter: a statement takes 65,535."""
    return Tag.id == any_(literal(ids, ARRAY(String)))


def _read(found: dict[str, Any]) -> list[Found]:
    entities = [Found(one["id"], one["type"], one["name"], one["salience"]) for one in found["entities"]]
    topics = [Found(one["code"], "topic", one["name"], one["score"]) for one in found["topics"]]
    keywords = [
        Found(f"keyword:{fold(one['text'])}", "keyword", one["text"], one["score"]) for one in found["keywords"]
    ]
    return entities + topics + keywords


def page(session: Session, wanted: dict[str, Any], after: tuple[Any, str] | None, limit: int) -> Sequence[ResultRow]:
    """Rows of (tag, articles, name): the tags of articles that pass the filters, and how many carry each.

    The name is as the first article spells it that the session may see: a tag's own row may come of another's.
    """
    counted = _counted(wanted).subquery()
    spelt = select(ArticleTag.name).where(ArticleTag.tag_id == Tag.id).order_by(ArticleTag.article_id).limit(1)
    query = select(Tag, counted.c.articles, spelt.scalar_subquery().label("name"))
    query = query.join(counted, counted.c.tag_id == Tag.id)
    if "type" in wanted:
        query = query.where(Tag.type == wanted["type"])
    if "q" in wanted:
        query = query.where(Tag.folded.startswith(fold(wanted["q"]), autoescape=True))
    return session.execute(_ordered(query, counted.c.articles, wanted.get("sort"), after).limit(limit)).all()


def _counted(wanted: dict[str, Any]) -> Select[str, int]:
    query = select(ArticleTag.tag_id, func.count().label("articles")).group_by(ArticleTag.tag_id)
    asked = within(wanted)
    return query.join(Article, Article.id == ArticleTag.article_id).where(*asked) if asked else query


def _ordered(query: Select, articles: Any, sort: str | None, after: tuple[Any, str] | None) -> Select:
    if sort == "name":
        if after:
            query = query.where((Tag.folded > after[0]) | ((Tag.folded == after[0]) & (Tag.id > after[1])))
        return query.order_by(Tag.folded, Tag.id)
    if after:
        query = query.where((articles < after[0]) | ((articles == after[0]) & (Tag.id > after[1])))
    return query.order_by(articles.desc(), Tag.id)
