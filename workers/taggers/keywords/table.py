"""The words and phrases that were counted over a collection of news, and those that we list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from workers import lexicons
from workers.taggers.entities.tokens import lower, plain
from workers.taggers.keywords.phrases import Counted, Flags, Tree, Words
from workers.taggers.keywords.runs import CLOSED, OPEN
from workers.taggers.keywords.segments import UNKNOWN, Vocabulary, stops
from workers.taggers.known_syllables import by_number
from workers.taggers.known_syllables import known as known_syllables
from workers.taggers.pairs import Numbers

# The texts that were counted.
TEXTS = 22_032
# Phrases of more syllables are sentences.
LONGEST = 5
# A word that we know and the texts hardly hold.
UNCOUNTED = Counted(4, 99, 70, 50)


class Known(NamedTuple):
    """The syllables by the numbers that all taggers have for them, the words that they make, which of these are words
    of grammar, and the phrases of words; what ends a run is a word of grammar too."""

    spelled: Numbers
    words: Vocabulary
    stop: Flags
    phrases: Tree


@cache
def known() -> Known:
    """Every word and phrase that we know."""
    counted, terms_ = _counted(), _syllables_of_terms()
    counts = {text.replace("_", " "): one.texts for text, one in counted.items() if " " not in text}
    single = {word for word in stops() | _empty() if " " not in word}
    words = Vocabulary(counts, single.union((CLOSED, OPEN), *terms_))
    phrases = {_words(text, words): one for text, one in counted.items()}
    keywords = [_words(text, words) for text, one in counted.items() if one.whole and not text.isalpha()]
    keywords += (way for term in terms_ for way in _ways(term, words.numbers))
    return Known(
        _spelled(words.numbers),
        words,
        np.array([text in stops() or text in (CLOSED, OPEN) for text in words.texts]),
        Tree(len(words.texts), phrases, [one for one in keywords if not empty([words.texts[word] for word in one])]),
    )


def _spelled(numbers: dict[str, int]) -> Numbers:
    """The number of each syllable, by the one that all taggers have for it, and by those of its other spellings."""
    return by_number({syllable: numbers.get(plain(syllable), UNKNOWN) for syllable in known_syllables()})


def _words(text: str, vocabulary: Vocabulary) -> Words:
    """The numbers of a phrase's words."""
    return tuple(vocabulary.numbers[word.replace("_", " ")] for word in text.split(" "))


def _syllables_of_terms() -> list[list[str]]:
    """The terms that are no longer than phrases, as words are looked up."""
    told = (lower(plain(term)).split(" ") for term in terms())
    return [syllables for syllables in told if 1 < len(syllables) <= LONGEST]


def _counted() -> dict[str, Counted]:
    """Words and phrases, words joined by _ inside."""
    listed = {word.replace(" ", "_"): UNCOUNTED for word in lexicons.words("keywords/words.txt")}
    columns = Counted._fields
    return listed | {
        row["text"]: Counted(*(int(row[column]) for column in columns)) for row in lexicons.rows("keywords/counts.tsv")
    }


def _ways(syllables: Sequence[str], numbers: dict[str, int]) -> Iterator[Words]:
    """All ways to cut a term's syllables into words."""
    if not syllables:
        yield ()
    for size in range(1, 1 + min(2, len(syllables))):
        word = " ".join(syllables[:size])
        if size == 1 or word in numbers:
            yield from ((numbers[word], *rest) for rest in _ways(syllables[size:], numbers))


def empty(words: Sequence[str]) -> bool:
    """Whether words say nothing of a story: each by itself, or all together."""
    return _empty().issuperset(words) or " ".join(words) in _empty()


@cache
def _empty() -> frozenset[str]:
    return lexicons.words("keywords/empty.txt")


@cache
def terms() -> frozenset[str]:
    """Terms of the topics: phrases, of later years too, that a desk knows."""
    return frozenset(row["term"] for name in lexicons.files("topics/terms/*.tsv") for row in lexicons.rows(name))
