"""Where what is searched for stands in a text, as it is written there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from service.store.asked import Term
from service.store.folding import fold
from service.store.words import LONGEST

# How far a text is looked through, and how many hits are looked at: a story has told by then what it is about.
MOST, MOST_HITS = 6_000, 100
# Latin, Greek and Cyrillic with their diacritics; other letters are found as they are.
LAST = 0x1F00
LETTER = r"[^\W_]"
# What patterns may take for something else, besides accents and letters that become none or several (see _odd).
HIGHER = "\u1f00-\u1fff\u2070-\u209f\u20d0-\U0010ffff"
# All quantifiers keep what they took: a text of a hundred thousand accents is read once.
ACCENTS, ENDING = "[\u0300-\u036f]*+", f"{LETTER}*+"
# What is no word stands between words too: it is too long for one.
BETWEEN = rf"[\W_]++(?:{LETTER}{{{LONGEST + 1},}}+[\W_]++)*+"
# To make a pattern takes a millisecond or two: people go from page to page, and many ask for the same.
KEPT_PATTERNS = 64


class Hit(NamedTuple):
    """Start and end in the text, and the number of the term."""

    start: int
    end: int
    term: int


def finder(terms: tuple[Term, ...]) -> Callable[[str], Iterator[Hit]]:
    """What finds terms in texts, in order, as long as it is asked for more."""
    order = sorted(range(len(terms)), key=lambda number: len(terms[number].words), reverse=True)
    find = _pattern(tuple(terms[number] for number in order))

    def hits(text: str) -> Iterator[Hit]:
        for one in islice(find.finditer(text, 0, MOST), MOST_HITS):
            yield Hit(one.start(), one.end(), order[(one.lastindex or 1) - 1])

    return hits


def sayer(terms: Sequence[Term]) -> Callable[[str], bool]:
    """What tells whether a text seems to say all terms: as ``finder``, in a quarter of the time."""
    finds = [_pattern((term,)) for term in terms]
    return lambda text: all(find.search(text, 0, MOST) for find in finds)


def teller(term: Term) -> Callable[[str], bool | None]:
    """What tells whether a text says a term; None of a text that is too long or has letters that are not told here."""
    find, odd = _pattern((term,)), _odd()

    def tells(text: str) -> bool | None:
        if odd.search(text):
            return None
        if found := find.search(text, 0, MOST):
            return None if found.end() == MOST else True  # a word may go on there
        return False if len(text) < MOST else None

    return tells


@lru_cache(KEPT_PATTERNS)
def _pattern(terms: Sequence[Term]) -> re.Pattern[str]:
    """One group for each term. It begins with all letters that begin one, which is quick to look for."""
    first = "".join(dict.fromkeys(_written(term.words[0][0]) for term in terms))
    each = "|".join(f"(?<=[{_written(term.words[0][0])}])({_rest(term)})" for term in terms)
    return re.compile(f"[{first}](?<!{LETTER}.)(?:{each})", re.DOTALL)


def _rest(term: Term) -> str:
    spelled = BETWEEN.join(ACCENTS.join(f"[{_written(letter)}]" for letter in word) + ACCENTS for word in term.words)
    return spelled[spelled.index("]") + 1 :] + (ENDING if term.begins else "") + f"(?!{LETTER})"


def _written(letter: str) -> str:
    return "".join(_variants().get(letter, letter))


@cache
def _odd() -> re.Pattern[str]:
    lower = (letter for letter in map(chr, range(LAST)) if len(fold(f"a{letter}a")) != len("aaa"))
    return re.compile(f"[{''.join(map(re.escape, lower))}\u0300-\u036f{HIGHER}]")


@cache
def _variants() -> dict[str, list[str]]:
    """All letters that are compared as one."""
    found: dict[str, list[str]] = {}
    for letter in filter(str.isalnum, map(chr, range(LAST))):
        found.setdefault(fold(letter), []).append(letter)
    return found
