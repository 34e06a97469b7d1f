"""Articles by how well they answer a search: the newest that do are looked at, and the best of them come first.

Only what the index and the rows themselves tell is looked at: to read the vector of an article, or its text, takes as
long as to find ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from service.store import reading, sought, spelled
from service.store.asked import Asked
from service.store.hits import Hit, finder, sayer
from service.store.sought import Sought
from service.store.windows import Walk

# How many of the newest with all words are looked at (of those where each has to be read for it, as for phrases), and
# how many of the newest with all of them in title or lead, or where two follow each other. A hundred of these took a
# search of three words 2,917 blocks instead of 2,087, a hundred of those that are read one of a phrase 2,325 instead
# of 1,963 (medians of few searches, a million articles).
MOST, MOST_READ, MOST_BETTER = 100, 50, 50
# The first window holds half as many articles again as are looked at.
FIRST = 150
# One in so many has words that follow each other: a guess, which tells how far to look for them.
MANY_NEAR = 20
# What is looked at.
SHOWN = ("published_at", "title", "lead")
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
    checks = asked.checks | {"created_to": min(seen, asked.checks.get("created_to", seen))}
    candidates = Candidates(asked.asked)
    near = _find(session, replace(asked, checks=checks), wanted, candidates)
    rank = _ranker(asked.asked)
    ranked = [
        (rank(row, hits, row.id in near), row.published_at or OLDEST, row.id) for row, hits in candidates.all.values()
    ]
    return [place for place in sorted(ranked, reverse=True) if after is None or place < after][:limit]


class Candidates:
    """What is ranked, with the words that stand in its title and lead."""

    def __init__(self, asked: Asked):
        self.all: dict[UUID, tuple[Row, list[Hit]]] = {}
        self._find, self._says, self._terms = finder(asked.wanted), sayer(asked.wanted), len(asked.wanted)

    def add(self, rows: Sequence[Row]) -> int:
        """Take more; gives how many of them have all words in title or lead."""
        new = {row.id: (row, list(self._find(_head(row)))) for row in rows if row.id not in self.all}
        self.all |= new
        return sum(len({hit.term for hit in hits}) == self._terms for _, hits in new.values())

    def in_head(self, rows: Sequence[Row]) -> list[Row]:
        """Those of them that have all words in title or lead."""
        return [row for row in rows if self._says(_head(row))]


def _find(session: Session, asked: Sought, wanted: dict[str, Any], candidates: Candidates) -> set[UUID]:
    """Find candidates; gives which of them have words that follow each other."""
    walk = Walk(session, asked, "-published", wanted, shown=SHOWN, first=FIRST)
    if among := sought.among(wanted):
        candidates.add(walk.few(among, MOST))
        return set()
    most = MOST_READ if asked.reads else MOST
    found = walk.found(most)
    rows, are_few = found.rows, len(found.rows) < most
    in_head = candidates.add(rows)
    if asked.reads and found.is_all:
        candidates.add(reading.passing(session, asked, candidates.in_head(found.rest), MOST_BETTER)[0])
    elif asked.head and not are_few:
        candidates.add(walk.found(MOST_BETTER, asked.head, rows, in_head).rows)
    near = walk.found(MOST_BETTER, asked.near, rows, most // MANY_NEAR, are_few).rows if asked.near and rows else []
    candidates.add(near)
    return {row.id for row in near}


def _head(row: Row) -> str:
    return f"{row.title or ''}.\n{row.lead or ''}"


def _ranker(asked: Asked) -> Callable[[Row, list[Hit], bool], float]:
    """What tells the rank of an article, of which words follow each other somewhere or not."""
    written, many = asked.spelled, len(asked.wanted)
    all_spelled = spelled.all_in(written)

    def rank(row: Row, hits: list[Hit], is_near: bool) -> float:
        end = len(row.title or "")
        in_head = {hit.term for hit in hits}
        in_title = {hit.term for hit in hits if hit.start < end}
        words = TITLE * len(in_title) + LEAD * (len(in_head) - len(in_title)) + TEXT * (many - len(in_head))
        is_near = is_near or (len(in_head) > 1 and _follow(_head(row), hits))
        is_spelled = bool(written) and all_spelled(_head(row))
        return round(words / many + NEAR * is_near + SPELLED * is_spelled, 6)

    return rank


def _follow(text: str, hits: list[Hit]) -> bool:
    """Whether two terms follow each other as in the question."""
    return any(later.term == hit.term + 1 and text[hit.end : later.start].isspace() for hit, later in pairwise(hits))
