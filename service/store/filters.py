"""Which articles: conditions that lists of articles and of tags share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from service.store.models import Article

MOMENTS = {"published": Article.published_at, "created": Article.created_at}


def within(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """The publisher and the times asked for: ``published_from``, ``created_to`` ..., both ends included."""
    found: list[ColumnElement[bool]] = []
    if "publisher" in wanted:
        found.append(Article.publisher == wanted["publisher"])
    for name, column in MOMENTS.items():
        if f"{name}_from" in wanted:
            found.append(column >= wanted[f"{name}_from"])
        if f"{name}_to" in wanted:
            found.append(column <= wanted[f"{name}_to"])
    return found
