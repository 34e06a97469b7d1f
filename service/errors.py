"""Our exceptions, and the one shape of an error: application/problem+json (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from service.store import database
from service.store.asked import Unsearchable

log = structlog.get_logger()

SLUGS = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported-media-type"}


class Problem(Exception):
    """An answer that is an error: ``type`` is a stable slug, ``errors`` names fields for 422."""

    def __init__(self, status: int, slug: str, detail: str, *, errors: Any = None, headers: dict | None = None):
        super().__init__(detail)
        self.status, self.slug, self.detail = status, slug, detail
        self.errors, self.headers = errors, headers or {}

    def response(self) -> Response:
        """The problem as an HTTP answer."""
        body = {
            "type": f"urn:tintag:problem:{self.slug}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.slug,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = self.errors
        text = json.dumps(body, ensure_ascii=False)
        return Response(text, self.status, self.headers, content_type="application/problem+json")


def not_found(what: str) -> Problem:
    """404 for an id nobody knows."""
    return Problem(404, "not-found", f"There is no such {what}.")


def conflict(detail: str) -> Problem:
    """409 for what cannot be done to a thing in its state."""
    return Problem(409, "conflict", detail)


def gone(detail: str) -> Problem:
    """410 for what was here and was deleted."""
    return Problem(410, "gone", detail)


def not_ready(detail: str) -> Problem:
    """404 for a result asked before it is there."""
    return Problem(404, "not-ready", detail, headers={"Retry-After": "1"})


def _from_http(error: HTTPException) -> Response:
    """Errors raised by Flask, webargs and routing."""
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    status = error.code or 500
    messages = getattr(error, "data", {}).get("messages")
    if status == 422 and messages:
        return Problem(422, "invalid-request", "Some fields are not as they should be.", errors=messages).response()
    headers = {key: value for key, value in error.get_headers() if key == "Allow"}
    slug = SLUGS.get(status, HTTPStatus(status).phrase.lower().replace(" ", "-"))
    return Problem(status, slug, error.description or "", headers=headers).response()


def _database_away(error: Exception) -> Response:
    log.warning("database away", error=str(error))
    return Problem(503, "database-away", "The database cannot be reached.", headers={"Retry-After": "5"}).response()


def _unsearchable(error: Unsearchable) -> Response:
    return Problem(422, "invalid-request", str(error), errors={"query": {"q": [str(error)]}}).response()


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected error", error=repr(error))
    return Problem(500, "internal-error", "Something went wrong here; it has been logged.").response()


def register(app: Flask) -> None:
    """Answer every error of the application with a problem."""
    app.register_error_handler(Problem, Problem.response)
    app.register_error_handler(HTTPException, _from_http)
    for away in database.AWAY:
        app.register_error_handler(away, _database_away)
    app.register_error_handler(Unsearchable, _unsearchable)
    app.register_error_handler(Exception, _unexpected)
