"""What every answer goes through: it is tagged, compressed where that helps, opened to other origins."""

from __future__ import annotations

from hashlib import blake2b

from flask import Flask, Response, request

from service.api import origins, packing
from service.errors import Problem
from service.settings import Settings

READING = {"GET", "HEAD"}
# Kept by the one who asked alone, and shown again only after we said that it still holds.
OURS = "private, no-cache"


def finish(app: Flask, current: Settings) -> None:
    """Finish every answer of this application; what is named last here is done first."""
    origins.allow(app, current)
    packing.pack(app)
    app.after_request(_tag)


def _tag(response: Response) -> Response:
    """Say who may keep an answer; tag what is whole, and answer 304 to who has it already (RFC 9110, RFC 9111)."""
    if request.method not in READING:
        return response
    if not response.cache_control.no_store:
        response.headers["Cache-Control"] = OURS
    response.vary.add("Authorization")
    if response.status_code == 200 and not response.is_streamed:
        # weak: whatever the body is packed with, the tag stays
        response.set_etag(blake2b(response.get_data(), digest_size=16).hexdigest(), weak=True)
    if response.status_code == 200 and response.get_etag()[0]:  # without one the library would read a stream to its end
        response.make_conditional(request)
    return _unmet() if response.status_code == 412 else response


def _unmet() -> Response:
    """The library would send the whole answer with it."""
    return Problem(412, "precondition-failed", "What `If-Match` names is not what is here now.").response()
