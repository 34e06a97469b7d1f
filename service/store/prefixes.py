"""Tags whose names begin in a way, those that most articles carry first.

An index of names holds apart what is counted with one digit, with two and so on: names are looked for among the highest
counts first, where there are few, until there are enough of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from service.store.models.tag import DIGITS
from service.store.planned import said
from service.store.tenants import TENANT

# Higher in the order of names than all that begins with the letters before it.
HIGHEST = "\U0010ffff"
# Before any place.
START = (2**31 - 1, 0)
DIGITS_OF_ALL = len(str(START[0]))
# From one number of digits to the next lower one; without the OFFSET the index of counts might be read to its end.
WALK = f"""
    WITH RECURSIVE walk (digits, keys) AS (
        SELECT :digits, CAST(ARRAY[] AS integer[])
        UNION ALL
        SELECT digits - 1, keys || ARRAY(
            SELECT key FROM (
                SELECT key, articles FROM tags
                WHERE tenant = :tenant AND type = ANY(:types) AND {DIGITS} = walk.digits - 1
                AND folded >= :prefix AND folded < :beyond AND articles > 0 AND {{after}} OFFSET 0
            ) its ORDER BY articles DESC, key LIMIT :{{most}}
        ) FROM walk WHERE digits > 1 AND cardinality(keys) < :{{most}}
    )
    SELECT keys FROM walk ORDER BY digits LIMIT 1
"""


def walk(after: str, most: str) -> str:
    """A statement for the keys of so many (the name of a parameter) tags and some more, the most frequent first."""
    return WALK.format(after=after, most=most)


FIRST = f"""
    SELECT tags.key, tags.id, tags.type, tags.name, tags.folded, tags.articles
    FROM ({walk("(articles < :articles OR articles = :articles AND key > :key)", "most")}) last
    CROSS JOIN unnest(last.keys) WITH ORDINALITY AS found (key, place) JOIN tags ON tags.key = found.key
    ORDER BY found.place LIMIT :most
"""


def first(
    session: Session, types: Sequence[str], prefix: str, after: tuple[int, int] | None, limit: int
) -> Sequence[Row[Any]]:
    """Tags of these types whose folded names begin with a prefix, after a place (articles, key)."""
    values = named(session, types, prefix) | place(after) | {"most": limit}
    return session.execute(said({}, FIRST), values | {"digits": len(str(values["articles"])) + 1}).all()


def named(session: Session, types: Sequence[str], prefix: str) -> dict[str, Any]:
    """The parameters of statements that say which names are asked for."""
    return {"tenant": session.info[TENANT], "types": list(types), "prefix": prefix, "beyond": prefix + HIGHEST}


def place(after: tuple[int, int] | None) -> dict[str, int]:
    """And those that say where a page begins."""
    articles, key = min(after or START, START)
    return {"articles": articles, "key": key}
