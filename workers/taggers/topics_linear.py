"""A linear model over words and pairs of words beside the lexicon: what all words of a story together sound like.

``lexicons/topics/linear.tsv`` holds its weights, in tenths, one for each top-level code; ``python -m seeds.topics``
makes it. The lexicon says which words speak for a code; the model adds the words that merely keep them company.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from workers import lexicons

TOPS = tuple(row["code"] for row in lexicons.rows("topics/labels.tsv") if not row["broader"])
# The row of linear.tsv that every story has.
ALWAYS = "|"


def features(folded: str) -> set[str]:
    """Syllables of a folded text, and pairs of neighbouring ones."""
    parts = folded.split()
    return {*parts, *map(" ".join, pairwise(parts))} - {ALWAYS}


@cache
def _weights() -> tuple[dict[str | tuple[str, str], int], NDArray[np.float64]]:
    """The row of each syllable and of each pair, and the rows."""
    rows = lexicons.rows("topics/linear.tsv")
    table = np.array([row["tenths"].split() for row in rows], dtype=np.float64) / 10
    return {_feature(row["feature"]): place for place, row in enumerate(rows)}, table


def _feature(printed: str) -> str | tuple[str, str]:
    first, space, second = printed.partition(" ")
    return (first, second) if space else first


def likelihood(folded: str) -> dict[str, float]:
    """How likely a folded text is to be about each top-level code; the sum is 1."""
    places, table = _weights()
    parts = folded.split()
    found = {*map(places.get, parts), *map(places.get, pairwise(parts))} - {places[ALWAYS]}
    known = sorted([place for place in found if place is not None])
    sounds = table.take(known, axis=0).sum(axis=0) / max(1, len(known)) ** 0.5 + table[places[ALWAYS]]
    chances = np.exp(sounds - sounds.max())
    return dict(zip(TOPS, (chances / chances.sum()).tolist(), strict=True))
