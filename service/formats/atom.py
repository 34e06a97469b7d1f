"""Atom 1.0 (RFC 4287): articles as entries of a feed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from service.formats import addresses

ATOM = "http://www.w3.org/2005/Atom"
JSON = "application/json"
# What XML 1.0 cannot hold, in whatever way it is written.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What stands in no address; a page that is called so cannot be linked.
LINKABLE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
# Of a feed in which there is nothing yet.
NEVER = "1970-01-01T00:00:00.000Z"


ElementTree.register_namespace("", ATOM)


def write(title: str, id_: str, address: str, articles: Sequence[dict[str, Any]]) -> bytes:
    """A feed of articles as ``EntrySchema`` shows them; ``address`` is the feed's own."""
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", id_)
    _add(feed, "title", title)
    _add(feed, "updated", max((article["processed_at"] for article in articles), default=NEVER))
    _add(_add(feed, "author"), "name", "Tintag")
    _link(feed, "self", address, "application/atom+xml")
    for article in articles:
        _entry(feed, article)
    return ElementTree.tostring(feed, "utf-8", xml_declaration=True)


def _entry(feed: ElementTree.Element, article: dict[str, Any]) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", addresses.of_article(article["id"]))
    _add(entry, "title", article["title"] or article["filename"])
    _add(entry, "updated", article["processed_at"])
    if article["published_at"]:
        _add(entry, "published", article["published_at"])
    for name in article["byline"] or filter(None, [article["publisher"]]):
        _add(_add(entry, "author"), "name", name)
    source = article["source_url"] or ""
    if LINKABLE.fullmatch(source):
        _link(entry, "alternate", source)
        _link(entry, "self", article["address"], JSON)
    else:  # an entry without content needs one
        _link(entry, "alternate", article["address"], JSON)
    for topic in article["topics"]:
        _add(entry, "category", term=topic["code"], label=topic["name"])
    if article["lead"]:
        _add(entry, "summary", article["lead"])


def _link(parent: ElementTree.Element, rel: str, href: str, type_: str | None = None) -> None:
    _add(parent, "link", rel=rel, href=href, **({"type": type_} if type_ else {}))


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    """An element below another; characters that XML cannot hold are left out."""
    written = {key: UNWRITABLE.sub("", value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", written)
    element.text = UNWRITABLE.sub("", text) if text else None
    return element
