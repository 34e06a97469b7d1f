"""The lists of the wire that lie in ``articles.body``, as JSON; written by hand, for json.dumps takes twice as long."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

from tests.bench.scale import vocabulary
from tests.bench.scale.stories import ENTITIES, Story
from tests.bench.scale.tagged import Known

DAYS = (16, 17, 18)


class Sheet:
    """A piece of a page as it grows: its lines, and the blocks that say where each stands; ``size`` is where it ends."""

    def __init__(self, size: int):
        self.lines: list[str] = []
        self.blocks: list[str] = []
        self.size = size

    def line(self, role: str, text: str) -> str:
        """Add a line."""
        end = self.size + len(text)
        self.blocks.append(f'{{"role": "{role}", "text": "{text}", "start": {self.size}, "end": {end}}}')
        self.lines.append(text)
        self.size = end + 1
        return text


def body(story: Story, known: dict[int, Known], blocks: str, mentions: dict[int, list[str]]) -> str:
    """All lists of an article. Teasers, dates, sums and quotes are a few made once, whose offsets lead nowhere."""
    entities, topics, keywords = [], [], []
    for (type_, key), weight in story.tags.items():
        one = known[key]
        if type_ in ENTITIES:
            entities.append(_entity(one, weight, ", ".join(mentions.get(key, ()))))
        elif type_ == "topic":
            topics.append(f'{{"code": "{one.id}", "name": "{one.name}", "score": {weight}, "broader_top": "{one.id}"}}')
        else:
            keywords.append(f'{{"text": "{one.name}", "score": {weight}}}')
    return (
        f'{{"blocks": [{blocks}], "entities": [{", ".join(entities)}], "topics": [{", ".join(topics)}], '
        f'"keywords": [{", ".join(keywords)}], {_pieces(story.kind)}, "warnings": []}}'
    )


def _entity(one: Known, weight: float, mentions: str) -> str:
    return (
        f'{{"id": "{one.id}", "name": "{one.name}", "type": "{one.type}", "description": null, "salience": {weight}, '
        f'"confidence": 0.87, "mentions": [{mentions}]}}'
    )


@cache
def _pieces(kind: str) -> str:
    found: dict[str, Any] = {"teasers": [], "dates": [], "money": [], "quotes": []}
    if kind != "other":
        teasers = 5 if kind == "article" else 14  # as in our samples
        nowhere = {"start": 1, "end": 2}
        found["teasers"] = [{"title": _words(12), "text": _words(30), "heading": None} for _ in range(teasers)]
        found["dates"] = [{"text": f"ngày {day}/10", "iso": f"2024-10-{day}"} | nowhere for day in DAYS]
        found["money"] = [{"text": "40 tỷ Euro", "amount": 40_000_000_000, "currency": "EUR"} | nowhere] * 3
        found["quotes"] = [{"text": _words(18), "speaker": None, "entity_id": None} | nowhere]
    return json.dumps(found, ensure_ascii=False)[1:-1]


def _words(size: int) -> str:
    return " ".join(vocabulary.text(Random(size), size, 0)[0])
