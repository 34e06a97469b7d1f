"""A linear model over words and pairs of words beside the lexicon: what all words of a story together sound like.

``lexicons/topics/linear.tsv`` holds its weights, in tenths, one for each top-level code; ``python -m seeds.topics``
makes it. The lexicon says which words speak for a code; the model adds the words that merely keep them company.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from workers import lexicons

TOPS = tuple(row["code"] for row in lexicons.rows("topics/labels.tsv") if not row["broader"])
# The last row of linear.tsv, that every story has.
ALWAYS = "|"


def features(folded: str) -> set[str]:
    """Syllables of a folded text, and pairs of neighbouring ones."""
    parts = folded.split()
    return {*parts, *map(" ".join, pairwise(parts))} - {ALWAYS}


@cache
def _weights() -> NDArray[np.float64]:
    """A row of weights for each feature."""
    return np.array([row["tenths"].split() for row in lexicons.rows("topics/linear.tsv")], dtype=np.float64) / 10


@cache
def _automaton() -> ahocorasick.Automaton:
    """The row of every feature that a text may hold, spelled as texts are folded."""
    automaton = ahocorasick.Automaton()
    for place, row in enumerate(lexicons.rows("topics/linear.tsv")):
        if row["feature"] != ALWAYS:
            automaton.add_word(f" {row['feature'].replace(' ', '  ')} ", place)
    automaton.make_automaton()
    return automaton


def likelihood(folded: str) -> dict[str, float]:
    """How likely a folded text is to be about each top-level code; the sum is 1."""
    table = _weights()
    known = sorted({place for _, place in _automaton().iter(folded)})
    sounds = table[known].sum(axis=0) / max(1, len(known)) ** 0.5 + table[-1]
    chances = np.exp(sounds - sounds.max())
    return dict(zip(TOPS, (chances / chances.sum()).tolist(), strict=True))
