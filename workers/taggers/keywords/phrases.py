"""Words and phrases as they are read: what was counted of each, and the words that lead on to longer ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

# Of 100 neighbours that tell, so many show a noun.
NOUN = 60
# Words that a further one nearly always follows are cut: bảng xếp of bảng xếp hạng, trẻ sơ of trẻ sơ sinh.
CUT = 8
# The last word of a phrase may be no verb (ghe chở), yet be an adjective (hộ nghèo).
NOUN_OF_LAST = 20
# A phrase that is in no table ends in a word behind which a stretch ends as often as that.
ENDS = 20


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


@dataclass(slots=True, eq=False)
class Phrase:
    """A node of the tree of known phrases, whose branches are words: a phrase that was counted, or reads like a term,
    or merely begins one. ``keyword`` says whether it may be one: as it was counted, or as a term."""

    counted: Counted | None = None
    keyword: bool = False
    longer: dict[Word, Phrase] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Word(Phrase):
    """A word of one syllable or two; ``after`` leads from the syllable before it to the word of both."""

    text: str = ""
    size: int = 1
    cost: float = 0.0
    after: dict[Phrase, Word] = field(default_factory=dict)
    stop: bool = False
    empty: bool = False

    # Whether a phrase that was not counted may begin and end with it.
    heads: bool = False
    closes: bool = False


Words = tuple[Word, ...]
# Where the tree leads no further.
NOWHERE = Phrase()
