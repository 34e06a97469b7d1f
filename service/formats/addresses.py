"""The addresses under which others know what an article names."""

from __future__ import annotations

import re

WIKIDATA = re.compile(r"Q[1-9][0-9]*")
GEONAMES = re.compile(r"geonames:([1-9][0-9]*)")
TOPIC = re.compile(r"medtop:([0-9]{8})")


def of_article(id_: str) -> str:
    """An article's own."""
    return f"urn:uuid:{id_}"


def of_entity(id_: str) -> str | None:
    """An entity's, where Wikidata or GeoNames know it."""
    if WIKIDATA.fullmatch(id_):
        return f"http://www.wikidata.org/entity/{id_}"
    found = GEONAMES.fullmatch(id_)
    return f"https://sws.geonames.org/{found[1]}/" if found else None


def of_topic(code: str) -> str | None:
    """A media topic's in IPTC's vocabulary."""
    found = TOPIC.fullmatch(code)
    return f"http://cv.iptc.org/newscodes/mediatopic/{found[1]}" if found else None
