"""The names in an article's body, for a table: taken from its JSON without reading the rest."""

from __future__ import annotations

import json
import re
from typing import Any

COLUMNS = ("people", "organizations", "places", "topics", "keywords")
TYPES = (b"person", b"organization", b"location")
# An entity as it is written; a quote within a name has a backslash before it.
ENTITY = re.compile(rb'"name": "([^"\\]*+(?:\\.[^"\\]*+)*+)", "type": "([a-z]+)"')
TYPE = b'"type": "'


def of(body: bytes) -> list[list[bytes]]:
    """The names for each of the columns, in their order, in UTF-8."""
    try:
        entities, topics, keywords = _lists(body)
        named = _named(entities)
    except ValueError:  # another order than articles.save gives them
        whole = json.loads(body)
        named = [(one["name"].encode(), one["type"].encode()) for one in whole["entities"]]
        topics, keywords = whole["topics"], whole["keywords"]
    found = [[name for name, type_ in named if type_ == wanted] for wanted in TYPES]
    return [*found, [one["name"].encode() for one in topics], [one["text"].encode() for one in keywords]]


def _lists(body: bytes) -> tuple[bytes, list[dict[str, Any]], list[dict[str, Any]]]:
    """Entities as they are written, topics and keywords; ValueError where they do not stand one after the other."""
    start = body.index(b'"entities": [')
    topics = body.index(b'], "topics": [', start)
    keywords = body.index(b'], "keywords": [', topics)
    end = body.index(b'], "dates": [', keywords)
    lists = json.loads(b"{" + body[topics + 3 : end] + b"]}")
    return body[start:topics], lists["topics"], lists["keywords"]


def _named(entities: bytes) -> list[tuple[bytes, bytes]]:
    """The name and type of each; ValueError where they do not stand one after the other."""
    found = ENTITY.findall(entities)
    if len(found) != entities.count(TYPE):
        raise ValueError("entities in another order")
    return [(json.loads(b'"' + name + b'"').encode() if b"\\" in name else name, type_) for name, type_ in found]
