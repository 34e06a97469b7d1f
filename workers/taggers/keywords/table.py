"""The words and phrases that were counted over a collection of news, and those that we list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workers import lexicons
from workers.taggers.entities.tokens import lower, plain
from workers.taggers.keywords.phrases import ENDS, NOUN, NOUN_OF_LAST, Counted, Phrase, Word
from workers.taggers.keywords.segments import Vocabulary, stops

# The texts that were counted.
TEXTS = 22_032
# Phrases of more syllables are sentences.
LONGEST = 5
# A word that we know and the texts hardly hold.
UNCOUNTED = Counted(4, 99, 70, 50)


class Spelled(dict[str, Word]):
    """The word of each known syllable, in small letters and old spelling; as printed otherwise it is looked up so."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__((text, word) for text, word in words.items() if word.size == 1 and text == plain(text))
        self.unknown = Word(cost=words.unknown)

    def __missing__(self, printed: str) -> Word:
        return self.get(lower(plain(printed)), self.unknown)


@cache
def spelled() -> Spelled:
    """Every syllable that we know, with all words and phrases behind it."""
    counted = _counted()
    words = Vocabulary({text.replace("_", " "): one.texts for text, one in counted.items() if " " not in text})
    for text, one in counted.items():
        _count(_planted([words[word.replace("_", " ")] for word in text.split(" ")]), one)
    for term in terms():
        syllables = lower(plain(term)).split(" ")
        if 1 < len(syllables) <= LONGEST:
            for way in _ways(syllables, words):
                _planted(way).keyword = True
    for syllable in stops():
        if " " not in syllable:
            words[syllable]  # known, though not counted
    for word in words.values():
        word.stop = word.text in stops()
        word.empty = word.text in empty()
    return Spelled(words)


def _counted() -> dict[str, Counted]:
    """Words and phrases, words joined by _ inside."""
    listed = {word.replace(" ", "_"): UNCOUNTED for word in lexicons.words("keywords/words.txt")}
    columns = Counted._fields
    return listed | {
        row["text"]: Counted(*(int(row[column]) for column in columns)) for row in lexicons.rows("keywords/counts.tsv")
    }


def _planted(words: Sequence[Word]) -> Phrase:
    """The phrase of some words, which grows where it is new."""
    phrase: Phrase = words[0]
    for word in words[1:]:
        phrase = phrase.longer.get(word) or phrase.longer.setdefault(word, Phrase())
    return phrase


def _count(phrase: Phrase, counted: Counted) -> None:
    """Take down what was counted."""
    phrase.counted = counted
    if isinstance(phrase, Word):
        phrase.heads = counted.noun >= NOUN
        phrase.closes = counted.ends >= ENDS and counted.noun >= NOUN_OF_LAST
        phrase.keyword = phrase.size > 1 and counted.whole
    else:
        phrase.keyword = counted.whole


def _ways(syllables: Sequence[str], words: Vocabulary) -> Iterator[list[Word]]:
    """All ways to cut a phrase into words."""
    if not syllables:
        yield []
    for size in range(1, 1 + min(2, len(syllables))):
        word = " ".join(syllables[:size])
        if size == 1 or word in words:
            yield from ([words[word], *rest] for rest in _ways(syllables[size:], words))


@cache
def empty() -> frozenset[str]:
    """Words and phrases that say nothing of a story by themselves."""
    return lexicons.words("keywords/empty.txt")


@cache
def terms() -> frozenset[str]:
    """Terms of the topics: phrases, of later years too, that a desk knows."""
    return frozenset(row["term"] for name in lexicons.files("topics/terms/*.tsv") for row in lexicons.rows(name))
