"""Near-duplicates: who saves an article looks for others with nearly its words, and puts them into one group.

Locks, after all others of a transaction and always in this order, so that nobody deadlocks: the bands of the article in
order, so that two copies saved at once see each other; then, where groups change, the one of the tenant's groups.
Rows of ``stories`` are only changed under that one. A transaction saves one article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, delete, func, insert, literal, select, true, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, undefer

from service.store.models import Article, Story, StoryBand
from service.store.models.row import new_id

# A band is three numbers of two bytes: of two texts that share s of their runs, some of 20 bands agree with a
# probability of 1 - (1 - s^3)^20: 93% at s = 0.5, 99% at 0.6; and of 0.1% where s = 0.04.
BAND_BYTES = 6
BANDS = 20
# Of 12,000 stories of the VNTC corpus 48 pairs share half of their runs or more: 45 are one text that was edited,
# three are tables printed again the next day. Two papers' own reports of one event share 46% at most (by quoting the
# same sentences).
LIKE = 0.5
# Looked at for each band, newest first, and in all those that share most bands. In 12,000 stories of the VNTC corpus
# three shared a band at most.
OF_A_BAND = 30
LOOKED_AT = 50
# Members of a group that is merged into another; a larger one stays for itself.
MOST_MOVED = 200


def save(session: Session, article: Article, signature: bytes) -> None:
    """Give an article its signature (empty for none) and the group of its likes."""
    kept = _signature(session, article)
    if kept == signature:  # what it was put into then still holds
        return
    if kept:
        _drop_bands(session, article, kept)
    near = _near(session, article, signature) if signature else []
    if near or kept:
        _lock_groups(session, article)
    before = _group(session, article) if kept else None
    row = {"article_id": article.id, "tenant": article.tenant, "signature": signature}
    row["story"] = _join(session, article, signature, near) if near else None
    made = upsert(Story).values(row)
    told = {name: row[name] for name in ("signature", "story")}
    session.execute(made.on_conflict_do_update(index_elements=["article_id"], set_=told))
    if before and before != row["story"]:
        _shrink(session, article, before)


def forget(session: Session, article: Article) -> None:
    """Take an article that goes out of its group."""
    kept = _signature(session, article)
    if kept:
        _drop_bands(session, article, kept)
        _lock_groups(session, article)
        _shrink(session, article, _group(session, article))


def save_one_more(session: Session, sign: Callable[[str | None, str | None], bytes | None]) -> bool:
    """Give one article its signature that was processed before there were any; whether there was one."""
    waiting = select(Article).join(Story, Story.article_id == Article.id).where(Story.signature.is_(None)).limit(1)
    locked = waiting.with_for_update(key_share=True, skip_locked=True, of=Article)
    article = session.scalar(locked.options(undefer(Article.text)))
    if article:
        save(session, article, sign(article.title, article.text) or b"")
    return article is not None


def likeness(one: bytes, other: bytes) -> float:
    """Which part of their runs of words two texts share, as their signatures tell."""
    pairs = zip(memoryview(one).cast("H"), memoryview(other).cast("H"), strict=True)
    return sum(a == b for a, b in pairs) / (len(one) // 2)


def _signature(session: Session, article: Article) -> bytes | None:
    return session.scalar(select(Story.signature).where(Story.article_id == article.id))


def _group(session: Session, article: Article) -> UUID | None:
    return session.scalar(select(Story.story).where(Story.article_id == article.id))


def bands(article: Article, signature: bytes) -> list[int]:
    """The bands of a signature, in the order in which they are locked."""
    pieces = [signature[at : at + BAND_BYTES] for at in range(0, BANDS * BAND_BYTES, BAND_BYTES)]
    tenant = article.tenant.encode()
    return sorted(_number(bytes([place]), piece, tenant) for place, piece in enumerate(pieces))


def _number(*parts: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(b"".join(parts), digest_size=8).digest(), "little", signed=True)


def _drop_bands(session: Session, article: Article, signature: bytes) -> None:
    its = (StoryBand.band.in_(bands(article, signature)), StoryBand.article_id == article.id)
    session.execute(delete(StoryBand).where(*its))


def _near(session: Session, article: Article, signature: bytes) -> list[UUID]:
    """Put an article into its bands; gives others there, those that share most bands first."""
    each = func.unnest(literal(bands(article, signature), ARRAY(BigInteger))).table_valued("band").render_derived()
    session.execute(select(func.pg_advisory_xact_lock(each.c.band)))
    rows = select(each.c.band, literal(article.id), literal(article.tenant))
    session.execute(insert(StoryBand).from_select(["band", "article_id", "tenant"], rows))
    newest = select(StoryBand.article_id).order_by(StoryBand.article_id.desc()).limit(OF_A_BAND)
    there = newest.where(StoryBand.band == each.c.band, StoryBand.article_id != article.id).lateral()
    shared = select(there.c.article_id).select_from(each).join(there, true()).group_by(there.c.article_id)
    most = shared.order_by(func.count().desc(), there.c.article_id.desc()).limit(LOOKED_AT)
    return list(session.scalars(most))


def _lock_groups(session: Session, article: Article) -> None:
    """From here on nobody else changes a group of the tenant."""
    session.execute(select(func.pg_advisory_xact_lock(_number(b"groups of ", article.tenant.encode()))))


def _join(session: Session, article: Article, signature: bytes, near: Sequence[UUID]) -> UUID | None:
    """The group of those that are alike, made or merged; None when none is."""
    kept = session.execute(select(Story).where(Story.article_id.in_(near), Story.tenant == article.tenant)).scalars()
    likes = [one for one in kept if one.signature and likeness(signature, one.signature) >= LIKE]
    if not likes:
        return None
    groups = sorted({one.story for one in likes if one.story})
    group = _merged(session, groups) if len(groups) > 1 else groups[0] if groups else new_id()
    if alone := [one.article_id for one in likes if one.story is None]:
        _put(session, Story.article_id.in_(alone), group)
    return group


def _merged(session: Session, groups: Sequence[UUID]) -> UUID:
    """The largest of some groups, the eldest of equals; the others go into it."""
    sizes = {group: _size(session, group) for group in groups}
    stays = max(groups, key=lambda group: sizes[group])
    moved = [group for group in groups if group != stays and sizes[group] <= MOST_MOVED]
    _put(session, Story.story.in_(moved), stays)
    return stays


def _size(session: Session, group: UUID) -> int:
    some = select(Story.article_id).where(Story.story == group).limit(MOST_MOVED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _shrink(session: Session, article: Article, group: UUID | None) -> None:
    """An article leaves a group; who is left there alone has none."""
    others = select(Story.article_id).where(Story.story == group, Story.article_id != article.id).limit(2)
    left = session.scalars(others).all()
    if len(left) == 1:
        _put(session, Story.article_id == left[0], None)


def _put(session: Session, which: ColumnElement[bool], group: UUID | None) -> None:
    change = update(Story).where(which).values(story=group)
    session.execute(change, execution_options={"synchronize_session": False})
