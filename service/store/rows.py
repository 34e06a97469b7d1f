"""Articles as rows of an export, made of what the database wrote: nearly nothing of it is read here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.string import ByteaBinaryLoader
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from service.store import names

MOMENT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
COLUMNS = "id kind language filename media_type sha256 title lead byline section credits publisher source_url published"
HEAD = [f"'{name}', {name}" for name in COLUMNS.split()]
HEAD += ["'same_story', (SELECT story FROM stories WHERE article_id = articles.id AND story IS NOT NULL)"]
HEAD += [f"'{name}', {MOMENT.format(name)}" for name in ("created_at", "processed_at")]
# What comes last in every body, whoever wrote it; within a text its quotes would have backslashes.
WARNINGS = b', "warnings": '
PIPELINE = b', "pipeline": {"version": '

# What a cell begins with that spreadsheets take for a formula.
FORMULA = {b"=", b"+", b"-", b"@", b"\t", b"\r"}
# What no text has in UTF-8.
BETWEEN = b"\xff"
PLAIN = "id kind language published title lead section publisher source_url"
CSV_HEAD = f"{PLAIN} created_at byline {' '.join(names.COLUMNS)} text"


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
            cursor.execute(f"{shape.query} FROM articles WHERE id = ANY(%b) ORDER BY created_at, id", [list(ids)])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows
    except psycopg.OperationalError as error:
        raise OperationalError(shape.query, ids, error) from error


def _line(head: bytes, body: bytes, version: bytes) -> bytes:
    """A line of JSON, as GET gives it: the body's lists stand among the rest, its warnings within ``pipeline``."""
    lists = body.rindex(WARNINGS)
    whole = memoryview(body)
    return b"".join((memoryview(head)[:-1], b", ", whole[1:lists], PIPELINE, version, whole[lists:], b"}\n"))


def _record(body: bytes, byline: list[str] | None, text: bytes, *plain: bytes | None) -> bytes:
    """A record of CSV (RFC 4180), its cells in the order of CSV_HEAD."""
    lists = ["; ".join(byline or ()).encode(), *map(b"; ".join, names.of(body))]
    return _cells(*plain, *lists, text)


def _cells(*cells: bytes | None) -> bytes:
    """All of them in quotes; an apostrophe keeps a formula from being worked out."""
    plain = [b"" if cell is None else cell if cell[:1] not in FORMULA else b"'" + cell for cell in cells]
    # their quotes are doubled all at once
    return b'"' + BETWEEN.join(plain).replace(b'"', b'""').replace(BETWEEN, b'","') + b'"\r\n'


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
