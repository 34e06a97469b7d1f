"""The phrases of a story that may be keywords, and how much of the story speaks of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.document import Document, Entity
from workers.taggers.keywords.evidence import weak
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


class Rows(NamedTuple):
    """Words that stand in a row: the places of the first one and of the one past the last, the phrase's number."""

    starts: Places
    pasts: Places
    phrases: Numbers


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
    first = (text.ends + shifts).searchsorted(spans[:, 0], "right")
    past = (text.starts + shifts).searchsorted(spans[:, 1])
    size = 1 + len(text.numbers)
    return (np.bincount(first, minlength=size) - np.bincount(past, minlength=size))[:-1].cumsum() > 0


def _gathered(text: Syllables, said: Said, weights: NDArray[np.float64]) -> dict[Words, Candidate]:
    """Count the phrases of a story, told by their words; each of its syllables weighs what its line does."""
    found: dict[Words, Candidate] = {}
    tables, open_ = known(), 1 + len(text.numbers)
    marks = [tables.words.numbers[mark] for mark in (CLOSED, OPEN)]
    words, places = tables.words.cut(np.concatenate((tables.spelled[text.numbers], marks), dtype=np.int32)[said.order])
    firsts, lasts = said.order[places], said.order[places - 1]  # of each word, and of the one before
    weighs, numbers = weights.take(firsts, mode="clip"), words.tolist()
    rows = _spans(words, places, weighs >= ROLE_WEIGHT["title"])
    starts, pasts, phrases = _kept(rows, ~_weak(rows, weighs))
    printed = text.starts[firsts[starts]], text.ends[lasts[pasts]]
    columns = (starts, pasts, phrases, *printed, firsts[pasts] != open_, weighs[starts])
    for start, past, phrase, begin, end, closed, weight in zip(*(column.tolist() for column in columns), strict=True):
        key = tuple(numbers[start:past])
        one = found.get(key)
        if one is None:
            one = found[key] = Candidate(said.printed[begin:end], tables.phrases.counted[phrase])
        one.times += 1
        one.weight += weight
        one.closed += closed
    return found


def _weak(rows: Rows, weighs: NDArray[np.float64]) -> Flags:
    """Which are single words that cannot be keywords, as little as the story names them; ``weighs``: how much each of
    its words weighs."""
    found = rows.pasts - rows.starts == 1
    words, which = np.unique(rows.phrases[found], return_inverse=True)
    weights = np.bincount(which, weighs[rows.starts[found]]).astype(np.float64, copy=False)
    found[found] = weak(words, weights)[which]
    return found


def _spans(words: Numbers, places: Places, headline: Flags) -> Rows:
    """The phrases that may be keywords, in order; none begins or ends inside words that are tied. ``headline``: the
    words that stand in one."""
    phrases, rows = known().phrases, _phrases(words, places)
    may = phrases.keyword[rows.phrases]
    may[_compounds(words, rows, headline)] = True
    whole = np.ones(1 + len(words), dtype=np.bool_)
    whole[_insides(rows)] = False
    order = (may & whole[rows.starts] & whole[rows.pasts]).nonzero()[0]
    return _kept(rows, order[rows.starts[order].argsort(kind="stable")])


def _compounds(words: Numbers, rows: Rows, headline: Flags) -> Places:
    """The phrases that may be keywords though they were not counted: those that stand in a headline or, to judge by
    their first and last words, more than once."""
    phrases, firsts, lasts = known().phrases, words[rows.starts], words[rows.pasts - 1]
    at = ((phrases.tied[rows.phrases] < 0) & phrases.heads[firsts] & phrases.closes[lasts]).nonzero()[0]
    ends = firsts[at].astype(np.int64) * len(phrases.heads) + lasts[at]
    ordered = np.sort(ends)
    times = ordered.searchsorted(ends, "right") - ordered.searchsorted(ends)
    return at[headline[rows.starts[at]] | (times > 1)]


def _phrases(words: Numbers, places: Places) -> Rows:
    """All rows of words in a stretch that are no longer than phrases, first of one word, then of two, and so on."""
    longer = known().phrases.longer
    starts, limits = _stretches(words, places)
    found = [Rows(starts, starts + 1, words[starts])]
    while len(starts):
        pasts = found[-1].pasts + 1
        on = (pasts <= limits) & (places.take(pasts, mode="clip") - places[starts] <= LONGEST)
        starts, limits, pasts = starts[on], limits[on], pasts[on]
        found.append(Rows(starts, pasts, longer(found[-1].phrases[on], words[pasts - 1])))
    every, ends, phrases = zip(*found, strict=True)
    return Rows(np.concatenate(every), np.concatenate(ends), np.concatenate(phrases))


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


def _kept(rows: Rows, kept: Places | Flags) -> Rows:
    return Rows(rows.starts[kept], rows.pasts[kept], rows.phrases[kept])


def _insides(rows: Rows) -> list[int]:
    """The places inside tied phrases, the most tied taken first, none across another."""
    ties = known().phrases.tied[rows.phrases]
    bound = (ties >= TIED) & (rows.pasts - rows.starts > 1)
    columns = (-ties[bound], rows.starts[bound], rows.pasts[bound])
    broken = set[int]()
    for _, start, end in sorted(zip(*(column.tolist() for column in columns), strict=True)):
        if broken.isdisjoint((start, end)):
            broken.update(range(start + 1, end))
    return list(broken)
