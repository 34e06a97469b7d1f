"""IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/): news in JSON, as agencies and newsrooms exchange it.

A moment in ninjs has a time of day: a publication date without one stays unsaid.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from service.formats import addresses
from service.formats.story import paragraphs, said, teasers

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
GROUPS = {
    "people": "person",
    "organisations": "organization",
    "places": "location",
    "events": "event",
    "objects": "product",
}
# RFC 3339; a zone of the time before zones had seconds, which it cannot say.
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
TEXT, HTML = "text/plain", "text/html"


def write(article: dict[str, Any]) -> dict[str, Any]:
    """An article as a ninjs object; a listing is a composite, its teasers the associations."""
    uri = addresses.of_article(article["id"])
    found = {
        "uri": uri,
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "composite" if article["kind"] == "listing" else "text",
        "language": article["language"],
        "firstCreated": _moment(article["published"]),
        "versionCreated": article["processed_at"],
        "headlines": _texts(article["title"]),
        "by": ", ".join(article["byline"]),
        "descriptions": _texts(article["lead"]),
        "bodies": _bodies(article),
        **{
            group: [_entity(one) for one in article["entities"] if one["type"] == kind]
            for group, kind in GROUPS.items()
        },
        "subjects": [*map(_topic, article["topics"]), *map(_keyword, article["keywords"])],
        "infoSources": _sources(article),
        "altIds": [{"role": "source_url", "value": article["source_url"]}] if article["source_url"] else [],
        "associations": [_teaser(f"{uri}#teaser-{n}", one) for n, one in enumerate(teasers(article), 1)],
    }
    return said(found)


def _texts(value: str | None) -> list[dict[str, str]]:
    return [{"contentType": TEXT, "value": value}] if value else []


def _bodies(article: dict[str, Any]) -> list[dict[str, Any]]:
    """The text, plain and as HTML of paragraphs and headings; both counted in the plain one."""
    text = article["text"]
    counts = {"charCount": len(text), "wordCount": len(text.split())}
    bodies = {TEXT: text, HTML: _html(article)}
    return [{"role": "main", "contentType": kind, **counts, "value": value} for kind, value in bodies.items() if text]


def _html(article: dict[str, Any]) -> str:
    tags = {"lead": "p", "body": "p", "subhead": "h2"}
    lines = ((tags[role], escape(text)) for role, text in paragraphs(article) if role in tags)
    return "\n".join(f"<{tag}>{text}</{tag}>" for tag, text in lines)


def _moment(published: str | None) -> str | None:
    return published if published and MOMENT.fullmatch(published) else None


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    """An id that is no address of Wikidata or GeoNames is kept as a literal."""
    uri = addresses.of_entity(entity["id"])
    return {"name": entity["name"]} | ({"uri": uri} if uri else {"literal": entity["id"]})


def _topic(topic: dict[str, Any]) -> dict[str, Any]:
    uri = addresses.of_topic(topic["code"])
    known = {"uri": uri} if uri else {"literal": topic["code"]}
    return {"name": topic["name"], "rel": "about", **known, "confidence": round(topic["score"] * 100)}


def _keyword(keyword: dict[str, Any]) -> dict[str, Any]:
    return {"name": keyword["text"], "rel": "keyword", "relevance": round(keyword["score"] * 100)}


def _sources(article: dict[str, Any]) -> list[dict[str, str]]:
    """Who published it, and whom it credits; nobody says who holds the rights."""
    publisher = [{"name": article["publisher"], "role": "publisher"}] if article["publisher"] else []
    return publisher + [{"name": name, "role": "credit"} for name in article["credits"]]


def _teaser(uri: str, teaser: dict[str, Any]) -> dict[str, Any]:
    found = {
        "uri": uri,
        "name": teaser["title"] or teaser["text"],
        "type": "text",
        "representationType": "partial",
        "headlines": _texts(teaser["title"]),
        "descriptions": _texts(teaser["text"]),
    }
    return said(found)
