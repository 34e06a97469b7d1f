"""Whether the process lives, and whether its parts answer."""

from __future__ import annotations

from typing import Any

from service import queues
from service.api.blueprint import Blueprint
from service.schemas.fields import NoQuery
from service.schemas.health import LiveSchema, ReadySchema
from service.store import database, workers

blp = Blueprint("health", __name__, description="State of the parts")


@blp.get("/livez")
@blp.arguments(NoQuery, location="query")
@blp.response(200, LiveSchema)
def livez(query: dict[str, Any]):
    """The process answers."""
    return {"status": "ok"}


@blp.get("/readyz")
@blp.arguments(NoQuery, location="query")
@blp.response(200, ReadySchema)
@blp.alt_response(503, schema=ReadySchema, description="A part is away")
def readyz(query: dict[str, Any]):
    """Database, broker and a worker seen lately, each with its state."""
    has_database = database.reachable()
    parts = {"database": has_database, "broker": queues.reachable(), "worker": has_database and _worker_seen()}
    states = {name: "ok" if good else "away" for name, good in parts.items()}
    all_good = all(parts.values())
    return {"status": "ok" if all_good else "away", **states}, 200 if all_good else 503


def _worker_seen() -> bool:
    with database.transaction() as session:
        return workers.any_lately(session)
