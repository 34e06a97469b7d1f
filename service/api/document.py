"""What the API's document says of every operation: its id, an example of its answer, how it is asked again."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from apispec import BasePlugin

EXAMPLES = files("service.schemas") / "examples"
# Sent while they are made: nobody knows what they will be, so they have no tag.
STREAMS = {"text/event-stream", "application/x-ndjson", "text/csv"}
TAG = {"schema": {"type": "string"}, "description": "Send it back as `If-None-Match`: 304 while nothing has changed."}
UNCHANGED = {"description": "Nothing has changed since the answer with this tag", "headers": {"ETag": TAG}}
TAGS = {"in": "header", "name": "If-None-Match", "schema": {"type": "string"}}


class Document(BasePlugin):
    """Fills in each operation from the name of its view."""

    def operation_helper(self, path: str | None = None, operations: dict | None = None, **kwargs: Any) -> None:
        """Called once a path, when everything else is in its place."""
        for method, operation in (operations or {}).items():
            operation["operationId"] = kwargs["rule"].endpoint.rpartition(".")[2]
            _illustrate(operation)
            if method == "get":
                _say_tagged(operation)


def _illustrate(operation: dict[str, Any]) -> None:
    shown = examples(operation["operationId"])
    bodies = {**operation["responses"], "body": operation.get("requestBody")}
    for name, body in bodies.items():
        for kind, content in _content(body).items():
            if kind in shown.get(str(name), {}):
                content["example"] = shown[str(name)][kind]


def _say_tagged(operation: dict[str, Any]) -> None:
    for status, answer in tuple(operation["responses"].items()):
        if str(status) == "200" and not STREAMS & set(_content(answer)):
            answer.setdefault("headers", {})["ETag"] = TAG
            operation["responses"]["304"] = UNCHANGED
            operation.setdefault("parameters", []).append(TAGS)


def _content(body: Any) -> dict[str, Any]:
    """The media types of a body; none where it is described elsewhere (errors)."""
    return body.get("content", {}) if isinstance(body, dict) else {}


@cache
def examples(operation_id: str) -> dict[str, Any]:
    """By ``body`` or status, then by media type; none for an operation without a file of its own."""
    file = EXAMPLES / f"{operation_id}.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}
