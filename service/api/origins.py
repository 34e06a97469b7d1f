"""Pages of other origins that may ask from within a browser (CORS)."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_cors import CORS

from service.settings import Settings

METHODS = ["GET", "HEAD", "POST", "DELETE"]
# What a page may read of an answer, besides its body and the few headers that it always may.
EXPOSED = ["ETag", "Link", "Location", "Retry-After", "X-Request-Id", "WWW-Authenticate"]
EXPOSED += ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Content-Disposition"]
# As long as browsers remember it at most (Chromium).
PREFLIGHT_SECONDS = 7200


def allow(app: Flask, current: Settings) -> None:
    """Answer OPTIONS without a body; let the origins of these settings read, none by default."""
    app.after_request(_without_body)
    origins = list(current.cors_origins)
    if origins:
        anyone = origins == ["*"]
        CORS(
            app,
            origins=origins,
            methods=METHODS,
            expose_headers=EXPOSED,
            max_age=PREFLIGHT_SECONDS,
            send_wildcard=anyone,
            always_send=anyone,
            intercept_exceptions=False,  # our problems are answers like others
        )
    if origins and not anyone:
        app.after_request(_by_origin)


def _without_body(response: Response) -> Response:
    if request.method == "OPTIONS" and response.status_code == 200:
        response.status_code = 204
        del response.headers["Content-Type"]
    return response


def _by_origin(response: Response) -> Response:
    """The library says so only where there are several origins; an answer to none of them differs too."""
    response.vary.add("Origin")
    return response
