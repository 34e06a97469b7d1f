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
from workers.taggers.topics_terms import BAR

TOPS = tuple(row["code"] for row in lexicons.rows("topics/labels.tsv") if not row["broader"])
# The last row of linear.tsv, that every story has.
ALWAYS = "|"


def features(folded: list[str]) -> set[str]:
    """Syllables of a folded text, and pairs of neighbouring ones."""
    pairs = (f"{first} {second}" for first, second in pairwise(folded) if BAR not in (first, second))
    return {*folded, *pairs} - {BAR}


@cache
def rows() -> dict[str, int]:
    """The row of every feature, counted from 0."""
    return {row["feature"]: place for place, row in enumerate(lexicons.rows("topics/linear.tsv"))}


@cache
def _tenths() -> NDArray[np.int16]:
    """A row of weights for each feature."""
    return np.array([row["tenths"].split() for row in lexicons.rows("topics/linear.tsv")], dtype=np.int16)


def likelihood(known: NDArray[np.intp]) -> dict[str, float]:
    """How likely a text with these rows of features is to be about each top-level code; the sum is 1."""
    table = _tenths()
    tenths = table.take(known, axis=0).sum(axis=0, dtype=np.int32) / max(1, len(known)) ** 0.5 + table[-1]
    chances = np.exp((tenths - tenths.max()) / 10)
    return dict(zip(TOPS, (chances / chances.sum()).tolist(), strict=True))
