"""Syllables are cut into words on the way that costs least."""

from itertools import pairwise
from math import log

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workers.taggers.keywords.segments import Vocabulary

COUNTS = {"a": 90, "b": 40, "c": 7, "a b": 30, "b c": 20, "c c": 6, "c a": 2, "b b": 1, "a a": 9, "d a": 50}
VOCABULARY = Vocabulary(COUNTS, ["e"])
TOTAL = sum(COUNTS.values())


def cost(word: str) -> float:
    """What it costs to read a word; one that was not counted stands half a time."""
    return log(TOTAL / COUNTS.get(word, 0.5))


def least(syllables: list[str]) -> float:
    """The cost of the best way, found slowly."""
    costs = [0.0]
    for end in range(1, 1 + len(syllables)):
        ways = [costs[end - 1] + cost(syllables[end - 1])]
        pair = " ".join(syllables[end - 2 : end])
        if end > 1 and pair in COUNTS:
            ways.append(costs[end - 2] + cost(pair))
        costs.append(min(ways))
    return costs[-1]


@given(st.lists(st.sampled_from("abcdef"), max_size=40))
def test_no_way_to_cut_syllables_into_words_costs_less(syllables):
    numbers = np.array([VOCABULARY.numbers.get(one, 0) for one in syllables], dtype=np.int32)
    words, places = VOCABULARY.cut(numbers)
    cut = [" ".join(syllables[first:end]) for first, end in pairwise([*places, len(syllables)])]
    assert " ".join(cut).split() == syllables
    assert [VOCABULARY.texts[word] for word in words] == [word if word in VOCABULARY.numbers else "" for word in cut]
    assert abs(sum(map(cost, cut)) - least(syllables)) < 1e-9
