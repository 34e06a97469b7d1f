"""What can go wrong with a call."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from urllib3 import BaseHTTPResponse


class ProblemError(Exception):
    """The server said no: HTTP ``status``, stable ``code``, ``detail`` in words, ``errors`` by field for 422."""

    def __init__(self, status: int, code: str, detail: str, errors: dict[str, Any] | None = None):
        super().__init__(f"{code}: {detail}")
        self.status, self.code, self.detail, self.errors = status, code, detail, errors or {}


class ConnectionFailed(Exception):
    """No answer came: the server is away, or the connection broke each time."""


def problem(answer: BaseHTTPResponse) -> ProblemError:
    """The problem that an answer holds; an answer of something in between has its status' name as the code."""
    try:
        told = json.loads(answer.data)
        return ProblemError(answer.status, told["code"], told["detail"], told.get("errors"))
    except (ValueError, TypeError, KeyError):
        known = answer.status in HTTPStatus._value2member_map_
        phrase = HTTPStatus(answer.status).phrase if known else "unknown"
        shown = answer.data[:200].decode("utf-8", "replace").strip()
        return ProblemError(answer.status, phrase.lower().replace(" ", "-"), shown or f"HTTP {answer.status}")
