"""Articles without end, in order of their arrival: when, by whom, about what."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from uuid import UUID

from tests.bench.scale import shape
from tests.bench.scale.tagged import Tags

WEEK = 7 * 24 * 3600
SPAN = shape.YEARS * 365.25 * 24 * 3600
ENTITIES = tuple(type_ for type_ in shape.PER_ARTICLE if type_ not in ("topic", "keyword"))


@dataclass
class Story:
    """An article before it is written out; ``tags`` are (type, key) with weights, entities first; moments in seconds."""

    id: UUID
    kind: str
    language: str
    publisher: str
    section: str | None
    created: float
    published: float | None
    tags: dict[tuple[str, int], float]


class Newsroom:
    """Draws articles; the same seed draws the same ones."""

    def __init__(self, tags: Tags, seed: int = 1):
        self.tags, self.draw, self.end = tags, Random(seed), time.time()
        self._events = [self._event() for _ in range(shape.EVENTS)]
        self._publishers = [f"bao{number}.example.vn" for number in range(shape.PUBLISHERS)]
        self._skew = list(accumulate(1 / (rank + 2) for rank in range(shape.PUBLISHERS)))
        self._kinds = _drawn(shape.KINDS)
        self._languages = _drawn(shape.LANGUAGES)

    def stories(self) -> Iterator[Story]:
        """As many as there are tags for."""
        for number in range(self.tags.articles):
            yield self._story((number + self.draw.random()) / self.tags.articles)

    def _story(self, place: float) -> Story:
        draw = self.draw
        created, published = self._moments(place)
        kind, language = (some[int(draw.random() * len(some))] for some in (self._kinds, self._languages))
        publisher = draw.choices(self._publishers, cum_weights=self._skew)[0]
        section = f"Chuyên mục {int(shape.SECTIONS * draw.random() ** 2)}" if draw.random() < 0.8 else None
        tags = {} if kind == "other" else self._tags()
        identifier = _id(created, draw)
        return Story(identifier, kind, language, publisher, section, created, published, tags)

    def _moments(self, place: float) -> tuple[float, float | None]:
        """When it came in and when it was published; ``place`` is how far we are, 0..1."""
        start, middle, draw = self.end - SPAN, self.end - SPAN / 2, self.draw
        before, after = 0.5 - shape.ARCHIVE / 2, 0.5 + shape.ARCHIVE / 2
        if before < place < after:
            created = middle + WEEK * (place - before) / shape.ARCHIVE
            published = start + (middle - start) * draw.random()
        else:
            share = place / before / 2 if place <= before else 1 - (1 - place) / (1 - after) / 2
            created = start + SPAN * share + (WEEK if share > 0.5 else 0) * (1 - share) * 2
            published = created - draw.expovariate(1 / (6 * 3600))  # found six hours after it was published, on average
        return created, None if draw.random() < shape.UNDATED else published

    def _tags(self) -> dict[tuple[str, int], float]:
        event, draw = self._current(), self.draw
        found: dict[tuple[str, int], float] = {}
        for type_, numbers in shape.PER_ARTICLE.items():
            told = event[type_]
            for _ in range(numbers[int(draw.random() * len(numbers))]):
                of_event = told and draw.random() < shape.OF_EVENT
                key = told[int(draw.random() ** 2 * len(told))] if of_event else self.tags.draw(draw, type_)
                found.setdefault((type_, key), 0.0)
        for place, tag in enumerate(found):
            found[tag] = round(max(0.06, 0.9 ** draw.random() / (1 + place % 17) ** 0.8), 3)
        return found

    def _current(self) -> dict[str, list[int]]:
        """What an event is about; now and then a new one takes the place of an old one."""
        place = int(self.draw.random() ** 2 * len(self._events))
        if self.draw.random() * shape.EVENT_ARTICLES < 1:
            self._events[place] = self._event()
        return self._events[place]

    def _event(self) -> dict[str, list[int]]:
        twice = {type_: round(2 * shape.mean(type_)) for type_ in shape.PER_ARTICLE}
        return {type_: [self.tags.draw(self.draw, type_) for _ in range(size)] for type_, size in twice.items()}


def _drawn(parts: tuple[tuple[str, int], ...]) -> list[str]:
    return [name for name, part in parts for _ in range(part)]


def _id(moment: float, draw: Random) -> UUID:
    """A UUIDv7 of that moment."""
    bits = int(moment * 1000) << 80 | 7 << 76 | draw.getrandbits(12) << 64 | 2 << 62 | draw.getrandbits(62)
    return UUID(int=bits)
