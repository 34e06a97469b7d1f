"""Server-sent events: the state at once, whenever it changed, and when it is final."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

from flask import Response, stream_with_context

from service.api.waiting import GONE_SECONDS, over
from service.api.watching import Subject, hub, in_turn

# Two changes a second at most, as docs/api.md says: more is no use to somebody who looks at a screen.
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


def stream(subject: Subject, name: str) -> Response:
    """The events of a subject; the first look is the asker's own."""
    events = stream_with_context(_events(subject, name, in_turn(subject.look)))
    return Response(events, mimetype="text/event-stream", headers=HEADERS)


def _events(subject: Subject, name: str, told: dict[str, Any]) -> Iterator[str]:
    yield START + _event(name, told)
    with hub().watching(subject, lambda seen: _differ(seen, told)) as watcher:
        spoke = time.monotonic()
        while not (subject.finished(told) or watcher.watched.lost or over()):
            time.sleep(PAUSE_SECONDS)
            seen = watcher.news(min(GONE_SECONDS, spoke + HEARTBEAT_SECONDS - time.monotonic()))
            if seen and _differ(seen, told):
                told, spoke = seen, time.monotonic()
                yield _event(name, told)
            elif time.monotonic() - spoke >= HEARTBEAT_SECONDS:
                spoke = time.monotonic()
                yield HEARTBEAT
    if subject.finished(told):
        yield _event("finished", told)


def _differ(seen: dict[str, Any], told: dict[str, Any]) -> bool:
    return seen | {AGES: None} != told | {AGES: None}


def _event(name: str, shown: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(shown, ensure_ascii=False)}\n\n"
