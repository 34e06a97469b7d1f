"""The parser's word lists, folded once for look-up."""

from __future__ import annotations

import re
from functools import cache

from workers import lexicons

EDGES = " \t:.,;!|-–—>»›•*"


def fold(text: str) -> str:
    """Letters small, white space single, stops and marks at the ends left out."""
    return " ".join(text.split()).strip(EDGES).lower()


@cache
def folded(name: str) -> frozenset[str]:
    """A word list of ``lexicons/parsing``, its entries in small letters."""
    return frozenset(entry.lower() for entry in lexicons.words(f"parsing/{name}.txt"))


@cache
def openings(name: str) -> tuple[str, ...]:
    """A list of line openings for ``str.startswith``."""
    return tuple(sorted(folded(name)))


@cache
def _by_first_word(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in folded(name):
        found.setdefault(phrase.partition(" ")[0], []).append(phrase)
    return found


def says(low: str, name: str) -> bool:
    """Whether a line in small letters holds a phrase of a list, one that begins with one of its words as printed."""
    known = _by_first_word(name)
    return any(phrase in low for word in known.keys() & low.split() for phrase in known[word])


@cache
def headings() -> dict[str, str]:
    """Block headings and what they open."""
    return {row["heading"]: row["opens"] for row in lexicons.rows("parsing/block_headings.tsv")}


@cache
def marks() -> dict[str, str]:
    """Every printed form of a paper or an agency, folded, and the name it is credited by."""
    found = {name.lower(): name for name in lexicons.words("parsing/agencies.txt")}
    for row in lexicons.rows("parsing/publishers.tsv"):
        for form in (row["name"], row["domain"], *filter(None, row["marks"].split("|"))):
            found.setdefault(form.lower(), form)
    return found


@cache
def domains() -> dict[str, str]:
    """Every printed form of a paper, folded, and the domain it publishes under."""
    found: dict[str, str] = {}
    for row in lexicons.rows("parsing/publishers.tsv"):
        for form in (row["name"], row["domain"], *filter(None, row["marks"].split("|"))):
            found.setdefault(form.lower(), row["domain"])
    return found


@cache
def names() -> tuple[str, ...]:
    """Names of papers of two words and more with a space after them, as they stand before a lead without a dash."""
    return tuple(row["name"] + " " for row in lexicons.rows("parsing/publishers.tsv") if " " in row["name"])


@cache
def alternatives(name: str) -> str:
    """A word list as one alternation for a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(folded(name), key=len, reverse=True))
