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
def _weights() -> tuple[dict[str, int], NDArray[np.float64]]:
    rows = lexicons.rows("topics/linear.tsv")
    table = np.array([row["tenths"].split() for row in rows], dtype=np.float64) / 10
    return {row["feature"]: place for place, row in enumerate(rows)}, table


def likelihood(folded: str) -> dict[str, float]:
    """How likely a folded text is to be about each top-level code; the sum is 1."""
    places, table = _weights()
    known = sorted(map(places.__getitem__, features(folded) & places.keys()))
    sounds = table[known].sum(axis=0) / max(1, len(known)) ** 0.5 + table[places[ALWAYS]]
    chances = np.exp(sounds - sounds.max())
    return dict(zip(TOPS, (chances / chances.sum()).tolist(), strict=True))
