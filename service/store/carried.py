"""What an article carries: the tags it is found by, and what it adds to their counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from service.store.folding import fold
from service.store.models import Article
from service.store.models.tag import FACET

HANOI = timezone(timedelta(hours=7))
# A longer id comes of garbage, and would not fit into an index.
LONGEST_ID = 500
FACETS = ("kind", "language", "publisher", "section")
KINDS = ("article", "listing", "other")
# Parts that stand for days, of publication and arrival, and for the months that whoever adds up days adds them to.
DAYS, MONTHS = "dc", "eb"
MONTH = len("d2024-10")


@dataclass(frozen=True)
class Carried:
    """A tag of one article: how it is called there, how else it is written there, how much (0..1) it is about it."""

    id: str
    type: str
    name: str
    weight: float = 1.0
    written: frozenset[str] = frozenset()


def of(article: Article) -> dict[str, Carried]:
    """Tags and facets of a processed article by id, in the order in which all lock them."""
    found = [*_tags(article.body or {}), *_facets(article)]
    return {one.id: one for one in sorted(found, key=lambda one: one.id) if len(one.id) <= LONGEST_ID}


def parts(article: Article) -> set[tuple[str, str]]:
    """What it adds to counts: a tag's id, and the part (see ``TagCount``; empty for the whole) where it is one more."""
    where = [f"c{day(article.created_at)}"]
    where += [f"d{day(article.published_at)}"] if article.published_at else []
    where += [month(part) for part in where]
    where += [f"p{article.publisher}"] if article.publisher else []
    found = of(article).values()
    shown = [one for one in found if one.type != FACET]
    added = {(one.id, part) for one in shown for part in [*where, *(f"w{form}" for form in one.written)]}
    return added | {(one.id, "") for one in found}


def day(moment: datetime) -> str:
    """The day of a moment in Vietnam; years before 1 and after 9999 have none, and go to the last."""
    try:
        return moment.astimezone(HANOI).date().isoformat()
    except OverflowError:
        return moment.date().isoformat()


def month(part: str) -> str:
    """The part that stands for the month of a part that stands for a day."""
    return MONTHS[DAYS.index(part[0])] + part[1:MONTH]


def facet(name: str, value: str) -> str:
    """The id of a facet."""
    return f"{name}:{value}"


def _facets(article: Article) -> list[Carried]:
    values = {name: getattr(article, name) for name in FACETS}
    return [Carried(facet(name, value), FACET, value) for name, value in values.items() if value]


def _tags(body: dict[str, Any]) -> list[Carried]:
    entities = [
        Carried(one["id"], one["type"], one["name"], one["salience"], _forms(one)) for one in body.get("entities", ())
    ]
    topics = [Carried(one["code"], "topic", one["name"], one["score"]) for one in body.get("topics", ())]
    keywords = [
        Carried(f"keyword:{fold(one['text'])}", "keyword", one["text"], one["score"])
        for one in body.get("keywords", ())
    ]
    return entities + topics + keywords


def _forms(entity: dict[str, Any]) -> frozenset[str]:
    return frozenset((entity["name"], *(mention["text"] for mention in entity.get("mentions", ()))))
