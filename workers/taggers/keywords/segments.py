"""Runs of syllables cut into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from workers import lexicons
from workers.taggers.pairs import Numbers, Pairs

# A listed word is read as if it stood so often: hãng hàng không is hãng + hàng không, not hãng hàng + không.
LISTED = 3000
# The number of every syllable that is not known.
UNKNOWN = 0


@cache
def stops() -> frozenset[str]:
    """Words that no keyword holds."""
    return lexicons.words("keywords/stop.txt") | lexicons.words("keywords/counters.txt")


class Vocabulary:
    """Words of one syllable or two, and what it costs to read each: rare words cost more, though not those that we
    list. ``texts`` holds each word at its number, ``numbers`` leads back; more syllables may join, as rare as any."""

    def __init__(self, counts: Mapping[str, int], more: Iterable[str] = ()) -> None:
        """Number the words that were counted, their syllables and those of ``more``."""
        pairs = [tuple(text.split(" ")) for text in counts if " " in text]
        syllables = {text for text in counts if " " not in text}.union(more, *pairs)
        self.texts = ["", *sorted(syllables), *map(" ".join, pairs)]
        self.numbers = {text: number for number, text in enumerate(self.texts) if number != UNKNOWN}
        of_pairs = {(self.numbers[a], self.numbers[b]): self.numbers[f"{a} {b}"] for a, b in pairs}
        self._pairs = Pairs(of_pairs, 1 + len(syllables))
        self._costs = _costs(self.texts, counts)

    def cut(self, syllables: Numbers) -> tuple[Numbers, NDArray[np.intp]]:
        """The words on the way of least cost, and the place of each one's first syllable."""
        pairs = np.zeros(len(syllables) + 1, dtype=np.int32)
        pairs[1:-1] = self._pairs(syllables[:-1], syllables[1:])
        seconds = _seconds(self._joined(syllables, pairs))
        places = np.flatnonzero(~seconds[:-1])
        return np.where(seconds[places + 1], pairs[places + 1], syllables[places]), places

    def _joined(self, syllables: Numbers, pairs: Numbers) -> NDArray[np.bool_]:
        """Whether the best way to each syllable ends with the word of it and the one before, its number in ``pairs``.

        Syllables that lie in words of two with their neighbours on either side form chains; all are walked at once.
        """
        before, so_far = np.zeros(len(syllables)), self._costs[syllables]
        joined = np.zeros(len(pairs), dtype=np.bool_)
        at = 1 + np.flatnonzero((pairs[1:] > 0) & (pairs[:-1] == 0))
        while len(at):
            pair = before[at - 1] + self._costs[pairs[at]]
            apart = so_far[at - 1] + so_far[at]
            joined[at] = pair < apart
            before[at], so_far[at] = so_far[at - 1], np.minimum(pair, apart)
            at = at[pairs[at + 1] > 0] + 1
        return joined


def _costs(texts: list[str], counts: Mapping[str, int]) -> NDArray[np.float64]:
    """The cost of each word; of one that was not counted as if it stood half a time."""
    listed, total = lexicons.words("keywords/words.txt"), sum(counts.values())
    stands = (
        max(counts[text], LISTED) if text in counts and text in listed else counts.get(text, 0.5) for text in texts
    )
    return np.array([log(total / often) for often in stands])


def _seconds(joined: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which syllables are the second of a word: of those joined in a row the last one, and each second one before."""
    seconds = np.zeros_like(joined)
    at = np.flatnonzero(joined[:-1] & ~joined[1:])
    while len(at):
        seconds[at] = True
        at = at[at > 2] - 2
        at = at[joined[at] & joined[at + 1]]
    return seconds
