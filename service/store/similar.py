"""Related articles: those that share an article's most telling tags, near it in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Integer, func, literal, select, true, union_all
from sqlalchemy import Row as ResultRow
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from service.store.article_list import UNDATED
from service.store.carried import facet
from service.store.models import Article, ArticleTag, Story, Tag
from service.store.models.tag import FACET

# Tags looked at, those with most weight times rarity; an article has some 25, half of them say where and when only.
TELLING = 12
# Articles of each tag that are looked at, published before the article and after it, nearest first: 1,800 rows at most.
NEAR = 75
# Of those with the highest score so many are looked at until there is one of each story.
LOOKED_AT = 200
ALL = [facet("kind", kind) for kind in ("article", "listing", "other")]


@dataclass(frozen=True)
class Similar:
    """A related article; ``score`` (0..1) is which part of what the first one is about it is about too."""

    article: Article
    score: float
    shared: Sequence[Told]


@dataclass(frozen=True)
class Found:
    """The group of the article's near-duplicates, and what is related to it, best first."""

    same_story: UUID | None
    items: Sequence[Similar]


@dataclass(frozen=True)
class Told:
    """A tag of the article, and what it counts: the article's weight times the tag's rarity."""

    key: int
    id: str
    type: str
    name: str
    weight: float
    rarity: float

    @property
    def worth(self) -> float:
        """How much it tells of the article."""
        return self.weight * self.rarity


@dataclass
class Sum:
    """What an article has in common with the first one, so far."""

    score: float = 0.0
    shared: list[Told] = field(default_factory=list)


def find(session: Session, article_id: UUID, limit: int) -> Found | None:
    """Articles related to a processed one, of each story one; None where there is no such article."""
    article = session.get(Article, article_id)
    if article is None or article.processed_at is None:
        return None
    telling = _telling(session, article)
    sums = _sums(telling, session.execute(_near(article, telling))) if telling else {}
    best = sorted(sums, key=lambda one: (-sums[one].score, -one.int))[:LOOKED_AT]
    chosen = _one_of_each_story(session, best)[:limit]
    rows = session.scalars(select(Article).where(Article.id.in_(chosen))).all()
    rows = sorted(rows, key=lambda row: chosen.index(row.id))
    return Found(article.same_story, [Similar(row, round(sums[row.id].score, 3), sums[row.id].shared) for row in rows])


def _telling(session: Session, article: Article) -> list[Told]:
    """The tags that tell most of an article. Counts may lie a moment behind: it makes no difference here."""
    counted = select(func.sum(Tag.articles)).where(Tag.tenant == article.tenant, Tag.id.in_(ALL))
    total = max(session.scalar(counted) or 0, 1)
    its = select(Tag.key, Tag.id, Tag.type, Tag.name, Tag.articles, ArticleTag.weight)
    its = its.join(ArticleTag, ArticleTag.tag == Tag.key).where(ArticleTag.article_id == article.id, Tag.type != FACET)
    tags = [_told(row, total) for row in session.execute(its)]
    return sorted(tags, key=lambda tag: (-tag.worth, tag.id))[:TELLING]


def _told(row: ResultRow, total: int) -> Told:
    rarity = log(1 + total / max(row.articles, 1))
    return Told(row.key, row.id, row.type, row.name, row.weight, rarity)


def _near(article: Article, telling: Iterable[Told]) -> CompoundSelect:
    """Rows of (tag, article, weight) of articles with these tags: the nearest before it and after it."""
    keys = literal([tag.key for tag in telling], ARRAY(Integer))
    tags = func.unnest(keys).table_valued("tag").render_derived()
    dated = article.published_at is not None
    moment: Any = func.coalesce(ArticleTag.published_at, UNDATED) if dated else ArticleTag.created_at
    at = article.published_at or article.created_at
    its = select(ArticleTag.article_id, ArticleTag.weight).where(ArticleTag.tag == tags.c.tag)
    its = its.where(ArticleTag.article_id != article.id).limit(NEAR)
    before = its.where(moment <= at).order_by(moment.desc(), ArticleTag.article_id.desc()).lateral("before")
    after = its.where(moment > at).order_by(moment, ArticleTag.article_id).lateral("after")
    sides = [
        select(tags.c.tag, side.c.article_id, side.c.weight).join_from(tags, side, true()) for side in (before, after)
    ]
    return union_all(*sides)


def _sums(telling: Sequence[Told], rows: Iterable[ResultRow]) -> dict[UUID, Sum]:
    tags = {tag.key: tag for tag in telling}
    whole = sum(tag.worth for tag in telling) or 1.0
    sums: dict[UUID, Sum] = defaultdict(Sum)
    for row in rows:
        tag = tags[row.tag]
        if common := tag.rarity * min(tag.weight, row.weight):
            sums[row.article_id].score += common / whole
            sums[row.article_id].shared.append(tag)
    return sums


def _one_of_each_story(session: Session, articles: Sequence[UUID]) -> list[UUID]:
    """The first article of each group of near-duplicates, and all that are in none."""
    its = select(Story.article_id, Story.story).where(Story.article_id.in_(articles), Story.story.is_not(None))
    stories = {row.article_id: row.story for row in session.execute(its)}
    first = {stories.get(article, article): article for article in reversed(articles)}
    return [article for article in articles if first[stories.get(article, article)] == article]
