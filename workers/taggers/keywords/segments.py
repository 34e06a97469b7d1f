"""Runs of syllables cut into words: the way of least cost through the words that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

# Words of more syllables are words and suffixes (vận động + viên): phrases hold them together.
LONGEST_WORD = 2


def costs(counts: Mapping[str, int]) -> dict[str, float]:
    """What it costs to read a word: rare words cost more."""
    total = sum(counts.values())
    return {word: log(total / count) for word, count in counts.items()}


def cut(run: Sequence[str], cost: Mapping[str, float], unknown: float) -> list[str]:
    """The words of a run, syllables in small letters; a syllable that is not known is a word."""
    before, so_far, words = 0.0, 0.0, []
    paired: list[bool] = []
    for at, syllable in enumerate(run):
        alone = so_far + cost.get(syllable, unknown)
        pair = before + cost.get(f"{run[at - 1]} {syllable}", alone) if at else alone
        paired.append(at > 0 and pair < alone)
        before, so_far = so_far, min(alone, pair)
    at = len(run)
    while at:
        size = 1 + paired[at - 1]
        words.append(" ".join(run[at - size : at]))
        at -= size
    return words[::-1]
