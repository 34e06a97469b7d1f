"""The phrases of a story that may be keywords, and how much of the story speaks of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.document import Document, Entity
from workers.taggers.keywords.phrases import TIED, Counted, Words
from workers.taggers.keywords.runs import CLOSED, OPEN, Said, runs
from workers.taggers.keywords.table import LONGEST, known
from workers.taggers.pairs import Numbers
from workers.taggers.syllables import Flags, Places, Story, Syllables, story

# A headline names what the story is about, a lead nearly so.
ROLE_WEIGHT = {"title": 4.0, "lead": 2.0, "subhead": 1.5, "teaser_title": 1.5}
# So many words without a word of grammar are no prose.
LONGEST_STRETCH = 60


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
    told = story(document)
    if not len(told.syllables.numbers):
        return {}
    weights = told.syllables.spread([ROLE_WEIGHT.get(block.role, 1.0) for block in told.blocks])
    said = runs(told.syllables, _repeated(told) | _named(told, document.entities))
    return _gathered(told.syllables, said, weights)


def _repeated(told: Story) -> Flags:
    """The syllables of lines that were printed before."""
    fresh = set(told.fresh)
    return told.syllables.spread([line not in fresh for line in range(len(told.blocks))]) > 0


def _named(told: Story, entities: Iterable[Entity]) -> Flags:
    """The syllables of names."""
    text = told.syllables
    firsts = np.fromiter([block.start for block in told.blocks], dtype=np.intp)
    shifts = (firsts - text.lines[:-1]).repeat(text.bounds[1:] - text.bounds[:-1])
    spans = np.array([(one.start, one.end) for entity in entities for one in entity.mentions], np.intp).reshape(-1, 2)
    first, past = (
        (text.ends + shifts).searchsorted(spans[:, 0], "right"),
        (text.starts + shifts).searchsorted(spans[:, 1]),
    )
    size = 1 + len(text.numbers)
    return (np.bincount(first, minlength=size) - np.bincount(past, minlength=size))[:-1].cumsum() > 0


def _gathered(text: Syllables, said: Said, weights: NDArray[np.float64]) -> dict[Words, Candidate]:
    """Count the phrases of a story, told by their words; each of its syllables weighs what its line does."""
    found: dict[Words, Candidate] = {}
    tables, open_ = known(), 1 + len(text.numbers)
    marks = [tables.words.numbers[mark] for mark in (CLOSED, OPEN)]
    words, places = tables.words.cut(np.concatenate((tables.spelled[text.numbers], marks), dtype=np.int32)[said.order])
    firsts, lasts = said.order[places], said.order[places - 1]  # of each word, and of the one before
    starts, ends = text.starts.take(firsts, mode="clip").tolist(), text.ends.take(lasts, mode="clip").tolist()
    numbers, opens, weighs = words.tolist(), (firsts == open_).tolist(), weights.take(firsts, mode="clip").tolist()
    for start, past, phrase in _spans(words, places):
        key = tuple(numbers[start:past])
        one = found.get(key)
        if one is None:
            one = found[key] = Candidate(said.printed[starts[start] : ends[past]], tables.phrases.counted[phrase])
        one.times += 1
        one.weight += weighs[start]
        one.closed += not opens[past]
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
