"""Articles to take away: all that pass the filters, as a stream at constant memory."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import chain
from typing import Any, TypeVar

import structlog
from flask import Response, request
from sqlalchemy.orm import Session

from service.api import identity, missing
from service.api.blueprint import Blueprint
from service.api.watching import hub
from service.schemas.articles import ExportQuery
from service.store import database, export, rows
from service.store.export import Place
from service.store.rows import SHAPES, Shape

log = structlog.get_logger()
blp = Blueprint("exports", __name__, url_prefix="/v1/articles", description="Articles to take away")

T = TypeVar("T")
Transaction = Callable[[], AbstractContextManager[Session]]
# Of the 20 connections that the pool lends and of the memory: so many batches are read at the same time.
TURNS = threading.BoundedSemaphore(4)
# Others have their turn after so many rows, that is after some 5 ms.
AT_ONCE = 25
STREAMED = "A line of JSON, or a record of CSV, for each article in order of arrival"
ROWS = {shape.content_type.partition(";")[0]: {"schema": {"type": "string"}} for shape in SHAPES.values()}


@blp.get("/export")
@blp.doc(responses={200: {"description": STREAMED, "content": ROWS}})
@blp.arguments(ExportQuery, location="query")
@blp.refuses(404, 410)
def export_articles(query: dict[str, Any]):
    """All articles that pass the filters, as lines of JSON or records of CSV, made while they are sent."""
    name, cursor = query.pop("format"), query.pop("cursor", None)
    shape, after = SHAPES[name], None
    if cursor:
        with identity.transaction() as session:
            after = missing.found(session, export.place(session, cursor), "article", cursor)
    batches = _ahead(_batches(identity.later(), query, after, shape))
    # read now: where the database is away, that is 503
    first = [next(batches)] if request.method == "GET" else []
    content = chain([b"" if after else shape.head], _written(chain(first, batches), shape))
    headers = {"Content-Disposition": f'attachment; filename="articles.{name}"'}
    headers |= {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(content, headers=headers, content_type=shape.content_type)


def _batches(
    transaction: Transaction, wanted: dict[str, Any], after: Place | None, shape: Shape
) -> Iterator[list[tuple[Any, ...]]]:
    """What rows are made of, some at a time from a transaction of its own: a slow client holds none."""
    while True:
        with TURNS, transaction() as session:
            chosen = export.batch(session, wanted, after)
        for ids in chosen.parts:
            with TURNS, transaction() as session:
                found = rows.found(session, ids, shape)
            yield found
        after = chosen.place
        if after is None:
            return


def _ahead(batches: Iterator[T]) -> Iterator[T]:
    """The same; the database reads one while the one before is sent."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def _written(batches: Iterator[list[tuple[Any, ...]]], shape: Shape) -> Iterator[bytes]:
    """The rows; when a batch fails the connection is cut, because an answer that ends is complete."""
    try:
        for batch in batches:
            for start in range(0, len(batch), AT_ONCE):
                yield b"".join(shape.row(*columns) for columns in batch[start : start + AT_ONCE])
                time.sleep(0)
            if hub().stopping:
                raise ConnectionResetError(errno.ECONNRESET, "this server is being stopped")
    except database.AWAY as error:
        log.warning("database away", error=str(error))
        raise ConnectionResetError(errno.ECONNRESET, "the database is away") from error
