"""What is known of a word by itself, as bits of one number, so that a token is looked up once and then only tested.

A bit of a list of phrases says that one of them begins or ends with the word; whether it stands there the list knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workers.taggers.entities.clues import (
    connecting,
    foreign_parts,
    given_names,
    heads,
    listed,
    numbered,
    surnames,
    word_set,
)
from workers.taggers.entities.gazetteer import first_words, forms_of, index, may_open, second_words
from workers.taggers.entities.native import native
from workers.taggers.entities.tokens import OPENERS, TOKEN, Words, lower

QUOTES = frozenset("“\"'‘")
# Letters and digits of a model's code, whole or its beginning before a hyphen.
CODE = re.compile(r"[A-ZĐ]{1,4}[a-z]{0,2}-?\d{1,4}[A-Z]{0,3}$")
# Types of foreign words that end a firm's or a hotel's name.
TOLD = frozenset({"organization", "location"})

# Those of many words come first: thirty bits are one digit of Python's, and such a number is told most quickly.
(
    LISTED,  # as a name by itself, or where it stands as the first of one
    OPENS_LISTED, CONTINUES_LISTED,  # is the first or second word of a listed name of several
    FOLLOWS, OPENS,  # where it stands: set by the scene
    CAPITAL, UPPER, DIGIT, DOT, QUOTE, OPENER,  # by its letters
    FAMILY, GIVEN, FOREIGN, CONNECTS,  # by lists of words
    HEADS, TITLES, FIELDS, TRADES, FUNCTIONS, CLOSED, VERBS, SPORT,  # phrases begin with it
    HEAD_ENDS, TITLE_ENDS, FIELD_ENDS, PLACE_ENDS, CALLED_ENDS, NUMBERED_ENDS,  # or end
    SMALL_HEAD_ENDS,
    HYPHENED,  # and in the same order those of few words
    MIXED, HYPHEN, LETTER_A,
    HIGHLAND, TELLING, PART, UNMARKED, LETTERS,
    COMMON_BODIES, ADMIN, BRANCHES,
    WORK_ENDS, ADDRESS_ENDS, ROUTE_ENDS, CLUB_ENDS, FIRM_PLACE_ENDS,
) = (1 << n for n in range(47))  # fmt: skip


def _facts(word: str) -> int:
    """The bits of a word as it is printed, in old spelling."""
    if word.isdigit():
        return _number_bits().get(word, DIGIT)
    small = lower(word)
    return _printed(word) | _small(small) | CAPITAL * (word != small) | _listed(word, small)


FACTS = Words(_facts)


def _listed(word: str, small: str) -> int:
    """What the lists of names tell."""
    return LISTED * (forms_of(word) != ()) | OPENS_LISTED * may_open(word, small)


@cache
def _number_bits() -> dict[str, int]:
    """The bits of the numbers that lists have; of all others it is known that they are numbers."""
    words, phrases = _word_bits(), _phrase_bits()
    numbers = [word for word in {*index(), *first_words(), *words, *phrases} if word.isdigit()]
    return {word: DIGIT | words.get(word, 0) | phrases.get(word, 0) | _listed(word, word) for word in numbers}


def _printed(word: str) -> int:
    """What capitals, marks and lists of words as they are printed tell."""
    bits = _word_bits().get(word, 0) | DIGIT * word[0].isdigit()
    bits |= MIXED * (len(word) > 1 and not word[1:].islower())
    if word.isupper():
        bits |= UPPER | _word_bits().get(word.title(), 0) & (FAMILY | GIVEN)
        bits |= LETTERS * (len(word) > 1 and word not in word_set("naming/acronyms.txt"))
    return bits | LETTERS * (CODE.match(word) is not None)


def _small(word: str) -> int:
    """What the word in small letters tells."""
    foreign = word.isalpha() and len(word) > 1 and not native(word)
    return _phrase_bits().get(word, 0) | FOREIGN * foreign


@cache
def _word_bits() -> dict[str, int]:
    telling = [word for word, kind in foreign_parts().items() if kind in TOLD]
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (HYPHEN, "-"),
        (DOT, "."),
        (QUOTE, QUOTES),
        (OPENER, OPENERS),
        (LETTER_A, "A"),
        (FAMILY, surnames()),
        (GIVEN, given_names()),
        (GIVEN, word_set("names/saints.txt")),
        (HIGHLAND, word_set("naming/highland_marks.txt", "names/highland_surnames.txt")),
        (PART, foreign_parts()),
        (TELLING, telling),
        (UNMARKED, [TOKEN.findall(text)[0] for text in word_set("naming/unmarked.txt")]),
    )
    return _by_word(lists)


@cache
def _phrase_bits() -> dict[str, int]:
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (HEADS, heads().starts),
        (TITLES, listed("titles").starts),
        (FIELDS, listed("fields").starts),
        (TRADES, listed("trades").starts),
        (FUNCTIONS, listed("functions").starts),
        (CLOSED, listed("closed_words").starts),
        (COMMON_BODIES, listed("common_bodies").starts),
        (ADMIN, listed("admin").starts),
        (BRANCHES, listed("branches").starts),
        (VERBS, listed("person_verbs").starts),
        (SPORT, listed("sport_cues").starts),
        (HEAD_ENDS, heads().ends),
        (TITLE_ENDS, listed("titles").ends),
        (SMALL_HEAD_ENDS, [tokens[-1] for tokens, head in heads().values.items() if head.lower_in]),
        (FIELD_ENDS, listed("fields").ends),
        (PLACE_ENDS, listed("place_cues").ends),
        (CALLED_ENDS, listed("called").ends),
        (NUMBERED_ENDS, numbered().ends),
        (WORK_ENDS, listed("works").ends),
        (ADDRESS_ENDS, listed("addresses").ends),
        (ROUTE_ENDS, listed("routes").ends),
        (CLUB_ENDS, listed("club_heads").ends),
        (FIRM_PLACE_ENDS, listed("firm_place_cues").ends),
        (CONNECTS, connecting()),
        (CONTINUES_LISTED, second_words()),
    )
    return _by_word(lists)


def _by_word(lists: Iterable[tuple[int, Iterable[str]]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bits, words in lists:
        for word in words:
            found[word] = found.get(word, 0) | bits
    return found
