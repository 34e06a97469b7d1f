"""The phrases of a story that may be keywords, and how much of the story speaks of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.document import Document
from workers.taggers.keywords.phrases import TIED, Counted, Flags, Words
from workers.taggers.keywords.runs import OPEN, runs
from workers.taggers.keywords.table import LONGEST, known
from workers.taggers.pairs import Numbers
from workers.taggers.reach import within_reach

# A headline names what the story is about, a lead nearly so.
ROLE_WEIGHT = {"title": 4.0, "lead": 2.0, "subhead": 1.5, "teaser_title": 1.5}
# So many words without a word of grammar are no prose.
LONGEST_STRETCH = 60

Places = NDArray[np.intp]


@dataclass(slots=True)
class Candidate:
    """A phrase as the story prints it: how often, how often no name or number follows, and weighed by place."""

    text: str
    counted: Counted | None
    times: int = 0
    closed: int = 0
    weight: float = 0.0


def candidates(document: Document) -> dict[Words, Candidate]:
    """Every phrase of a story that may be a keyword; a line printed twice counts once."""
    printed: list[str] = []
    weights: list[float] = []
    readable = _without_names(document)
    read: set[tuple[str, str]] = set()
    for block in within_reach(document.story):
        if (block.role, block.text) not in read:
            read.add((block.role, block.text))
            said = runs(block.text, readable[block.start : block.end])
            printed += said
            weights += [ROLE_WEIGHT.get(block.role, 1.0)] * len(said)
    return _gathered(printed, weights)


def _without_names(document: Document) -> str:
    """The file's text with bars in the place of names."""
    parts: list[str] = []
    at = 0
    for start, end in sorted((one.start, one.end) for entity in document.entities for one in entity.mentions):
        parts += document.decoded[at:start], "|" * (end - max(at, start))
        at = max(at, end)
    return "".join(parts) + document.decoded[at:]


def _gathered(printed: list[str], weights: list[float]) -> dict[Words, Candidate]:
    """Count the phrases of a story, told by their words; each of its syllables weighs what its line does."""
    found: dict[Words, Candidate] = {}
    tables = known()
    syllables = np.fromiter(map(tables.spelled.__getitem__, printed), dtype=np.int32, count=len(printed))
    words, places = tables.words.cut(syllables)
    numbers, begins = words.tolist(), places.tolist()
    for start, past, phrase in _spans(words, places):
        key, at, end = tuple(numbers[start:past]), begins[start], begins[past]
        one = found.get(key)
        if one is None:
            one = found[key] = Candidate(" ".join(printed[at:end]), tables.phrases.counted[phrase])
        one.times += 1
        one.weight += weights[at]
        one.closed += printed[end] != OPEN
    return found


def _spans(words: Numbers, places: Places) -> Iterator[tuple[int, int, int]]:
    """The phrases that may be keywords, in order: first word, the one past the last, number; none begins or ends
    inside words that are tied."""
    phrases = known().phrases
    spans: list[tuple[int, int, int]] = []
    tied: list[tuple[int, int, int]] = []
    for starts, pasts, numbers in _phrases(words, places):
        ties = phrases.tied[numbers]
        compound = (ties < 0) & phrases.heads[words[starts]] & phrases.closes[words[pasts - 1]]
        spans += _rows(phrases.keyword[numbers] | compound, starts, pasts, numbers)
        tied += _rows((ties >= TIED) & (pasts - starts > 1), -ties, starts, pasts)
    broken = _insides(tied)
    return (span for span in sorted(spans) if span[0] not in broken and span[1] not in broken)


def _phrases(words: Numbers, places: Places) -> Iterator[tuple[Places, Places, Numbers]]:
    """All rows of words in a stretch that are no longer than phrases, first of one word, then of two, and so on: the
    first word of each, the one past the last, the number of the phrase."""
    longer = known().phrases.longer
    starts, limits = _stretches(words, places)
    pasts, numbers = starts + 1, words[starts]
    while len(starts):
        yield starts, pasts, numbers
        pasts = pasts + 1
        on = (pasts <= limits) & (places.take(pasts, mode="clip") - places[starts] <= LONGEST)
        starts, limits, pasts = starts[on], limits[on], pasts[on]
        numbers = longer(numbers[on], words[pasts - 1])


def _stretches(words: Numbers, places: Places) -> tuple[Places, Places]:
    """The words that stand where a story has no word of grammar for two syllables and more, and of each one the word
    past that stretch."""
    stops = np.flatnonzero(known().stop[words])
    firsts, pasts = stops[:-1] + 1, stops[1:]
    kept = (places[pasts] - places[firsts] > 1) & (pasts - firsts <= LONGEST_STRETCH)
    limits = np.repeat(pasts[kept], (pasts - firsts)[kept])
    inside = np.zeros(len(words) + 1, dtype=np.int8)
    inside[firsts[kept]] += 1
    inside[pasts[kept]] -= 1
    return np.flatnonzero(np.cumsum(inside)), limits


def _rows(kept: Flags, *columns: NDArray[np.signedinteger]) -> Iterator[tuple[int, int, int]]:
    """What is kept of columns, row by row."""
    return zip(*(column[kept].tolist() for column in columns), strict=True)


def _insides(tied: list[tuple[int, int, int]]) -> set[int]:
    """The places inside tied phrases, the most tied taken first, none across another."""
    broken: set[int] = set()
    for _, start, end in sorted(tied):
        if broken.isdisjoint((start, end)):
            broken.update(range(start + 1, end))
    return broken
