"""The article as it is served: the body of ``GET /v1/articles/{id}`` without what only the store knows."""

from __future__ import annotations

import hashlib
from typing import Any

from workers import pipeline
from workers.document import Document

FIELDS = (
    "kind", "language", "filename", "media_type", "title", "lead", "byline", "section", "credits", "publisher",
    "source_url", "published", "text", "blocks", "teasers",
    "entities", "topics", "keywords", "dates", "money", "quotes",
)  # fmt: skip


def article(document: Document) -> dict[str, Any]:
    """A finished document as plain JSON values; the store adds id, created_at and processed_at."""
    return {
        "sha256": hashlib.sha256(document.content).hexdigest(),
        **{field: _plain(getattr(document, field)) for field in FIELDS},
        "pipeline": {"version": pipeline.version(), "warnings": list(document.warnings)},
    }


def _plain(value: Any) -> Any:
    """Frozen values (all slotted) as dicts and tuples as lists, so that what is kept equals what is read back."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if names := getattr(value, "__slots__", ()):
        return {name: _plain(getattr(value, name)) for name in names}
    return value
