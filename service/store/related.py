"""Tags that share articles with one: more often than by chance, among the newest of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Float, Row, Select, Uuid, any_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store import spans
from service.store.models import ArticleTag, Tag
from service.store.models.tag import FACET, UNDATED

# Half of a frequent tag's neighbours change their places by less than one between 200 and 400; twice the time.
NEWEST = 400


def tags(session: Session, tag: Tag, of_type: str | None, limit: int) -> tuple[int, Sequence[Row]]:
    """At how many articles was looked, and rows of (Tag, shared, strength), the strongest first; all above 0."""
    newest = session.scalars(_newest(tag)).all()
    carried_too = select(ArticleTag.tag, func.count().label("shared")).where(
        ArticleTag.article_id == any_(literal(newest, ARRAY(Uuid))), ArticleTag.tag != tag.key
    )
    shared = carried_too.group_by(ArticleTag.tag).subquery()
    strength = _strength(tag, len(newest), _all(session), shared.c.shared).label("strength")
    query = select(Tag, shared.c.shared, strength).join(shared, shared.c.tag == Tag.key)
    query = query.where(Tag.type == of_type if of_type else Tag.type != FACET, strength > 0)
    return len(newest), session.execute(query.order_by(strength.desc(), Tag.key).limit(limit)).all()


def _newest(tag: Tag) -> Select:
    published = func.coalesce(ArticleTag.published_at, UNDATED)
    its = select(ArticleTag.article_id).where(ArticleTag.tag == tag.key)
    return its.order_by(published.desc(), ArticleTag.article_id.desc()).limit(NEWEST)


def _all(session: Session) -> int:
    """How many articles there are: each is of one kind."""
    return session.scalar(select(func.sum(Tag.articles)).where(Tag.id.in_(spans.KINDS), Tag.type == FACET)) or 0


def _strength(tag: Tag, looked_at: int, articles: int, shared: Any) -> Any:
    """The correlation of carrying the one and the other (phi): 1 always together, 0 as often as by chance.

    Pairs in all articles are told from the share in those looked at; with one article that carries neither, so that
    what all carry does not divide by nothing.
    """
    its, other, whole = tag.articles, cast(Tag.articles, Float), max(articles, tag.articles) + 1
    both = func.least(shared * its / max(looked_at, 1), other)
    return (whole * both - its * other) / func.sqrt(its * other * (whole - its) * func.greatest(whole - other, 1))
