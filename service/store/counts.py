"""Counts of tags: changes are written down without waiting for anybody, and added up by one at a time.

Nobody who reads counts misses a change that was committed: what is not added up yet is added up first.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import exists, func, insert, select, text
from sqlalchemy.orm import Session

from service.store.models import TagDelta

# Held by one transaction at a time that adds up.
ADDING = 7_466_174_963
# About a second's work; a worker that saves an article writes a hundred.
AT_ONCE = 50_000
# A longer name is no name, and would not fit into an index.
LONGEST_PART = 200

ADD_UP = text("""
    WITH gone AS (
        DELETE FROM tag_deltas WHERE id IN (SELECT id FROM tag_deltas ORDER BY id LIMIT :most)
        RETURNING tag, part, articles
    ), summed AS (
        SELECT tag, part, sum(articles)::int AS articles FROM gone GROUP BY tag, part HAVING sum(articles) <> 0
    ), totals AS (
        UPDATE tags SET articles = tags.articles + summed.articles FROM summed
        WHERE summed.part = '' AND tags.key = summed.tag
    ), parts AS (
        INSERT INTO tag_counts (tag, part, tenant, type, articles)
        SELECT tags.key, summed.part, tags.tenant, tags.type, summed.articles
        FROM summed JOIN tags ON tags.key = summed.tag WHERE summed.part <> ''
        ON CONFLICT (tag, part) DO UPDATE SET articles = tag_counts.articles + excluded.articles
    )
    SELECT count(*) FROM gone
""")
DROP_EMPTY = text("DELETE FROM tag_counts WHERE articles <= 0")
# A tag that is locked is about to be carried; one that is carried has changes that are not committed yet.
UNUSED = text("""
    SELECT key FROM tags WHERE articles <= 0 LIMIT :most FOR UPDATE SKIP LOCKED
""")
DROP_UNUSED = text("""
    DELETE FROM tags WHERE key = ANY(:keys) AND NOT EXISTS (SELECT FROM article_tags WHERE tag = tags.key)
""")

Change = tuple[int, str]


def change(session: Session, added: Iterable[Change], taken: Iterable[Change]) -> None:
    """Write down that one article more carries each tag (key) in each part, and one less."""
    rows = [{"tag": tag, "part": part[:LONGEST_PART], "articles": 1} for tag, part in added]
    rows += [{"tag": tag, "part": part[:LONGEST_PART], "articles": -1} for tag, part in taken]
    if rows:
        session.execute(insert(TagDelta), rows)


def add_up(session: Session) -> int:
    """Bring all counts up to now, and drop what counts nothing; gives how many changes were added.

    The session holds the lock until its end, so it should have little else to do.
    """
    if not session.scalar(select(exists().select_from(TagDelta))):
        return 0
    session.execute(select(func.pg_advisory_xact_lock(ADDING)))
    added = 0
    while found := session.scalar(ADD_UP, {"most": AT_ONCE}) or 0:
        added += found
    session.execute(DROP_EMPTY)
    if unused := session.scalars(UNUSED, {"most": AT_ONCE}).all():
        session.execute(DROP_UNUSED, {"keys": unused})
    return added
