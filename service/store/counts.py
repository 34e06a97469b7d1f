"""Counts of tags: changes are written down without waiting for anybody, and added up by one at a time.

Nobody who reads counts misses a change that was committed: what is not added up yet is added up first, in transactions
of its own, so that others who wait for their turn wait for a part of it only.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from service.store.carried import DAYS, MONTH, MONTHS
from service.store.models import TagDelta

# Held by one transaction at a time that adds up.
ADDING = 7_466_174_963
# A fifth of a second of a processor, on a busy machine with slow disks a second; a worker that saves an article writes
# a hundred.
AT_ONCE = 5_000
# A longer name is no name, and would not fit into an index.
LONGEST_PART = 200

WAITING = text("SELECT EXISTS (SELECT FROM tag_deltas)")
ADD_UP = text(f"""
    WITH gone AS (
        DELETE FROM tag_deltas WHERE id IN (SELECT id FROM tag_deltas ORDER BY id LIMIT :most)
        RETURNING tag, part, articles
    ), summed AS (
        SELECT tag, part, sum(articles)::int AS articles FROM gone GROUP BY tag, part HAVING sum(articles) <> 0
    ), months AS (
        SELECT tag, translate(left(part, {MONTH}), '{DAYS}', '{MONTHS}') AS part, sum(articles)::int AS articles
        FROM summed WHERE part ~ '^[{DAYS}]' GROUP BY 1, 2 HAVING sum(articles) <> 0
    ), totals AS (
        UPDATE tags SET articles = tags.articles + summed.articles FROM summed
        WHERE summed.part = '' AND tags.key = summed.tag
    ), parts AS (
        INSERT INTO tag_counts (tag, part, tenant, type, articles)
        SELECT tags.key, every.part, tags.tenant, tags.type, every.articles
        FROM (TABLE summed UNION ALL TABLE months) every JOIN tags ON tags.key = every.tag WHERE every.part <> ''
        ON CONFLICT (tag, part) DO UPDATE SET articles = tag_counts.articles + excluded.articles
    )
    SELECT count(*) FROM gone
""")
DROP_EMPTY = text("""
    DELETE FROM tag_counts WHERE (tag, part) IN (SELECT tag, part FROM tag_counts WHERE articles <= 0 LIMIT :most)
""")
# A tag that is locked is about to be carried; one that is carried has changes that are not committed yet.
UNUSED = text("""
    SELECT key FROM tags WHERE articles <= 0 LIMIT :most FOR UPDATE SKIP LOCKED
""")
DROP_UNUSED = text("""
    DELETE FROM tags WHERE key = ANY(:keys) AND NOT EXISTS (SELECT FROM article_tags WHERE tag = tags.key)
""")

Change = tuple[int, str]


def change(session: Session, added: Iterable[Change], taken: Iterable[Change]) -> None:
    """Write down that one article more carries each tag (key) in each part, and one less; months come of their days."""
    changes = [(tag, part, 1) for tag, part in added] + [(tag, part, -1) for tag, part in taken]
    rows = [
        {"tag": tag, "part": part[:LONGEST_PART], "articles": articles}
        for tag, part, articles in changes
        if not part or part[0] not in MONTHS
    ]
    if rows:
        session.execute(insert(TagDelta), rows)


def waiting(session: Session) -> bool:
    """Whether there are changes that are not added up."""
    return bool(session.scalar(WAITING))


def add_up(session: Session) -> bool:
    """Add a part of the changes, the oldest first, to the counts; whether there may be more.

    The session holds the lock until its end, so it should do nothing else.
    """
    if not waiting(session):
        return False
    _wait_for_turn(session)
    return session.scalar(ADD_UP, {"most": AT_ONCE}) == AT_ONCE


def drop_unused(session: Session) -> int:
    """Drop some of what counts nothing, which nobody is shown; gives how many tags were looked at."""
    _wait_for_turn(session)
    session.execute(DROP_EMPTY, {"most": AT_ONCE})
    unused = session.scalars(UNUSED, {"most": AT_ONCE}).all()
    if unused:
        session.execute(DROP_UNUSED, {"keys": unused})
    return len(unused)


def _wait_for_turn(session: Session) -> None:
    session.execute(select(func.pg_advisory_xact_lock(ADDING)))
