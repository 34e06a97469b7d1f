"""JSON-LD with schema.org's words: a NewsArticle, or the page that a listing or any other file is."""

from __future__ import annotations

import math
from typing import Any

from service.formats import addresses
from service.formats.story import said, teasers

TYPES = {
    "person": "Person",
    "organization": "Organization",
    "location": "Place",
    "product": "Product",
    "event": "Event",
}
PAGES = {"article": "NewsArticle", "listing": "CollectionPage", "other": "WebPage"}
TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
# Title or lead name 58 of the samples' 61 entities that are as salient as this, and 16 of the 344 others.
ABOUT = 0.4


def write(article: dict[str, Any]) -> dict[str, Any]:
    """An article as schema.org describes it."""
    least = ABOUT if article["kind"] == "article" else math.inf
    main = [one for one in article["entities"] if one["salience"] >= least]
    others = [one for one in article["entities"] if one["salience"] < least]
    found = {
        "@context": "https://schema.org",
        "@type": PAGES[article["kind"]],
        "@id": addresses.of_article(article["id"]),
        "url": article["source_url"],
        "headline": article["title"],
        "description": article["lead"],
        "author": [{"@type": "Person", "name": name} for name in article["byline"]],
        "publisher": {"@type": "Organization", "name": article["publisher"]} if article["publisher"] else None,
        "creditText": ", ".join(article["credits"]),
        "datePublished": article["published"],
        "sdDatePublished": article["processed_at"],
        "inLanguage": article["language"],
        "keywords": [keyword["text"] for keyword in article["keywords"]],
        "about": [*map(_entity, main), *map(_topic, article["topics"])],
        "mentions": [_entity(one) for one in others],
    }
    return said(found | _content(article))


def _content(article: dict[str, Any]) -> dict[str, Any]:
    """What only this kind of page has."""
    if article["kind"] == "article":
        return {"articleSection": article["section"], "articleBody": article["text"]}
    items = [_item(place, teaser) for place, teaser in enumerate(teasers(article), 1)]
    return {"mainEntity": {"@type": "ItemList", "itemListElement": items}} if items else {}


def _item(place: int, teaser: dict[str, Any]) -> dict[str, Any]:
    story = {"@type": "CreativeWork", "headline": teaser["title"], "description": teaser["text"]}
    return {"@type": "ListItem", "position": place, "item": said(story)}


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    """An id that is no address of Wikidata or GeoNames is an identifier."""
    uri = addresses.of_entity(entity["id"])
    known = {"sameAs": uri} if uri else {"identifier": entity["id"]}
    return said({"@type": TYPES[entity["type"]], "name": entity["name"], "description": entity["description"]}) | known


def _topic(topic: dict[str, Any]) -> dict[str, Any]:
    term = {"@type": "DefinedTerm", "@id": addresses.of_topic(topic["code"]), "termCode": topic["code"]}
    return said(term | {"name": topic["name"], "inDefinedTermSet": TOPICS})
