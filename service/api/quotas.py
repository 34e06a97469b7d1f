"""Quotas: how often a key may ask; counted in the broker, in each process' own memory while that is away."""

from __future__ import annotations

from flask import Flask, Response, g
from flask_limiter import HeaderNames, Limiter, RateLimitExceeded

from service import queues
from service.errors import Problem
from service.settings import Settings

RESET = "RateLimit-Reset"
# The library gives the moment of the reset, and the seconds until then with every answer as Retry-After: we want the
# seconds as RateLimit-Reset, and Retry-After only where the quota is used up.
HEADERS = {
    HeaderNames.LIMIT: "RateLimit-Limit",
    HeaderNames.REMAINING: "RateLimit-Remaining",
    HeaderNames.RESET: RESET,
    HeaderNames.RETRY_AFTER: RESET,
}


def count(app: Flask, current: Settings) -> None:
    """Count each key's requests, and refuse those past its quota."""
    app.after_request(_say_when)
    app.register_error_handler(RateLimitExceeded, _refuse)
    Limiter(
        lambda: g.asker.owner,
        app=app,
        application_limits=[lambda: g.asker.quota if "asker" in g else ""],
        headers_enabled=True,
        header_name_mapping=HEADERS,
        storage_uri=current.redis_url,
        storage_options={"connection_pool": queues.brief_connections()},  # type: ignore[dict-item]
        key_prefix="tintag",
        in_memory_fallback_enabled=True,
    )


def _refuse(error: RateLimitExceeded) -> Response:
    detail = f"The quota of this key is used up: {error.description}."
    return Problem(429, "too-many-requests", detail).response()


def _say_when(response: Response) -> Response:
    """Runs after the library has written its headers."""
    if response.status_code == 429 and RESET in response.headers:
        response.headers["Retry-After"] = str(max(1, int(response.headers[RESET])))
    return response
