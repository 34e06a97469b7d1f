"""What all formats tell of an article, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

STORY = frozenset({"lead", "body", "subhead", "caption"})


def paragraphs(article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Role and text of the story's paragraphs; a lead that only the file's metadata state comes first."""
    if lead := stated_lead(article):
        yield "lead", lead
    if article["kind"] == "article":
        yield from ((block["role"], block["text"]) for block in article["blocks"] if block["role"] in STORY)


def stated_lead(article: dict[str, Any]) -> str | None:
    """The lead, unless it is a part of the text already."""
    if any(block["role"] == "lead" for block in article["blocks"]) and article["text"]:
        return None
    return article["lead"]


def teasers(article: dict[str, Any]) -> list[dict[str, Any]]:
    """What a listing lists; the teasers beside a story are no part of it."""
    shown = article["teasers"] if article["kind"] == "listing" else []
    return [teaser for teaser in shown if teaser["title"] or teaser["text"]]


def said(found: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that hold nothing."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}
