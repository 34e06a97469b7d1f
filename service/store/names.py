"""The names in an article's body, for a table: taken from its JSON without reading the rest."""

from __future__ import annotations

import json
import re
from typing import Any

COLUMNS = ("people", "organizations", "places", "topics", "keywords")
TYPES = (b"person", b"organization", b"location")
# A text as it is written; a quote within it has a backslash before it.
WRITTEN = rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
# What is looked for in a list, and what stands once in each of its things, so that none is overlooked.
ENTITY = re.compile(rb'"name": ' + WRITTEN + rb', "type": "([a-z]+)"'), b'"type": '
TOPIC = re.compile(rb'"name": ' + WRITTEN), b'"score": '
KEYWORD = re.compile(rb'"text": ' + WRITTEN), b'"score": '

# The end of a list without lists in it: after the quote that ends a text, no letter can stand.
NEXT = re.compile(rb'\], "[a-z]')


def of(body: bytes) -> list[list[bytes]]:
    """The names for each of the columns, in their order, in UTF-8."""
    try:
        return _written(body)
    except ValueError:  # another order than articles.save gives them; reading it all takes three times as long
        return _read(body)


def _written(body: bytes) -> list[list[bytes]]:
    start = body.index(b'"entities": [')
    topics = body.index(b'], "topics": [', start)
    keywords = body.index(b'], "keywords": [', topics)
    rest = NEXT.search(body, keywords + 1)
    entities = _found(body[start:topics], *ENTITY)
    names = [[name for name, type_ in entities if type_ == wanted] for wanted in TYPES]
    names += [_found(body[topics:keywords], *TOPIC), _found(body[keywords : rest and rest.start()], *KEYWORD)]
    return [[_plain(name) for name in its] for its in names] if b"\\" in body else names


def _found(part: bytes, sought: re.Pattern[bytes], once: bytes) -> list[Any]:
    """What is sought in a list; ValueError where that is not in each of its things."""
    found = sought.findall(part)
    if len(found) != part.count(once):
        raise ValueError("things in another order")
    return found


def _plain(name: bytes) -> bytes:
    """A name as it is meant."""
    return str(json.loads(b'"' + name + b'"')).encode() if b"\\" in name else name


def _read(body: bytes) -> list[list[bytes]]:
    whole = json.loads(body)
    lists = [[one["name"] for one in whole["entities"] if one["type"].encode() == wanted] for wanted in TYPES]
    lists += [[one["name"] for one in whole["topics"]], [one["text"] for one in whole["keywords"]]]
    return [[name.encode() for name in names] for names in lists]
