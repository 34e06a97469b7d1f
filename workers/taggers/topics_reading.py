"""Which terms and features of the topics a text holds: a tree of all of them, walked from every syllable at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.taggers.pairs import Numbers, Pairs
from workers.taggers.topics_linear import ALWAYS, rows
from workers.taggers.topics_terms import fold, terms

# The number of a syllable in no term or feature, and of the place where the tree leads no further.
NOWHERE = 0


class Reading(NamedTuple):
    """The number of each syllable of a text, ``NOWHERE`` behind the last, and where each leads with the next one."""

    syllables: Numbers
    pairs: Numbers


class Tree(NamedTuple):
    """All terms and features, syllable by syllable: what is one, begins one or is a syllable of one has a number.

    ``longer`` leads from a number and a syllable's to the number of both. By number: the term that it is; how many
    syllables that has, 0 where it is none; whether it begins a term; the row of the feature that it is, that of
    ``ALWAYS`` where it is none.
    """

    syllables: dict[str, int]
    longer: Pairs
    terms: list[str]
    lengths: Numbers
    begins: NDArray[np.bool_]
    rows: Numbers


@cache
def _tree() -> Tree:
    spelled, features = terms(), rows()
    begun = {begun for form in spelled for begun in accumulate(form.split(" "), "{} {}".format)}
    known = begun.union(features) - {ALWAYS}
    syllables = sorted({syllable for one in known for syllable in one.split(" ")})
    ordered = [ALWAYS, *syllables, *sorted(known.difference(syllables))]
    numbers = {one: number for number, one in enumerate(ordered) if number != NOWHERE}
    split = ((one.rpartition(" "), numbers[one]) for one in ordered[1 + len(syllables) :])
    return Tree(
        {syllable: numbers[syllable] for syllable in syllables},
        Pairs({(numbers[head], numbers[last]): number for (head, _, last), number in split}, len(ordered)),
        [spelled.get(one, "") for one in ordered],
        np.array([one in spelled and 1 + one.count(" ") for one in ordered], dtype=np.int32),
        np.array([one in begun for one in ordered]),
        np.array([features.get(one, features[ALWAYS]) for one in ordered], dtype=np.int32),
    )


def read(text: str) -> Reading:
    """Look up the syllables of a text."""
    folded, tree = fold(text), _tree()
    syllables = np.full(len(folded) + 1, NOWHERE, dtype=np.int32)
    syllables[:-1] = np.fromiter(map(tree.syllables.get, folded, repeat(NOWHERE)), dtype=np.int32, count=len(folded))
    return Reading(syllables, tree.longer(syllables[:-1], syllables[1:]))


def terms_in(text: Reading) -> Counter[str]:
    """How often each term stands in a text, the longest first: words of a longer term are not counted again."""
    tree, past, found = _tree(), 0, list[str]()
    starts = np.flatnonzero(tree.lengths[text.syllables[:-1]] | tree.begins[text.pairs])
    longest = _longest(text, starts)
    lengths = tree.lengths[longest]
    for start, number, length in zip(starts.tolist(), longest.tolist(), lengths.tolist(), strict=True):
        if length and start >= past:
            found.append(tree.terms[number])
            past = start + length
    return Counter(found)


def _longest(text: Reading, starts: NDArray[np.intp]) -> Numbers:
    """The number of the longest term that begins at each of these syllables."""
    tree, last = _tree(), len(text.syllables) - 1
    longest, reached, next_ = text.syllables[starts], text.pairs[starts], starts + 2
    while reached.any():
        longest = np.where(tree.lengths[reached], reached, longest)
        reached = tree.longer(reached, text.syllables[np.minimum(next_, last)])
        next_ = next_ + 1
    return longest


def features_in(texts: Iterable[Reading]) -> NDArray[np.intp]:
    """The rows of the features that some texts hold, each once."""
    tree, held = _tree(), np.zeros(len(rows()), dtype=np.bool_)
    for text in texts:
        held[tree.rows[text.syllables]] = held[tree.rows[text.pairs]] = True
    held[rows()[ALWAYS]] = False
    return np.flatnonzero(held)
