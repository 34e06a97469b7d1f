"""The door to everything under /v1: who may come in."""

from __future__ import annotations

import re
from functools import partial

from flask import Flask, g, request

from service.api import quotas
from service.api.identity import ANYONE, Asker
from service.api.sharing import Sharing
from service.errors import Problem
from service.settings import Settings
from service.store import database, keys
from service.store.models import ApiKey

GUARDED = "/v1/"
TOKEN = re.compile(r"Bearer +(tt_[A-Za-z0-9_-]{43})", re.IGNORECASE)
READING = {"GET", "HEAD"}
# Those who come at once with the same key need one connection together.
KEYS: Sharing[ApiKey | None] = Sharing()


def guard(app: Flask, current: Settings) -> None:
    """Let in who may come in, as these settings say; keys are counted against their quotas."""

    def admit() -> None:
        # OPTIONS tells what /openapi.json tells everybody, and a browser asks it without the key
        if request.path.startswith(GUARDED) and request.method != "OPTIONS":
            g.asker = _asker(_key(), current) if current.auth else ANYONE

    app.before_request(admit)
    if current.auth:
        quotas.count(app, current)


def _key() -> ApiKey:
    """The key that the request shows, good for what it asks."""
    shown = TOKEN.fullmatch(request.headers.get("Authorization", "").strip())
    key = KEYS.ask(shown.group(1), partial(_known, shown.group(1))) if shown else None
    if key is None:
        detail = "This needs a valid API key: Authorization: Bearer tt_..."
        raise Problem(401, "unauthorized", detail, headers={"WWW-Authenticate": "Bearer"})
    needed = "read" if request.method in READING else "write"
    if not {needed, "admin"} & set(key.scopes):
        raise Problem(403, "forbidden", f"This key may not {needed}.")
    return key


def _known(token: str) -> ApiKey | None:
    with database.transaction() as session:
        return keys.by_token(session, token)


def _asker(key: ApiKey, current: Settings) -> Asker:
    quota = key.quota or current.quota
    if not current.tenancy:
        return Asker(str(key.id), quota=quota)
    return Asker(str(key.id), key.tenant, None if "admin" in key.scopes else key.tenant, quota)
