"""Tags that share articles with one: more often than by chance, among the newest of its articles."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from sqlalchemy.orm import Session

from service.store import spans, tops
from service.store.models import Tag
from service.store.models.tag import FACET, PUBLISHED, TYPES
from service.store.planned import listed, said
from service.store.tenants import TENANT

# What belongs to a tag of late. Of twice as many, which take the database 15 ms for 10, four in ten of the first twenty
# are the same (the hottest tags of 50,000 articles of the bench, where each story has tags of its own).
NEWEST = 300
# Strength is at most the root of the share of articles that is shared: the best are among those that share most. So
# many are compared first, and the rest where one of them could be better.
MOST, FIRST = 500, 200
# The newest articles of a tag are read off an index, which knows no tenants: who sees a tag sees its articles. Of the
# other tags those come first that most of them share; each article is of one kind, so these say how many there are.
SHARED = said(
    {
        "newest": f"""
            SELECT article_id FROM article_tags WHERE tag = :key
            ORDER BY {PUBLISHED} DESC, article_id DESC LIMIT :few
        """,
        "shared": f"""
            SELECT tag, count(*) AS articles FROM (
                SELECT unnest(tags) AS tag FROM article_keys
                WHERE {listed("article_id", "SELECT article_id FROM newest")}
            ) each WHERE tag <> :key GROUP BY tag ORDER BY articles DESC, tag DESC LIMIT :most
        """,
    },
    f"""
        SELECT (SELECT count(*) FROM newest) AS newest,
        (SELECT sum(articles) FROM tags WHERE tenant = :tenant AND id = ANY(:facets) AND type = '{FACET}') AS every,
        ARRAY(SELECT tag FROM shared) AS tags, ARRAY(SELECT articles FROM shared) AS articles
    """,
)
COUNTED = said(
    {},
    f"""
        SELECT key, articles FROM tags
        WHERE {listed("key", "SELECT unnest(:tags)")} AND type = ANY(:types) AND articles > 0
    """,
)


class Neighbour(NamedTuple):
    """A tag, how many of the articles that were looked at carry it, and how strongly it belongs to the other."""

    Tag: Tag
    shared: int
    strength: float


def tags(session: Session, tag: Tag, of_type: str | None, limit: int) -> tuple[int, list[Neighbour]]:
    """At how many articles was looked, and the tags with a strength above 0, the strongest first."""
    asked = {"key": tag.key, "tenant": session.info[TENANT], "facets": list(spans.KINDS), "few": NEWEST, "most": MOST}
    looked = session.execute(SHARED, asked).one()
    shared = dict(zip(looked.tags, looked.articles, strict=True))
    count, first = Pair(tag.articles, looked.every or 0, looked.newest), list[tuple[float, int]]()
    for some in (looked.tags[:FIRST], looked.tags[FIRST:]):
        if not some or (len(first) == limit and -first[-1][0] > count.most(shared[some[0]])):
            break
        its = session.execute(COUNTED, {"tags": some, "types": [of_type] if of_type else list(TYPES)})
        strengths = [(count.strength(row.articles, shared[row.key]), row.key) for row in its]
        first = sorted([*first, *((-strength, key) for strength, key in strengths if strength > 0)])[:limit]
    found = tops.tags(session, [key for _, key in first])
    return looked.newest, [Neighbour(found[key], shared[key], -strength) for strength, key in first]


class Pair(NamedTuple):
    """What is known of a tag: how many articles carry it, how many there are, at how many was looked."""

    its: int
    all: int
    looked_at: int

    def most(self, shared: int) -> float:
        """What the strength is at most of a tag that is shared with so many."""
        return sqrt(shared / self.looked_at)

    def strength(self, other: int, shared: int) -> float:
        """The correlation of carrying the one and the other (phi): 1 always together, 0 as often as by chance.

        How many articles carry both is told from those looked at. One article more, with neither, keeps what all
        articles carry from dividing by nothing.
        """
        its, whole = self.its, max(self.all, self.its, other) + 1
        both = min(shared * its / self.looked_at, other)
        return (whole * both - its * other) / sqrt(its * other * (whole - its) * (whole - other))
