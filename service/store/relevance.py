"""Articles by how well they answer a search: the newest that do are looked at, and the best of them come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Float, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from service.store import sought, spelled
from service.store.models import Article
from service.store.sought import Asked, Sought
from service.store.windows import Walk

# How many of the newest are ranked: those with all words in the title or lead, and those with them anywhere.
MOST_IN_HEAD, MOST_ANYWHERE = 100, 100
# Of a word in the text, (nothing), the lead, the title; much of it in a long text weighs less (1).
WEIGHTS: Any = literal_column("'{0.1, 0.2, 0.4, 1.0}'::real[]")
LENGTH: Any = literal_column("1")
# For all diacritics of the question in the title or lead: as much as for a word in the title.
SPELLED = 1.0
OLDEST = datetime.min.replace(tzinfo=UTC)
# Its rank, when it was published, its id: they sort from the best to the worst when they are turned round.
Place = tuple[float, datetime, UUID]


def places(session: Session, wanted: dict[str, Any], seen: datetime, after: Place | None, limit: int) -> list[Place]:
    """Where the next best articles stand, of those that had arrived by ``seen``."""
    asked = sought.of(session, wanted, "published")
    if asked is None or asked.asked is None:
        return []
    its = (*asked.checks, Article.created_at <= seen)
    ids = _candidates(session, replace(asked, checks=its), wanted)
    ranked = sorted(_ranked(session, ids, asked.asked), reverse=True) if ids else []
    return [place for place in ranked if after is None or place < after][:limit]


def _candidates(session: Session, asked: Sought, wanted: dict[str, Any]) -> set[UUID]:
    walk = Walk(session, asked, "-published", wanted)
    if among := sought.among(wanted):
        return set(walk.few(among, MOST_ANYWHERE))
    found = set(walk.ids(MOST_ANYWHERE))
    if len(found) == MOST_ANYWHERE and asked.head:
        found |= set(walk.ids(MOST_IN_HEAD, asked.head))
    return found


def _ranked(session: Session, ids: set[UUID], asked: Asked) -> list[Place]:
    query = cast(" & ".join(term.query() for term in asked.wanted), TSQUERY)
    rank = func.ts_rank_cd(WEIGHTS, Article.search, query, LENGTH, type_=Float)
    head = (Article.title, Article.lead) if asked.spelled else ()
    rows = session.execute(
        select(Article.id, Article.published_at, rank.label("rank"), *head).where(sought.one_of(ids))
    )
    all_spelled = spelled.all_in(asked.spelled)
    return [
        (
            round(row.rank + SPELLED * bool(head and all_spelled(f"{row.title}\n{row.lead}")), 6),
            row.published_at or OLDEST,
            row.id,
        )
        for row in rows
    ]
