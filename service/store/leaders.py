"""Which tags most articles of a span carry: exactly, though not all tags of the span are counted.

Tags that are likely to lead are counted; the last that a page needs of them says what a tag must have at least. Of a
tag with so many, one of a few longer times that hold the span has its share, and all articles have no less: only such
tags are counted (three-phase uniform threshold, Cao and Wang 2004). One statement does it: the keys need not travel.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import TextClause

from service.store import prefixes
from service.store.models.tag import DIGITS
from service.store.planned import said

AFTER = "(articles < :articles OR articles = :articles AND tag > :key)"
NAMED = "folded >= :prefix AND folded < :beyond"
EACH_TYPE = "unnest(:types) AS one (type)"
EACH_PART = f"unnest(:holding) AS held (part) CROSS JOIN {EACH_TYPE}"
# Tags that are likely to lead, and their places: of each type in each of the parts that hold the span, of each type
# altogether, or of all whose names begin in a way.
LIKELY_IN_PARTS = f"""
    SELECT first.tag, first.place FROM {EACH_PART} CROSS JOIN LATERAL (
        SELECT tag, row_number() OVER (ORDER BY articles DESC, tag) AS place FROM tag_counts
        WHERE tenant = :tenant AND part < 'w' AND part = held.part AND type = one.type
        ORDER BY articles DESC, tag LIMIT :depth
    ) first
"""
LIKELY = f"""
    SELECT first.tag, first.place FROM {EACH_TYPE} CROSS JOIN LATERAL (
        SELECT key AS tag, row_number() OVER (ORDER BY articles DESC, key) AS place FROM tags
        WHERE tenant = :tenant AND type = one.type ORDER BY articles DESC, key LIMIT :depth
    ) first
"""
LIKELY_NAMES = f"""
    SELECT found.key AS tag, found.place FROM ({prefixes.walk("true", "depth")}) last
    CROSS JOIN unnest(last.keys) WITH ORDINALITY AS found (key, place)
"""
# All that may have as many as the last of the page.
ABLE_IN_PARTS = f"""
    SELECT its.tag FROM {EACH_PART} CROSS JOIN LATERAL (
        SELECT tag FROM tag_counts WHERE tenant = :tenant AND part < 'w' AND part = held.part AND type = one.type
        AND articles >= (SELECT (articles + cardinality(:holding) - 1) / cardinality(:holding) FROM least) OFFSET 0
    ) its
"""
ABLE = f"""
    SELECT its.key AS tag FROM {EACH_TYPE} CROSS JOIN LATERAL (
        SELECT key FROM tags WHERE tenant = :tenant AND type = one.type
        AND articles >= (SELECT articles FROM least) OFFSET 0
    ) its
"""
NAMES = f"""
    SELECT its.key AS tag
    FROM least CROSS JOIN generate_series(length(least.articles::text), {prefixes.DIGITS_OF_ALL}) AS counted (digits)
    CROSS JOIN LATERAL (
        SELECT key FROM tags WHERE tenant = :tenant AND type = ANY(:types) AND {DIGITS} = counted.digits
        AND {NAMED} AND (articles > least.articles OR articles = least.articles AND key < least.tag) OFFSET 0
    ) its
"""
# Of more than a few names those are taken that lead in a part: they are looked up, or told from both lists; where no
# less than many do, all names are taken.
NAMES_IN_PARTS = {
    "names": f"{NAMES} WHERE (SELECT enough AND more FROM told) LIMIT :few",
    "held": f"SELECT tag FROM ({ABLE_IN_PARTS}) its WHERE (SELECT count(*) FROM names) = :few LIMIT :many",
    "lengths": "SELECT (SELECT count(*) FROM names) AS names, (SELECT count(*) FROM held) AS held",
}
ABLE_NAMES = f"""
    SELECT tag FROM names WHERE (SELECT names < coalesce(:few, names + 1) FROM lengths)
    UNION ALL SELECT held.tag
    FROM held CROSS JOIN LATERAL (SELECT FROM tags WHERE key = held.tag AND {NAMED} LIMIT 1) its
    WHERE (SELECT held < :few FROM lengths)
    UNION ALL (
        SELECT tag FROM ({NAMES}) its WHERE (SELECT held >= :few AND held < :many FROM lengths) INTERSECT TABLE held
    )
    UNION ALL SELECT tag FROM ({NAMES}) its WHERE (SELECT held = :many FROM lengths)
"""
# The counts of tags in the span, read along the parts of each; all at once, which takes a third of one by one.
COUNTED = """
    SELECT tag, CAST(sum(articles) AS integer) AS articles FROM (
        SELECT its.* FROM unnest(:lows, :highs) AS run (low, high) CROSS JOIN LATERAL (
            SELECT tag, sum(articles) AS articles FROM tag_counts WHERE tag = ANY(ARRAY(SELECT tag FROM {keys}))
            AND part >= run.low AND part < run.high AND articles > 0 GROUP BY tag
        ) its UNION ALL SELECT edges.* FROM edges WHERE tag IN (SELECT tag FROM {keys})
    ) its GROUP BY tag
"""
EDGES = {"edges": "SELECT * FROM unnest(:tags, :counts) AS edges (tag, articles)"}
LIKELY_PAGE = {
    "likely": "SELECT tag FROM first UNION SELECT tag FROM edges",
    "counted": COUNTED.format(keys="likely"),
    "page": f"SELECT * FROM counted WHERE articles > 0 AND {AFTER} ORDER BY articles DESC, tag LIMIT :most",
    "least": "SELECT articles, tag FROM page ORDER BY articles, tag DESC LIMIT 1",
    "told": """
        SELECT (SELECT count(*) FROM page) = :most AS enough, EXISTS (SELECT FROM first WHERE place >= :depth) AS more
    """,
}
REST = {
    "rest": COUNTED.format(keys="able"),
    "places": f"""
        SELECT * FROM (TABLE page UNION ALL SELECT * FROM rest WHERE articles > 0 AND {AFTER}) every
        ORDER BY articles DESC, tag LIMIT :most
    """,
}
PLACES = """
    SELECT told.enough, told.more, places.articles AS counted, tags.*
    FROM told LEFT JOIN places ON true LEFT JOIN tags ON tags.key = places.tag
    ORDER BY places.articles DESC, places.tag
"""
# Where a page lies so deep that nothing says what leads there, or the whole is one part.
SUMMED = """
    SELECT tag, CAST(sum(articles) AS integer) AS articles FROM (
        SELECT its.* FROM unnest(:lows, :highs) AS run (low, high) CROSS JOIN LATERAL (
            SELECT tag, articles FROM tag_counts WHERE tenant = :tenant AND part < 'w' AND part >= run.low
            AND part < run.high AND type = ANY(:types) AND articles > 0 OFFSET 0
        ) its UNION ALL TABLE edges
    ) kept GROUP BY tag
"""
EVERY = f"""
    SELECT every.articles AS counted, tags.* FROM (SELECT * FROM every WHERE {AFTER}) every
    JOIN tags ON tags.key = every.tag WHERE {{named}} ORDER BY every.articles DESC, every.tag LIMIT :most
"""
ONE_PART = f"""
    SELECT its.articles AS counted, tags.* FROM (
        SELECT first.* FROM {EACH_PART} CROSS JOIN LATERAL (
            SELECT tag, articles FROM tag_counts WHERE tenant = :tenant AND part < 'w' AND part = held.part
            AND type = one.type AND articles > 0 AND articles <= :articles AND {AFTER}
            ORDER BY articles DESC, tag LIMIT :most
        ) first ORDER BY articles DESC, tag LIMIT :most
    ) its JOIN tags ON tags.key = its.tag ORDER BY its.articles DESC, its.tag
"""


@cache
def page(by_name: bool, in_parts: bool) -> TextClause:
    """The statement for a page: of names that begin so, or of what leads in a few parts, or altogether."""
    first, able = (LIKELY_IN_PARTS, ABLE_IN_PARTS) if in_parts else (LIKELY, ABLE)
    if by_name:
        first, able = LIKELY_NAMES, ABLE_NAMES
    able = f"SELECT tag FROM ({able}) its WHERE (SELECT enough AND more FROM told) EXCEPT SELECT tag FROM likely"
    names = NAMES_IN_PARTS if by_name else {}
    return said(EDGES | {"first": first} | LIKELY_PAGE | names | {"able": able} | REST, PLACES)


@cache
def every(by_name: bool) -> TextClause:
    """The statement for a page of all tags of the span, which are all counted."""
    return said(EDGES | {"every": SUMMED}, EVERY.format(named=NAMED if by_name else "true"))


@cache
def of_part() -> TextClause:
    """The statement for a page of a span that is one part, ``holding``."""
    return said({}, ONE_PART)
