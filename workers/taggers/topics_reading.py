"""Which terms and features of the topics a text holds: a tree of all of them, walked from every syllable at once."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.taggers.known_syllables import by_number
from workers.taggers.letter_kinds import BAR as BARRED
from workers.taggers.pairs import Numbers, Pairs
from workers.taggers.syllables import Syllables, syllables
from workers.taggers.topics_linear import ALWAYS, rows
from workers.taggers.topics_terms import BAR, spellings, terms

# The number of a syllable in no term or feature, and of the place where the tree leads no further.
NOWHERE = 0


class Reading(NamedTuple):
    """Lines one behind another, ``NOWHERE`` behind each: the number of each syllable, where it leads with the next one,
    and how much its line weighs."""

    syllables: Numbers
    pairs: Numbers
    weights: NDArray[np.float64]


class Tree(NamedTuple):
    """All terms and features, syllable by syllable: what is one, begins one or is a syllable of one has a number.

    ``syllables`` leads from the numbers that all taggers have for syllables to its own; ``bar`` is that of ``BAR``.
    ``longer`` leads from a number and a syllable's to the number of both. By number: the place in ``terms()`` of the
    term that it is; how many syllables that has, 0 where it is none; whether it begins a term; the row of the feature
    that it is, that of ``ALWAYS`` where it is none.
    """

    syllables: Numbers
    bar: int
    longer: Pairs
    terms: Numbers
    lengths: Numbers
    begins: NDArray[np.bool_]
    rows: Numbers


@cache
def _tree() -> Tree:
    spelled, features = spellings(), rows()
    places = {term: place for place, term in enumerate(terms())}
    begun = {begun for form in spelled for begun in accumulate(form.split(" "), "{} {}".format)}
    known = begun.union(features) - {ALWAYS}
    syllables = sorted({syllable for one in known for syllable in one.split(" ")})
    ordered = [ALWAYS, *syllables, *sorted(known.difference(syllables))]
    numbers = {one: number for number, one in enumerate(ordered) if number != NOWHERE}
    split = ((one.rpartition(" "), numbers[one]) for one in ordered[1 + len(syllables) :])
    return Tree(
        by_number({syllable: numbers[syllable] for syllable in syllables if syllable != BAR}),
        numbers.get(BAR, NOWHERE),
        Pairs({(numbers[head], numbers[last]): number for (head, _, last), number in split}, len(ordered)),
        np.array([places[spelled[one]] if one in spelled else 0 for one in ordered], dtype=np.int32),
        np.array([one in spelled and 1 + one.count(" ") for one in ordered], dtype=np.int32),
        np.array([one in begun for one in ordered]),
        np.array([features.get(one, features[ALWAYS]) for one in ordered], dtype=np.int32),
    )


def read(*texts: tuple[str, float]) -> Reading:
    """Look up the syllables of some texts, each told with its weight."""
    told = syllables([unicodedata.normalize("NFC", text) for text, _ in texts])
    return looked_up(told, [(line, weight) for line, (_, weight) in enumerate(texts)])


def looked_up(text: Syllables, lines: Sequence[tuple[int, float]]) -> Reading:
    """Look up the syllables and bars of some lines of a text, in this order, each told with its weight."""
    tree = _tree()
    bars = (text.kinds & BARRED).nonzero()[0]
    numbers = np.full(len(text.numbers) + len(bars), tree.bar, dtype=np.int32)
    numbers[np.arange(len(text.numbers)) + bars.searchsorted(text.starts)] = tree.syllables[text.numbers]
    ends = text.bounds + bars.searchsorted(text.lines - 1)
    numbers[ends] = NOWHERE
    spans = [slice(1 + end, 1 + last) for end, last in pairwise(ends.tolist())]
    found = [numbers[spans[line]] for line, _ in lines]
    weights = np.array([weight for _, weight in lines]).repeat([len(one) for one in found])
    syllables = np.concatenate((*found, np.zeros(1, dtype=np.int32)))
    return Reading(syllables, tree.longer(syllables[:-1], syllables[1:]), weights)


def places_in(text: Reading) -> dict[int, float]:
    """How often each term stands in the texts, told by its place in ``terms()`` and weighed, the longest first: words
    of a longer term are not counted again."""
    tree, past, found = _tree(), 0, defaultdict[int, float](float)
    starts = np.flatnonzero(tree.lengths[text.syllables[:-1]] | tree.begins[text.pairs])
    longest = _longest(text, starts)
    lengths = tree.lengths[longest]
    columns = (starts, lengths, tree.terms[longest], text.weights[starts])
    for start, length, term, weight in zip(*(column[lengths > 0].tolist() for column in columns), strict=True):
        if start >= past:
            found[term] += weight
            past = start + length
    return found


def terms_in(text: Reading) -> dict[str, float]:
    """The same, told by the terms themselves."""
    return {terms()[place]: times for place, times in places_in(text).items()}


def _longest(text: Reading, starts: NDArray[np.intp]) -> Numbers:
    """The number of the longest term that begins at each of these syllables."""
    tree, last = _tree(), len(text.syllables) - 1
    longest, reached, next_ = text.syllables[starts], text.pairs[starts], starts + 2
    while reached.any():
        longest = np.where(tree.lengths[reached], reached, longest)
        reached = tree.longer(reached, text.syllables[np.minimum(next_, last)])
        next_ = next_ + 1
    return longest


def features_in(text: Reading) -> NDArray[np.intp]:
    """The rows of the features that the texts hold, each once."""
    tree, held = _tree(), np.zeros(len(rows()), dtype=np.bool_)
    held[tree.rows[text.syllables]] = held[tree.rows[text.pairs]] = True
    held[rows()[ALWAYS]] = False
    return np.flatnonzero(held)
