"""Plain text: title, lead and text, or a listing's teasers, divided by blank lines."""

from __future__ import annotations

from typing import Any

from service.formats.story import stated_lead, teasers


def write(article: dict[str, Any]) -> str:
    """An article as a reader would copy it."""
    parts = [article["title"], stated_lead(article), article["text"], *map(_teaser, teasers(article))]
    return "".join(f"{part}\n\n" for part in parts if part).removesuffix("\n")


def _teaser(teaser: dict[str, Any]) -> str:
    return "\n".join(part for part in (teaser["title"], teaser["text"]) if part)
