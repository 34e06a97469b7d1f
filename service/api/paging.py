"""Cursors: where a page ended, unreadable on purpose so that nobody builds on what is inside."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any

from flask import request, url_for

from service.errors import Problem


def encode(place: Sequence[Any]) -> str:
    """A place in an order as a cursor."""
    return base64.urlsafe_b64encode(json.dumps([str(part) for part in place]).encode()).decode().rstrip("=")


def decode(cursor: str | None, *casts: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """The place behind a cursor, each part cast; a cursor that we never gave is 422."""
    if cursor is None:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or not all(isinstance(part, str) and "\x00" not in part for part in parts):
            raise TypeError
        return tuple(cast(part.encode().decode()) for cast, part in zip(casts, parts, strict=True))
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        detail = "This cursor was not given by this list."
        raise Problem(422, "invalid-request", detail, errors={"query": {"cursor": [detail]}}) from error


def answer(rows: Sequence[Any], limit: int, place: Callable[[Any], Sequence[Any]]) -> tuple[dict, int, dict]:
    """A page's body, status and Link header; ``rows`` holds one more than ``limit`` when there is a next page."""
    if len(rows) <= limit:
        return {"items": rows, "next": None}, 200, {}
    cursor = encode(place(rows[limit - 1]))
    asked = {**(request.view_args or {}), **request.args.to_dict(flat=False), "cursor": cursor}
    link = url_for(request.endpoint or "", **asked)
    return {"items": rows[:limit], "next": cursor}, 200, {"Link": f'<{link}>; rel="next"'}


def count(text: str) -> int:
    """A number in a cursor, as the database can hold it."""
    count = int(text)
    if not 0 <= count < 2**63:
        raise ValueError(text)
    return count
