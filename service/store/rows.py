"""Articles as rows of an export, made of what the database wrote: nearly nothing of it is read here."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.string import ByteaBinaryLoader
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

MOMENT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
COLUMNS = "id kind language filename media_type sha256 title lead byline section credits publisher source_url published"
HEAD = [f"'{name}', {name}" for name in COLUMNS.split()]
HEAD += ["'same_story', (SELECT story FROM stories WHERE article_id = articles.id)"]
HEAD += [f"'{name}', {MOMENT.format(name)}" for name in ("created_at", "processed_at")]
DECODER = json.JSONDecoder()
# What comes last in every body, whoever wrote it; within a text its quotes would have backslashes.
WARNINGS = b', "warnings": '

# What a cell begins with that spreadsheets take for a formula.
FORMULA = (b"=", b"+", b"-", b"@", b"\t", b"\r")
PLAIN = "id kind language published title lead section publisher source_url"
TYPES = {"people": "person", "organizations": "organization", "places": "location"}
CSV_HEAD = f"{PLAIN} created_at byline {' '.join(TYPES)} topics keywords text"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands above the rows, what the database is asked for, and how a row is made of its answer."""

    content_type: str
    head: bytes
    query: str
    row: Callable[..., bytes]


def found(session: Session, ids: Sequence[UUID], shape: Shape) -> list[tuple[Any, ...]]:
    """What rows of these articles, which the session may see, are made of, in order of arrival."""
    connection: Any = session.connection().connection.driver_connection
    try:
        with connection.cursor(binary=True) as cursor:
            for kind in ("json", "text", "varchar"):  # bytes, not values
                cursor.adapters.register_loader(kind, ByteaBinaryLoader)
            cursor.execute(f"{shape.query} FROM articles WHERE id = ANY(%s) ORDER BY created_at, id", [list(ids)])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows
    except psycopg.OperationalError as error:
        raise OperationalError(shape.query, ids, error) from error


def _line(head: bytes, body: bytes, version: bytes) -> bytes:
    """A line of JSON, as GET gives it: the body's lists stand among the rest, its warnings within ``pipeline``."""
    lists, known, warnings = body.rpartition(WARNINGS)
    if not known:
        raise ValueError("a body that does not end with its warnings")
    made_by = b', "pipeline": {"version": ' + version + WARNINGS + warnings
    return head[:-1] + b", " + lists[1:] + made_by + b"}\n"


def _record(body: bytes, byline: list[str] | None, text: bytes, *plain: bytes | None) -> bytes:
    """A record of CSV (RFC 4180), its cells in the order of CSV_HEAD."""
    parts = body.decode()
    entities, topics, keywords = (_part(parts, name) for name in ("entities", "topics", "keywords"))
    lists = [byline or []]
    lists += [[one["name"] for one in entities if one["type"] == type_] for type_ in TYPES.values()]
    lists += [[one["name"] for one in topics], [one["text"] for one in keywords]]
    return _cells(*plain, *("; ".join(names).encode() for names in lists), text)


def _part(body: str, name: str) -> list[dict[str, Any]]:
    """One of the body's lists; the others are not read."""
    key = f'"{name}": '
    found: list[dict[str, Any]] = DECODER.raw_decode(body, body.index(key) + len(key))[0]
    return found


def _cells(*cells: bytes | None) -> bytes:
    return b",".join(map(_cell, cells)) + b"\r\n"


def _cell(cell: bytes | None) -> bytes:
    """In quotes; an apostrophe keeps a formula from being worked out."""
    plain = cell or b""
    guard = b"'" if plain.startswith(FORMULA) else b""
    return b'"' + guard + plain.replace(b'"', b'""') + b'"'


NDJSON = Shape(
    "application/x-ndjson",
    b"",
    f"SELECT json_build_object({', '.join(HEAD)}, 'text', text), body, to_json(pipeline_version)",
    _line,
)
CSV = Shape(
    "text/csv; charset=utf-8",
    _cells(*(name.encode() for name in CSV_HEAD.split())),
    f"SELECT body, byline, text, {', '.join(f'{name}::text' for name in PLAIN.split())}, {MOMENT.format('created_at')}",
    _record,
)
SHAPES = {"ndjson": NDJSON, "csv": CSV}
