"""All tags that there may be: keys, ids, names; and which an article gets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from pathlib import Path
from random import Random

import workers.lexicons
from service.store.carried import facet
from service.store.folding import fold
from tests.bench.scale import shape, vocabulary

LABELS = Path(workers.lexicons.__file__).parent / "topics" / "labels.tsv"
FIRST = 1000  # keys below are facets'
NAMES = 300_000  # that are remembered: a few tenths of them make up nearly all that are asked for


def _topics() -> list[tuple[str, str]]:
    lines = [line for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    found = [(row["code"], row["name"]) for row in csv.DictReader(lines, delimiter="\t")]
    Random(0).shuffle(found)
    return found


@dataclass(frozen=True)
class Known:
    """A tag: its id, name and the shorter form in which some articles write it."""

    id: str
    type: str
    name: str
    short: str


@dataclass
class Tags:
    """The tags for so many articles; a type's keys stand together, the most popular first."""

    articles: int
    first: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    facets: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.topics, start = _topics(), FIRST
        for type_ in shape.PER_ARTICLE:
            self.first[type_] = start
            self.sizes[type_] = len(self.topics) if type_ == "topic" else shape.distinct(type_, self.articles)
            start += self.sizes[type_]
        self.end = start
        self.known = lru_cache(NAMES)(self._known)
        self._curve = {type_: log(1 + self.sizes[type_] / shift) for type_, shift in shape.SHIFT.items()}

    def draw(self, draw: Random, type_: str) -> int:
        """The key of a tag of this type, by popularity."""
        shift = shape.SHIFT[type_]
        rank = int(shift * (2.718281828459045 ** (draw.random() * self._curve[type_]) - 1))
        return self.first[type_] + min(rank, self.sizes[type_] - 1)

    def facet(self, name: str, value: str) -> int:
        """The key of a facet, given as it is met."""
        return self.facets.setdefault(facet(name, value), len(self.facets) + 1)

    def types(self) -> Iterator[tuple[str, int]]:
        """Each key that there may be, with its type."""
        for type_, first in self.first.items():
            for key in range(first, first + self.sizes[type_]):
                yield type_, key

    def _known(self, type_: str, key: int) -> Known:
        rank = key - self.first[type_]
        if type_ == "topic":
            code, name = self.topics[rank]
            return Known(code, type_, name, name)
        name = vocabulary.named(type_, rank)
        if type_ == "keyword":
            return Known(f"keyword:{fold(name)}", type_, name, name)
        known = rank * 7919 % 1000 < 1000 * shape.KNOWN[type_]
        slug = fold(name).replace(" ", "-")
        return Known(f"Q{9_000_000 + key}" if known else f"local:{type_}:{slug}", type_, name, name.split()[-1])
