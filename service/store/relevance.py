"""Articles by how well they answer a search: the newest that do are looked at, and the best of them come first.

Only what the index and the rows themselves tell is looked at: to read the vector of an article, or its text, takes as
long as to find ten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from service.store import sought, spelled
from service.store.asked import Asked
from service.store.hits import Hit, finder
from service.store.models import Article
from service.store.sought import Sought
from service.store.windows import Walk

# How many of the newest are looked at of those with all words in title or lead, and of those where two words follow
# each other (or, where these are fewer, also of those with all words anywhere).
MOST = 100
# One in so many has words that follow each other, one in so many all of them in title or lead: a guess, which tells how
# far to look for them.
MANY_NEAR, MANY_IN_HEAD = 20, 5
# What is looked at.
SHOWN = (Article.published_at, Article.title, Article.lead)
# What a word counts in the title, the lead and the text.
TITLE, LEAD, TEXT = 1.0, 0.4, 0.1
# For words that follow each other as in the question: less than to stand in the lead.
NEAR = 0.2
# For all diacritics of the question in the title or lead: as much as for all words in the title.
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
    rows, near = _candidates(session, replace(asked, checks=its), wanted)
    rank = _ranker(asked.asked)
    ranked = [(rank(row, row.id in near), row.published_at or OLDEST, row.id) for row in rows.values()]
    return [place for place in sorted(ranked, reverse=True) if after is None or place < after][:limit]


def _candidates(session: Session, asked: Sought, wanted: dict[str, Any]) -> tuple[dict[UUID, Row], set[UUID]]:
    """What is ranked, and which of it has words that follow each other."""
    walk = Walk(session, asked, "-published", wanted, shown=SHOWN)
    if among := sought.among(wanted):
        return {row.id: row for row in walk.few(among, MOST)}, set()
    found = walk.rows(MOST)
    near = walk.rows(MOST, asked.near, found, MANY_NEAR) if asked.near else []
    in_head = walk.rows(MOST, asked.head, found, MANY_IN_HEAD) if len(found) == MOST and asked.head else []
    if len(near) == MOST:
        found = []
    return {row.id: row for row in (*near, *found, *in_head)}, {row.id for row in near}


def _ranker(asked: Asked) -> Callable[[Row, bool], float]:
    """What tells the rank of an article, of which words follow each other somewhere or not."""
    find, all_spelled = finder(asked.wanted), spelled.all_in(asked.spelled)
    many = len(asked.wanted)

    def rank(row: Row, is_near: bool) -> float:
        title, text = row.title or "", f"{row.title or ''}.\n{row.lead or ''}"
        hits = find(text)
        in_head = {hit.term for hit in hits}
        in_title = {hit.term for hit in hits if hit.start < len(title)}
        words = TITLE * len(in_title) + LEAD * (len(in_head) - len(in_title)) + TEXT * (many - len(in_head))
        is_spelled = bool(asked.spelled) and all_spelled(text)
        return round(words / many + NEAR * (is_near or _follow(text, hits)) + SPELLED * is_spelled, 6)

    return rank


def _follow(text: str, hits: list[Hit]) -> bool:
    """Whether two terms follow each other as in the question."""
    return any(later.term == hit.term + 1 and text[hit.end : later.start].isspace() for hit, later in pairwise(hits))
