"""How much speaks for a phrase as a keyword: how much of the story names it, how rare it is, what it looks like."""

from __future__ import annotations

from functools import cache
from math import log, log2

import numpy as np
from numpy.typing import NDArray

from workers.taggers.entities.tokens import lower, plain
from workers.taggers.keywords.phrases import Counted, Flags
from workers.taggers.keywords.table import TEXTS, known, terms
from workers.taggers.pairs import Numbers

# A phrase that is in no table counts for less.
UNSEEN = 0.8
# Rarer than one text in 400 says no more: the rarest are pictures (hộp bánh), not what a story is about.
RAREST = 6.0
# What a desk files stories under: the terms of the topics.
TERM = 1.3
# Longer phrases say more.
LENGTH = {2: 1.0, 3: 1.2, 4: 1.4, 5: 1.4}
# A phrase named once in the body: hardly what the story is about.
ONCE = 0.5
# The least evidence of a keyword, and by how much less a word must surely have to be left out unseen.
LEAST, SURELY = 4.5, 0.001


def evidence_of(text: str, counted: Counted | None, weight: float) -> float:
    """What speaks for a phrase; ``weight``: how much of the story names it."""
    known = TERM if text in terms() else 1.0
    return log2(ONCE + weight) * _rarity(counted) * known * LENGTH[1 + text.count(" ")]


def weak(words: Numbers, weights: NDArray[np.float64]) -> Flags:
    """Which single words the story names too little for what they are; ``weights``: how much of it names each."""
    return np.log2(ONCE + weights) * _worths()[words] * LENGTH[2] < LEAST - SURELY


def _rarity(counted: Counted | None) -> float:
    return min(RAREST, log(TEXTS / counted.texts)) if counted else UNSEEN * RAREST


@cache
def _worths() -> NDArray[np.float64]:
    """How rare each word is, times ``TERM`` where it is a term in one of its spellings."""
    told, spelled = known(), {lower(plain(term)) for term in terms()}
    words = zip(told.words.texts, told.phrases.counted, strict=False)
    return np.array([_rarity(counted) * (TERM if text in spelled else 1.0) for text, counted in words])
