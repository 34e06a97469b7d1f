"""Statements whose plans do not depend on what is asked: a connection makes them once, not for each request.

A long statement takes the server longer to plan than to run. It keeps a plan that would be no better for other values,
so it is not shown them: they stand in the rows of a part of their own.
"""

from __future__ import annotations

import re

from sqlalchemy import TextClause, text

TYPES = {
    "tenant": "text",
    "types": "text[]",
    "prefix": "text",
    "beyond": "text",
    "holding": "text[]",
    "lows": "text[]",
    "highs": "text[]",
    "tags": "integer[]",
    "counts": "integer[]",
    "facets": "text[]",
    "since": "timestamptz[]",
    "until": "timestamptz[]",
    "articles": "bigint",
    "key": "bigint",
    "name": "text",
    "id": "text",
    "digits": "integer",
    "depth": "integer",
    "first": "integer",
    "few": "integer",
    "many": "integer",
    "most": "integer",
}
NAME = re.compile(r"(?<!:):(\w+)")


def said(parts: dict[str, str], query: str) -> TextClause:
    """A statement of parts (of a WITH, by name) and a query, in which ``:name`` is a parameter; those are TYPES."""
    rest = "".join(f", {name} AS MATERIALIZED ({part})" for name, part in parts.items()) + query
    names = sorted(set(NAME.findall(rest)))
    values = ", ".join(f"CAST(:{name} AS {TYPES[name]}) AS {name}" for name in names)
    return text(f"WITH asked AS MATERIALIZED (SELECT {values}) " + NAME.sub(_value, rest))


def listed(column: str, rows: str) -> str:
    """That a column is among rows, so that PostgreSQL makes a bitmap and asks the disk for all blocks at once.

    What is in a list it reads one after the other, but not what is in one of two.
    """
    return f"({column} = ANY(ARRAY({rows})) OR {column} = ANY(ARRAY({rows} LIMIT 0)))"


def _value(found: re.Match[str]) -> str:
    """A parameter as it is read; of ``ANY`` of a bare subquery its rows would be taken, not its array."""
    return f"(CAST((SELECT {found[1]} FROM asked) AS {TYPES[found[1]]}))"
