"""Server-sent events: the state at once, whenever it changed, and when it is final."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, TypeVar

import structlog
from flask import Response, stream_with_context
from marshmallow import Schema

from service.api.waiting import Subject, over
from service.api.watching import hub
from service.errors import DATABASE_AWAY, Problem

log = structlog.get_logger()
T = TypeVar("T")

# The contract says about two changes a second; more is no use to somebody who looks at a screen.
PAUSE_SECONDS = 0.5
# Proxies cut a connection that is silent for a minute, some after half of it.
HEARTBEAT_SECONDS = 15.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
START, HEARTBEAT = "retry: 2000\n\n", ": still here\n\n"
# Grows while we look on; by itself it is no news.
AGES = "oldest_waiting_seconds"


def documented(name: str, what: str) -> dict[int, dict[str, Any]]:
    """The stream in the API's document."""
    text = f"Events `{name}` with {what} as JSON, at once and whenever it changed; then `finished` with the last."
    return {200: {"description": text, "content": {"text/event-stream": {"schema": {"type": "string"}}}}}


def stream(subject: Subject[T], name: str, schema: Schema) -> Response:
    """The events of a subject that the asker may see."""
    events = stream_with_context(_events(subject, name, schema))
    return Response(events, mimetype="text/event-stream", headers=HEADERS)


def _events(subject: Subject[T], name: str, schema: Schema) -> Iterator[str]:
    yield START
    with hub().watching(subject.upload_id, subject.id) as (watched, bell):
        sent: dict[str, Any] = {}
        spoke = time.monotonic()
        while not over():
            try:
                seen = watched.look(subject.look)
            except Problem:  # deleted meanwhile
                return
            except DATABASE_AWAY as error:
                log.warning("database away", error=str(error))
            else:
                shown = schema.dump(seen)
                if shown != sent | {AGES: shown.get(AGES)}:
                    yield _event(name, shown)
                    sent, spoke = shown, time.monotonic()
                if subject.finished(seen):
                    yield _event("finished", shown)
                    return
            time.sleep(PAUSE_SECONDS)
            if not bell.wait(max(0.0, spoke + HEARTBEAT_SECONDS - time.monotonic())):
                yield HEARTBEAT
                spoke = time.monotonic()
            bell.clear()


def _event(name: str, shown: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(shown, ensure_ascii=False)}\n\n"
