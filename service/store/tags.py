"""Tags of articles: given, taken, counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, String, any_, delete, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from service.store import carried, counts
from service.store.carried import Carried
from service.store.folding import fold
from service.store.models import Article, ArticleKeys, ArticleTag, Tag
from service.store.models.tag import FACET

Counted = set[tuple[str, str]]


def attach(session: Session, article: Article, before: Counted) -> Collection[int]:
    """Give an article the tags that it says it carries, instead of those it had; gives their keys.

    ``before`` is what it added to the counts up to now. Workers wait for nobody who counts, and lock tags in order of
    id, so they cannot deadlock.
    """
    tags, after = carried.of(article), carried.parts(article)
    keys = _hold(session, article.tenant, tags)
    detach(session, article)
    same = {"article_id": article.id, "tenant": article.tenant}
    same |= {"created_at": article.created_at, "published_at": article.published_at}
    rows = [same | {"tag": keys[one.id], "weight": one.weight} for one in tags.values()]
    if rows:
        session.execute(insert(ArticleTag), rows)
    shown = sorted(keys[one.id] for one in tags.values() if one.type != FACET)
    if shown:
        session.execute(insert(ArticleKeys), {"article_id": article.id, "tenant": article.tenant, "tags": shown})
    keys |= _keys(session, article.tenant, {tag for tag, _ in before} - tags.keys())
    _count(session, keys, after - before, before - after)
    return [keys[tag] for tag in tags]


def detach(session: Session, article: Article) -> None:
    """Take all tags from an article; they stay counted."""
    for table in (ArticleTag, ArticleKeys):
        session.execute(delete(table).where(table.article_id == article.id))


def forget(session: Session, article: Article, before: Counted) -> None:
    """Take all tags from an article that goes, and what it added to their counts."""
    detach(session, article)
    _count(session, _keys(session, article.tenant, {tag for tag, _ in before}), set(), before)


def _count(session: Session, keys: Mapping[str, int], added: Counted, taken: Counted) -> None:
    counts.change(
        session,
        [(keys[tag], part) for tag, part in sorted(added)],
        [(keys[tag], part) for tag, part in sorted(taken) if tag in keys],
    )


def _hold(session: Session, tenant: str, tags: Mapping[str, Carried]) -> dict[str, int]:
    """Make the tags that are missing, and keep all of them from being dropped until the transaction's end.

    Who counts never waits for what is locked here: not for new rows, which it cannot see, nor for a share of others.
    """
    keys = _locked(session, tenant, tags)
    while missing := [one for one in tags.values() if one.id not in keys]:
        keys |= _made(session, tenant, missing)
    return keys


def _locked(session: Session, tenant: str, ids: Collection[str]) -> dict[str, int]:
    there = select(Tag.id, Tag.key).where(*_among(tenant, ids)).order_by(Tag.id)
    return {row.id: row.key for row in session.execute(there.with_for_update(read=True, key_share=True))}


def _made(session: Session, tenant: str, missing: Sequence[Carried]) -> dict[str, int]:
    """Tags that are made now, or were by another a moment ago; none if one of those was dropped again since.

    That one cannot be made as well while those after it are held: another may hold it and wait for them.
    """
    rows = [
        {"tenant": tenant, "id": one.id, "type": one.type, "name": one.name, "folded": fold(one.name)}
        for one in missing
    ]
    with session.connection().begin_nested() as point:
        made = upsert(Tag).on_conflict_do_nothing().returning(Tag.id, Tag.key)
        keys = {row.id: row.key for row in session.execute(made, rows)}
        if others := [one.id for one in missing if one.id not in keys]:
            keys |= _locked(session, tenant, others)
        if len(keys) < len(missing):
            point.rollback()
            return {}
    return keys


def _keys(session: Session, tenant: str, ids: Collection[str]) -> dict[str, int]:
    found = session.execute(select(Tag.id, Tag.key).where(*_among(tenant, ids))) if ids else ()
    return {row.id: row.key for row in found}


def _among(tenant: str, ids: Collection[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a tag is one of these, in one parameter: a statement takes 65,535."""
    return Tag.tenant == tenant, Tag.id == any_(literal(list(ids), ARRAY(String)))
