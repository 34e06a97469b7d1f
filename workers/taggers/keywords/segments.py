"""Runs cut into words, and stretches of words that a phrase may be taken from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from math import log

from workers import lexicons

# Phrases of more syllables are sentences.
LONGEST = 5
# A listed word is read as if it stood so often: hãng hàng không is hãng + hàng không, not hãng hàng + không.
LISTED = 3000


@cache
def stops() -> frozenset[str]:
    """Words that no keyword holds."""
    return lexicons.words("keywords/stop.txt") | lexicons.words("keywords/counters.txt")


def costs(counts: Mapping[str, int]) -> dict[str, float]:
    """What it costs to read a word: rare words cost more, though not those that we list."""
    listed = lexicons.words("keywords/words.txt")
    total = sum(counts.values())
    return {word: log(total / (max(count, LISTED) if word in listed else count)) for word, count in counts.items()}


def cut(run: Sequence[str], cost: Mapping[str, float], unknown: float) -> list[str]:
    """The words of a run, of one syllable or two, on the way of least cost."""
    before, so_far = 0.0, 0.0
    paired: list[bool] = []
    last = ""
    for syllable in run:
        alone = so_far + cost.get(syllable, unknown)
        pair = before + cost.get(f"{last} {syllable}", alone)
        paired.append(pair < alone)
        before, so_far, last = so_far, min(alone, pair), syllable
    return _walked(run, paired)


def _walked(run: Sequence[str], paired: Sequence[bool]) -> list[str]:
    words, at = [], len(run)
    while at:
        size = 1 + paired[at - 1]
        words.append(" ".join(run[at - size : at]))
        at -= size
    return words[::-1]


def stretches(words: Sequence[str], barred: Container[str]) -> Iterator[tuple[int, int]]:
    """Where no word is barred: first word and the one past the last."""
    first = 0
    for at, word in enumerate(words):
        if word in barred:
            if first < at:
                yield first, at
            first = at + 1
    if first < len(words):
        yield first, len(words)


def phrases(words: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    """All spans of words between two places, of at most ``LONGEST`` syllables."""
    for start in range(first, end):
        size = 0
        for last in range(start, end):
            size += words[last].count(" ") + 1
            if size > LONGEST:
                break
            yield start, last + 1
