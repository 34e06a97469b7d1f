"""Names spelt in several ways: bodies as one key with abbreviations written out, words a letter apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from workers import lexicons
from workers.taggers.entities.clues import Phrases, small_set
from workers.taggers.entities.gazetteer import Entry, index
from workers.taggers.entities.tokens import phrase

# A shorter word one letter away from another is another word.
SHORTEST_MISSPELT = 6
EDITION = re.compile(r" (?:(?:lần thứ|khóa) \w+|(?:19|20)\d\d(?: \d+)?)$")
MARKS = frozenset("-–,&.")


@cache
def abbreviations() -> Phrases[tuple[str, ...]]:
    """Short forms inside names and what they stand for."""
    rows = lexicons.rows("naming/abbreviations.tsv")
    return Phrases({phrase(row["short"]): phrase(row["long"]) for row in rows})


def spelled_out(tokens: list[str]) -> str:
    """The name with abbreviations written out and joining marks left away, in small letters."""
    if _altered().isdisjoint(tokens):
        return " ".join(tokens)
    out: list[str] = []
    i = 0
    while i < len(tokens):
        length = abbreviations().ahead(tokens, i)
        out += abbreviations().value(tokens, i, i + length) if length else (tokens[i],)
        i += length or 1
    return " ".join([token for token in out if token not in _joining()])


@cache
def _joining() -> frozenset[str]:
    """What joins the words of a name and is left away."""
    return MARKS | small_set("naming/and_words.txt")


@cache
def _altered() -> frozenset[str]:
    """Tokens without which a name is spelled out already."""
    return _joining().union(abbreviations().starts)


def without_rank(name: str) -> str:
    """Công an tỉnh Sơn La is Công an Sơn La; a rank at the end stays."""
    for rank in small_set("naming/ranks.txt"):
        name = name.replace(f" {rank} ", " ")
    return name


@cache
def bodies() -> dict[str, Entry]:
    """Listed organizations by the key of each of their sure forms."""
    found: dict[str, Entry] = {}
    for forms in index().values():
        for form in forms:
            if form.sure and form.words > 2 and form.entry.type == "organization":
                found.setdefault(body_key(list(phrase(form.text))), form.entry)
    return found


def body_key(tokens: list[str]) -> str:
    """The key under which all spellings of a body's name fall together: Ngân hàng (TMCP) Nam Hải."""
    bare = [token for token in tokens if token not in small_set("naming/legal_words.txt")]
    return without_rank(spelled_out(bare or tokens))


def event_key(tokens: list[str]) -> str:
    """The key of an event, its year, season or count left out."""
    return EDITION.sub("", spelled_out(tokens)) or " ".join(tokens)


def unmarked(word: str) -> str:
    """A foreign word without the marks on its letters: Dvořák is Dvorak."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def near(one: str, two: str) -> bool:
    """Whether two words of some length differ by one letter put in, left out, changed, or by two swapped."""
    if min(len(one), len(two)) < SHORTEST_MISSPELT or abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    tail, other = one[start:], two[start:]
    swapped = len(tail) > 1 and tail[:2] == other[1::-1] and tail[2:] == other[2:]
    return swapped or tail[1:] == other[1:] or tail == other[1:] or tail[1:] == other
