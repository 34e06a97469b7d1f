"""An export row by row; it goes on after the last whole row when the connection breaks."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from service.client.problems import ConnectionFailed
from service.client.transport import Transport, backoff

# A line of JSON begins with the article's id, and so does a record of CSV.
ID = re.compile(rb'(?:\{"id" ?: ?)?"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"')


def rows(transport: Transport, query: dict[str, Any], retries: int) -> Iterator[bytes]:
    """Lines of JSON or records of CSV; ``retries`` is how often in a row a connection may break."""
    last, broken = b"", 0
    while True:
        cursor = id_of(last) or query.get("cursor")
        try:
            for row in _whole(transport.stream("/v1/articles/export", query | {"cursor": cursor}), query["format"]):
                if row != last:  # the names of the columns come again when nothing came after them
                    last, broken = row, 0
                    yield row
            return
        except ConnectionFailed:
            if broken >= retries:
                raise
            time.sleep(backoff(broken))
            broken += 1


def id_of(row: bytes) -> str | None:
    """The id of the article that a row tells of; None for a row that tells of none."""
    found = ID.match(row)
    return found[1].decode() if found else None


def _whole(pieces: Iterable[bytes], shape: str) -> Iterator[bytes]:
    """The rows that pieces of a stream hold; within quotes a record of CSV goes on in the next line."""
    held: list[bytes] = []
    quotes = 0
    for piece in pieces:
        for line in BytesIO(piece):
            held.append(line)
            quotes += line.count(b'"') if shape == "csv" else 0
            if line.endswith(b"\n") and quotes % 2 == 0:
                yield b"".join(held)
                held, quotes = [], 0
