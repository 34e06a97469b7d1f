"""Phrases known to stand in and around names, looked up at a token, forwards or backwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeAlias, TypeVar

from workers import lexicons
from workers.taggers.entities.tokens import lower, phrase, plain

Value = TypeVar("Value")
Tree: TypeAlias = dict[str, "Tree"]
# No token is empty. Most nodes only end a phrase: they are one and the same, which keeps the trees small.
END = ""
LEAF: Tree = {END: {}}


class Phrases(Generic[Value]):
    """Phrases of small-letter tokens with a value each; the longest that fits is found."""

    def __init__(self, values: Mapping[tuple[str, ...], Value]):
        self.values = dict(values)
        self.starts = _tree(values)
        self.ends = _tree(tokens[::-1] for tokens in values)

    def ahead(self, lowers: list[str], i: int) -> int:
        """Number of tokens of the longest phrase that begins at token i, 0 for none."""
        past = len(lowers)
        node = self.starts.get(lowers[i]) if i < past else None
        length, at = 0, i
        while node is not None:
            at += 1
            if node is LEAF:
                return at - i
            if END in node:
                length = at - i
            node = node.get(lowers[at]) if at < past else None
        return length

    def behind(self, lowers: list[str], i: int) -> int:
        """Number of tokens of the longest phrase that ends right before token i, 0 for none."""
        node = self.ends.get(lowers[i - 1]) if i > 0 else None
        length, at = 0, i
        while node is not None:
            at -= 1
            if node is LEAF:
                return i - at
            if END in node:
                length = i - at
            node = node.get(lowers[at - 1]) if at > 0 else None
        return length

    def value(self, lowers: list[str], first: int, last: int) -> Value:
        """What the phrase of tokens first to last stands for."""
        return self.values[tuple(lowers[first:last])]


def _tree(phrases: Iterable[tuple[str, ...]]) -> Tree:
    """The phrases token by token; a node in which one of them ends has the key ``END``."""
    root: Tree = {}
    for *before, last in phrases:
        node = root
        for token in before:
            if node.get(token, LEAF) is LEAF:
                node[token] = {**node.get(token, {})}
            node = node[token]
        if last in node and node[last] is not LEAF:
            node[last][END] = LEAF
        else:
            node[last] = LEAF
    return root


@dataclass(frozen=True, slots=True)
class Head:
    """A word that heads names of a type; in the name or not as its first letter is printed.

    ``inside``: only within a sentence its capital says that it is; ``short``: small, it is only before one syllable.
    """

    type: str
    capital_in: bool
    lower_in: bool
    inside: bool
    names: bool
    short: bool


@cache
def listed(name: str) -> Phrases[bool]:
    """The phrases of a word list under ``naming/``."""
    return Phrases({phrase(entry): True for entry in lexicons.words(f"naming/{name}.txt")})


@cache
def heads() -> Phrases[Head]:
    """Heads of organizations, places, events and products."""
    return Phrases({phrase(row["head"]): _head(row) for row in lexicons.rows("naming/heads.tsv")})


def _head(row: dict[str, str]) -> Head:
    capital, lower = row["capital"], row["lower"]
    return Head(
        row["type"], capital != "out", lower != "out", capital == "inside", row["names"] == "yes", lower == "short"
    )


@cache
def numbered() -> Phrases[str]:
    """Heads that a number makes a name, with the name's type."""
    return Phrases({phrase(row["head"]): row["type"] for row in lexicons.rows("naming/numbered.tsv")})


@cache
def foreign_parts() -> dict[str, str]:
    """Foreign words that tell the type of the name they stand in."""
    return {row["word"]: row["type"] for row in lexicons.rows("naming/foreign_parts.tsv")}


@cache
def foreign_openings() -> dict[str, str]:
    """First words of foreign names that tell their type where nothing else does."""
    return {row["word"]: row["type"] for row in lexicons.rows("naming/foreign_openings.tsv")}


@cache
def word_set(*names: str) -> frozenset[str]:
    """The words of some lists together, as printed but for old spelling."""
    return frozenset(plain(word) for name in names for word in lexicons.words(name))


@cache
def small_set(name: str) -> frozenset[str]:
    """The words of a list in small letters."""
    return frozenset(lower(plain(word)) for word in lexicons.words(name))


@cache
def connecting() -> frozenset[str]:
    """Tokens that may join two elements of one name, in small letters."""
    return frozenset("&-–,/").union(
        *(small_set(f"naming/{name}.txt") for name in ("and_words", "goes_on_words", "at_words"))
    )


@cache
def counted_things() -> frozenset[str]:
    """Words that a number before them counts: units, magnitudes, currencies."""
    rows = (*lexicons.rows("money/magnitudes.tsv"), *lexicons.rows("money/currencies.tsv"))
    things = lexicons.words("dates/units.txt") | lexicons.words("naming/counted.txt")
    return frozenset(lower(plain(entry)).split()[0] for entry in (*things, *(row["form"] for row in rows)))


@cache
def surnames() -> frozenset[str]:
    """Vietnamese family names, and Chinese ones in Vietnamese dress."""
    return word_set("names/vietnamese_surnames.txt", "names/chinese_surnames.txt")


@cache
def great_surnames() -> frozenset[str]:
    """The family names that most Vietnamese bear."""
    return word_set("naming/great_surnames.txt")


@cache
def eastern_surnames() -> frozenset[str]:
    """Korean and Japanese family names in Latin letters."""
    return word_set("names/korean_surnames.txt", "names/japanese_surnames.txt")


@cache
def given_names() -> frozenset[str]:
    """Syllables of Vietnamese given and middle names, as printed with a capital."""
    names = word_set("names/vietnamese_given_names.txt", "names/vietnamese_middle_names.txt")
    return frozenset(syllable for name in names for syllable in name.split())


@cache
def western_names() -> frozenset[str]:
    """First names of the rest of the world."""
    return word_set("names/western_given_names.txt")


@cache
def syllables() -> frozenset[str]:
    """Every Vietnamese syllable, in small letters."""
    return small_set("names/vietnamese_syllables.txt")
