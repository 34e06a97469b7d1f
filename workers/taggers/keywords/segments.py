"""Runs of syllables cut into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import log

from workers import lexicons
from workers.taggers.keywords.phrases import NOWHERE, Phrase, Word

# A listed word is read as if it stood so often: hãng hàng không is hãng + hàng không, not hãng hàng + không.
LISTED = 3000


@cache
def stops() -> frozenset[str]:
    """Words that no keyword holds."""
    return lexicons.words("keywords/stop.txt") | lexicons.words("keywords/counters.txt")


class Vocabulary(dict[str, Word]):
    """Words by their text, each with its cost; a syllable that is asked for and was not counted joins them."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """What it costs to read a word: rare words cost more, though not those that we list."""
        listed = lexicons.words("keywords/words.txt")
        total = sum(counts.values())
        self.unknown = log(2 * total)
        for text, count in counts.items():
            cost = log(total / (max(count, LISTED) if text in listed else count))
            self[text] = Word(text=text, size=1 + text.count(" "), cost=cost)
        for pair in [word for word in self.values() if word.size == 2]:
            first, second = pair.text.split(" ")
            self[second].after[self[first]] = pair

    def __missing__(self, syllable: str) -> Word:
        word = self[syllable] = Word(text=syllable, cost=self.unknown)
        return word


def ways(syllables: Iterable[Word]) -> list[Word]:
    """The last word of the best way to each syllable, words being of one syllable or two."""
    before = so_far = 0.0  # since a place that no word reaches over
    last: Phrase = NOWHERE
    ends: list[Word] = []
    for syllable in syllables:
        pair = syllable.after.get(last)
        if not pair:
            ends.append(syllable)
            before, so_far = 0.0, syllable.cost
        elif before + pair.cost < so_far + syllable.cost:
            ends.append(pair)
            before, so_far = so_far, before + pair.cost
        else:
            ends.append(syllable)
            before, so_far = so_far, so_far + syllable.cost
        last = syllable
    return ends


def cut(syllables: Iterable[Word]) -> list[Word]:
    """The words on the way of least cost."""
    ends = ways(syllables)
    words, at = [], len(ends)
    while at:
        word = ends[at - 1]
        words.append(word)
        at -= word.size
    return words[::-1]
