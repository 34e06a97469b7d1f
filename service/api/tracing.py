"""Each request's span; it goes on with the trace that the client's ``traceparent`` names."""

from __future__ import annotations

from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars

from service.api.access import METHODS, UNLOGGED, request_id
from service.traces import Span, traces


def follow(app: Flask) -> None:
    """Follow every request that has a line in the log; to be called after the requests have ids."""
    app.before_request(_begin)
    app.after_request(_end)


def origin() -> dict[str, str | None]:
    """The columns of a job that say which request asked for it."""
    return {"request_id": request_id(), "traceparent": g.span.traceparent}


def _begin() -> None:
    g.span = Span()
    if request.path in UNLOGGED:
        return
    route = request.url_rule.rule if request.url_rule else ""
    method = request.method if request.method in METHODS else "_OTHER"
    seen = {"http.request.method": method, "url.path": request.path, "url.scheme": request.scheme}
    seen |= {"http.route": route} if route else {}
    seen["tintag.request.id"] = request_id()
    g.span = traces.begin(f"{method} {route}".strip(), "server", request.headers.get("traceparent"), seen)
    if g.span.trace_id:
        bind_contextvars(trace_id=g.span.trace_id)


def _end(response: Response) -> Response:
    g.span.tell({"http.response.status_code": response.status_code})
    g.span.end(str(response.status_code) if response.status_code >= 500 else None)
    return response
