"""Related articles: those that share an article's most telling tags, near it in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Double,
    Integer,
    Select,
    Uuid,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import LateralFromClause, TableValuedAlias

from service.store.article_list import UNDATED
from service.store.carried import facet
from service.store.models import Article, ArticleTag, Story, Tag
from service.store.models.tag import FACET

# Tags looked at, those with most weight times rarity; an article has some 25, half of them say where and when only.
TELLING = 12
# Articles of each tag that are looked at, published before the article and after it, nearest first: 1,800 rows at most.
NEAR = 75
# Of those with the highest score so many are looked at until there is one of each story, mostly the first few.
LOOKED_AT = 200
SPARE = 2
ALL = [facet("kind", kind) for kind in ("article", "listing", "other")]
# Both are read from indexes alone, which know no tenants: a tag's articles are of its own.
CARRIED, STORIES = ArticleTag.__table__.c, Story.__table__.c
GROUPED = select(STORIES.article_id, STORIES.story).where(
    STORIES.article_id == any_(bindparam("ids", type_=ARRAY(Uuid))), STORIES.story.is_not(None)
)
# The planner thinks of an average tag, takes all its articles and sorts them; some are carried by a quarter of all.
IN_ORDER = text("SET LOCAL enable_bitmapscan = off")


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


def find(session: Session, article_id: UUID, limit: int) -> Found | None:
    """Articles related to a processed one, of each story one; None where there is no such article."""
    article = session.get(Article, article_id)
    if article is None or article.processed_at is None:
        return None
    telling = _telling(session, article)
    session.execute(IN_ORDER)
    best = session.execute(_best(article, telling)).all() if telling else []
    chosen = _one_of_each_story(session, best, limit)
    rows = session.scalars(select(Article).where(Article.id.in_([one.article_id for one in chosen])))
    return Found(article.same_story, _similar(chosen, telling, {row.id: row for row in rows}))


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


def _best(article: Article, telling: Sequence[Told]) -> Select:
    """Rows of (article_id, score, shared keys): what has most in common with an article, best first."""
    whole = sum(tag.worth for tag in telling) or 1.0
    told = func.unnest(
        literal([tag.key for tag in telling], ARRAY(Integer)),
        literal([tag.rarity / whole for tag in telling], ARRAY(Double)),
        literal([tag.weight for tag in telling], ARRAY(Double)),
    )
    tags = told.table_valued(
        column("tag", Integer), column("rarity", Double), column("weight", Double)
    ).render_derived()
    near = _near(article, tags).subquery()
    score = func.sum(near.c.common).label("score")
    summed = select(near.c.article_id, score, func.array_agg(near.c.tag).label("shared")).group_by(near.c.article_id)
    return summed.having(score > 0).order_by(score.desc(), near.c.article_id.desc()).limit(LOOKED_AT)


def _near(article: Article, tags: TableValuedAlias) -> CompoundSelect:
    """What articles with these tags have in common with one, tag by tag: the nearest before it and after it."""
    dated = article.published_at is not None
    moment: Any = func.coalesce(CARRIED.published_at, UNDATED) if dated else CARRIED.created_at
    at = article.published_at or article.created_at
    its = select(CARRIED.article_id, CARRIED.weight).where(CARRIED.tag == tags.c.tag)
    its = its.where(CARRIED.article_id != article.id).limit(NEAR)
    before = its.where(moment <= at).order_by(moment.desc(), CARRIED.article_id.desc()).lateral("before")
    after = its.where(moment > at).order_by(moment, CARRIED.article_id).lateral("after")
    return union_all(*(_common(tags, side) for side in (before, after)))


def _common(tags: TableValuedAlias, side: LateralFromClause) -> Select:
    common = tags.c.rarity * func.least(tags.c.weight, side.c.weight)
    return select(tags.c.tag, side.c.article_id, common.label("common")).join_from(tags, side, true())


def _one_of_each_story(session: Session, best: Sequence[ResultRow], limit: int) -> list[ResultRow]:
    """The first of each group of near-duplicates, and all that are in none; no more are looked at than it takes."""
    first: dict[UUID, ResultRow] = {}
    for start in range(0, len(best), SPARE * limit):
        rows = best[start : start + SPARE * limit]
        stories = dict(session.execute(GROUPED, {"ids": [row.article_id for row in rows]}).all())
        for row in rows:
            first.setdefault(stories.get(row.article_id) or row.article_id, row)
        if len(first) >= limit:
            break
    return list(first.values())[:limit]


def _similar(chosen: Iterable[ResultRow], telling: Sequence[Told], articles: Mapping[UUID, Article]) -> list[Similar]:
    return [
        Similar(articles[one.article_id], round(one.score, 3), [tag for tag in telling if tag.key in one.shared])
        for one in chosen
        if one.article_id in articles  # nobody deleted it just now
    ]
