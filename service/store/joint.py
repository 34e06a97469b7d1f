"""Tags of a publisher in a time, or of two times at once: counted from the newest articles when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Row, TextClause
from sqlalchemy.orm import Session

from service.store import prefixes, spans
from service.store.models.tag import FACET, TYPES
from service.store.planned import listed, said

# The tags of so many articles take the processor 4 ms, of 500 7, of 2,000 25.
MOST = 300
# So many articles of one time are looked through for those of the other; both together took the database 30 ms.
LOOKED_THROUGH = 10_000
# The newest of a time, and whether they are of the other.
LOOKED = """
    SELECT each.* FROM (SELECT key FROM tags WHERE tenant = :tenant AND id = ANY(:facets) AND type = '{facet}') facet
    CROSS JOIN LATERAL (
        SELECT article_id, {moment} AS moment, {passes} AS passes FROM article_tags
        WHERE tag = facet.key AND {moment} >= :since[1] AND {moment} <= :until[1]
        ORDER BY {moment} DESC, article_id DESC LIMIT :depth
    ) each ORDER BY moment DESC, article_id DESC LIMIT :depth
"""
PASSES = "{moment} >= :since[2] AND {moment} <= :until[2]"
NEWEST = {
    "newest": "SELECT article_id FROM looked WHERE passes ORDER BY moment DESC, article_id DESC LIMIT :few",
    "told": """
        SELECT least((SELECT count(*) FROM newest), :few) AS newest,
        (SELECT count(*) FROM looked) = :depth OR (SELECT count(*) FROM looked WHERE passes) > :few AS more
    """,
}
COUNTED = f"""
    SELECT tag, CAST(count(*) AS integer) AS articles FROM (
        SELECT unnest(tags) AS tag FROM article_keys WHERE {listed("article_id", "SELECT article_id FROM newest")}
    ) its GROUP BY tag
"""
ITS = "key = counted.tag AND type = ANY(:types) AND folded >= :prefix AND folded < :beyond"
# There are many tags, and many more others: they are looked up one by one, the most first; where none is left out so
# many as the page has.
BY_ARTICLES = f"""
    SELECT its.*, counted.articles AS counted FROM (
        {COUNTED} HAVING count(*) < :articles OR count(*) = :articles AND tag > :key
        ORDER BY articles DESC, tag LIMIT :first
    ) counted CROSS JOIN LATERAL (SELECT * FROM tags WHERE {ITS} LIMIT 1) its LIMIT :most
"""
BY_NAME = f"""
    SELECT its.*, counted.articles AS counted
    FROM ({COUNTED}) counted CROSS JOIN LATERAL (SELECT * FROM tags WHERE {ITS} LIMIT 1) its
    WHERE (its.folded, its.id) > (:name COLLATE "C", :id) ORDER BY its.folded, its.id LIMIT :most
"""

LISTED = {
    False: "SELECT told.*, listed.* FROM told LEFT JOIN listed ON true ORDER BY listed.counted DESC, listed.key",
    True: "SELECT told.*, listed.* FROM told LEFT JOIN listed ON true ORDER BY listed.folded, listed.id",
}


class Wanted(NamedTuple):
    """A page: which names (parameters of ``prefixes.named``), after a place in the order of names or counts."""

    names: dict[str, Any]
    by_name: bool
    after: tuple[Any, Any] | None
    limit: int


def page(session: Session, span: spans.Span, wanted: Wanted) -> tuple[Sequence[Row[Any]], int | None]:
    """Tags of a span that is nothing but an edge and how many of its newest articles carry each (``counted``).

    And at how many articles was looked, where there may be more.
    """
    [edge] = span.edges
    order, *others = sorted(edge.between, reverse=True)
    values = wanted.names | {"facets": list(span.facets), "few": MOST, "depth": LOOKED_THROUGH if others else MOST + 1}
    values |= {"since": [edge.between[name][0] for name in (order, *others)]}
    values |= {"until": [edge.between[name][1] for name in (order, *others)], "most": wanted.limit}
    if wanted.by_name:
        name, id_ = wanted.after or ("", "")
        values |= {"name": name, "id": id_}
    else:
        every = wanted.names["prefix"] == "" and set(wanted.names["types"]) == set(TYPES)
        values |= prefixes.place(wanted.after) | {"first": wanted.limit if every else None}
    rows = session.execute(_said(order, bool(others), wanted.by_name), values).all()
    return [row for row in rows if row.counted], rows[0].newest if rows[0].more else None


@cache
def _said(order: str, others: bool, by_name: bool) -> TextClause:
    other = {"published": "created", "created": "published"}[order]
    passes = PASSES.format(moment=spans.SAID[other]) if others else "true"
    looked = {"looked": LOOKED.format(facet=FACET, moment=spans.SAID[order], passes=passes)}
    return said(looked | NEWEST | {"listed": BY_NAME if by_name else BY_ARTICLES}, LISTED[by_name])
