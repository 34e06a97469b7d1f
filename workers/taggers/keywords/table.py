"""The words and phrases that were counted over a collection of news, and those that we list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workers import lexicons
from workers.taggers.entities.tokens import lower, plain
from workers.taggers.keywords.phrases import ENDS, NOUN, NOUN_OF_LAST, Counted, Phrase, Word, Words
from workers.taggers.keywords.runs import CLOSED, OPEN
from workers.taggers.keywords.segments import Vocabulary, stops

# The texts that were counted.
TEXTS = 22_032
# Phrases of more syllables are sentences.
LONGEST = 5
# A word that we know and the texts hardly hold.
UNCOUNTED = Counted(4, 99, 70, 50)


class Spelled(dict[str, Word]):
    """The word of each known syllable, in small letters and old spelling; as printed otherwise it is looked up
    so. What ends a run is a word of grammar too."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__((text, word) for text, word in words.items() if word.size == 1 and text == plain(text))
        self.update(dict.fromkeys((CLOSED, OPEN), Word(stop=True)))
        self.unknown = Word(cost=words.unknown)

    def __missing__(self, printed: str) -> Word:
        return self.get(lower(plain(printed)), self.unknown)


@cache
def spelled() -> Spelled:
    """Every syllable that we know, with all words and phrases behind it."""
    counted = _counted()
    words = Vocabulary({text.replace("_", " "): one.texts for text, one in counted.items() if " " not in text})
    for syllable in stops() | _empty():
        if " " not in syllable:
            words[syllable]  # known, though not counted
    for word in words.values():
        word.stop, word.empty = word.text in stops(), word.text in _empty()
    for text, one in counted.items():
        _count([words[word.replace("_", " ")] for word in text.split(" ")], one)
    for term in terms():
        syllables = lower(plain(term)).split(" ")
        if 1 < len(syllables) <= LONGEST:
            _plant((), syllables, words)
    return Spelled(words)


def _counted() -> dict[str, Counted]:
    """Words and phrases, words joined by _ inside."""
    listed = {word.replace(" ", "_"): UNCOUNTED for word in lexicons.words("keywords/words.txt")}
    columns = Counted._fields
    return listed | {
        row["text"]: Counted(*(int(row[column]) for column in columns)) for row in lexicons.rows("keywords/counts.tsv")
    }


def _phrase(words: Sequence[Word]) -> Phrase:
    """The place of some words in the tree, which grows where it is new."""
    phrase: Phrase = words[0]
    for word in words[1:]:
        phrase = phrase.longer.get(word) or phrase.longer.setdefault(word, Phrase())
    return phrase


def _count(words: Sequence[Word], counted: Counted) -> None:
    """Take down what was counted of a word or phrase."""
    phrase = _phrase(words)
    phrase.counted = counted
    phrase.keyword = (len(words) > 1 or words[0].size > 1) and counted.whole and not empty(words)
    if isinstance(phrase, Word):
        phrase.heads = counted.noun >= NOUN
        phrase.closes = counted.ends >= ENDS and counted.noun >= NOUN_OF_LAST


def _plant(words: Words, syllables: Sequence[str], known: Vocabulary) -> None:
    """Plant a term in all ways to cut its syllables into words, behind those that were cut."""
    if not syllables and not empty(words):
        _phrase(words).keyword = True
    for size in range(1, 1 + min(2, len(syllables))):
        word = " ".join(syllables[:size])
        if size == 1 or word in known:
            _plant((*words, known[word]), syllables[size:], known)


def empty(words: Sequence[Word]) -> bool:
    """Whether words say nothing of a story: each by itself, or all together."""
    return all(word.empty for word in words) or " ".join(word.text for word in words) in _empty()


@cache
def _empty() -> frozenset[str]:
    return lexicons.words("keywords/empty.txt")


@cache
def terms() -> frozenset[str]:
    """Terms of the topics: phrases, of later years too, that a desk knows."""
    return frozenset(row["term"] for name in lexicons.files("topics/terms/*.tsv") for row in lexicons.rows(name))
