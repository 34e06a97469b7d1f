"""Each request's id, its line in the log, and its time in the metrics."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from prometheus_client import Histogram
from structlog.contextvars import bind_contextvars, clear_contextvars

log = structlog.get_logger()

HEADER = "X-Request-Id"
SANE = re.compile(r"[A-Za-z0-9._:=+/-]{1,100}")
# Asked by machines every few seconds.
UNLOGGED = {"/livez", "/readyz", "/metrics"}
# Anybody may send any word as a method; each would be a series of its own.
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "DELETE", "PUT", "PATCH"}
# From a status page to the longest wait.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
SECONDS = Histogram(
    "tintag_http_request_seconds",
    "Time from a request to the head of its answer",
    ["method", "route", "status"],
    buckets=BOUNDS,
)


def follow(app: Flask) -> None:
    """Follow every request of this application; to be called before anything else may answer."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The id of this request."""
    found: str = g.request_id
    return found


def _begin() -> None:
    g.started = time.perf_counter()
    sent = request.headers.get(HEADER, "")
    g.request_id = sent if SANE.fullmatch(sent) else uuid4().hex
    clear_contextvars()  # one connection brings many requests
    bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.started
    method = request.method if request.method in METHODS else "other"
    route = request.url_rule.rule if request.url_rule else ""
    SECONDS.labels(method, route, f"{response.status_code // 100}xx").observe(seconds)
    if request.path not in UNLOGGED:
        seen = {"method": request.method, "path": request.path, "status": response.status_code}
        log.info("request", **seen, ms=round(seconds * 1000, 1))
    response.headers[HEADER] = g.request_id
    return response
