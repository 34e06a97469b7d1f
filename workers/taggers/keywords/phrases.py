"""Words and phrases of words, as a tree whose branches are words: what was counted of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.taggers.pairs import Pairs

# Of 100 neighbours that tell, so many show a noun.
NOUN = 60
# Words that a further one nearly always follows are cut: bảng xếp of bảng xếp hạng, trẻ sơ of trẻ sơ sinh.
CUT = 8
# The last word of a phrase may be no verb (ghe chở), yet be an adjective (hộ nghèo).
NOUN_OF_LAST = 20
# A phrase that is in no table ends in a word behind which a stretch ends as often as that.
ENDS = 20
# Words as tied as that are read as one: 35 holds vận động + viên, and leaves out thị trường + xuất khẩu.
TIED = 40

Words = tuple[int, ...]
Flags = NDArray[np.bool_]


class Counted(NamedTuple):
    """How many texts hold a phrase; of 100: how tied its words are, how often it is a noun, how often it ends there."""

    texts: int
    tied: int
    noun: int
    ends: int

    @property
    def whole(self) -> bool:
        """Whether it is a noun and is not cut."""
        return self.noun >= NOUN and self.ends >= CUT

    @property
    def heads(self) -> bool:
        """Whether a phrase that was not counted may begin with this word."""
        return self.noun >= NOUN

    @property
    def closes(self) -> bool:
        """Whether a phrase that was not counted may end with this word."""
        return self.ends >= ENDS and self.noun >= NOUN_OF_LAST


class Tree:
    """Phrases by number, words first: one that was counted, or reads like a term, or merely begins one.

    ``longer`` leads from a phrase and a word to the phrase of both, to 0 where there is none. By number: what was
    counted; how tied the words are, -1 where nothing was counted; whether it may be a keyword, as it was counted or as
    a term; and whether a phrase that was not counted may begin and end with it, which is told of words alone.
    """

    def __init__(self, words: int, counted: Mapping[Words, Counted], keywords: Sequence[Words]):
        """The tree of what was counted and of what may be a keyword, both told by the numbers of their words."""
        numbers: dict[Words, int] = {(word,): word for word in range(words)}
        for phrase in (*counted, *keywords):
            for size in range(2, 1 + len(phrase)):
                numbers.setdefault(phrase[:size], len(numbers))
        branches = {(numbers[phrase[:-1]], phrase[-1]): number for phrase, number in numbers.items() if len(phrase) > 1}
        self.longer = Pairs(branches, len(numbers))
        self.counted = [counted.get(phrase) for phrase in numbers]
        self.tied = np.array([one.tied if one else -1 for one in self.counted], dtype=np.int8)
        may = {*keywords}
        self.keyword = np.array([phrase in may for phrase in numbers])
        self.heads = np.array([one is not None and one.heads for one in self.counted[:words]])
        self.closes = np.array([one is not None and one.closes for one in self.counted[:words]])
