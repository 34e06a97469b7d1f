"""Whether the URL that a sender wants to be called at may be called."""

from __future__ import annotations

from flask import request

from service import addresses, settings
from service.errors import Problem


def checked(url: str | None) -> str | None:
    """The same URL; raises a Problem when it is plainly not to be called, or nothing could be signed."""
    if url is None:
        return None
    current = settings.current()
    reason = addresses.problem(url, private=current.webhook_private)
    if not current.webhook_secrets:
        reason = "This server sends no webhooks: it has no secret to sign them with."
    if reason:
        place = "query" if "callback_url" in request.args else "form"
        detail = "Some fields are not as they should be."
        raise Problem(422, "invalid-request", detail, errors={place: {"callback_url": [reason]}})
    return url
