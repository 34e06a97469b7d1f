"""The terms that speak for topics, ``lexicons/topics/terms/``, and how they are spelled."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from workers import lexicons

Votes = tuple[tuple[str, float], ...]

# A stop or comma counts where it ends something (not in 1.000); a hyphen or slash joins: khoa học - công nghệ.
_TOKEN = re.compile(r'([^\W_]++) ?|[()\[\]"“”\n|]|[.,;:!?…](?!\w)')
# What a mark of punctuation is folded to.
BAR = ""


def fold(text: str) -> list[str]:
    """The syllables of a text in small letters, a bar for each mark that no term reaches over unless it has its own."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text).lower())


@cache
def _spellings() -> dict[str, list[str]]:
    printed = defaultdict(list)
    for row in lexicons.rows("topics/spellings.tsv"):
        printed[row["usual"]].append(row["printed"])
    return printed


def forms(term: str) -> list[str]:
    """A term in every spelling of its syllables, folded and joined by spaces: ``hòa bình`` and ``hoà bình``."""
    found: list[list[str]] = [[]]
    for syllable in fold(term):
        found = [[*form, one] for form in found for one in (syllable, *_spellings().get(syllable, ()))]
    return list(map(" ".join, found))


@cache
def _votes() -> dict[str, Votes]:
    votes: dict[str, Votes] = {}
    for name in lexicons.files("topics/terms/*.tsv"):
        for row in lexicons.rows(name):
            votes[row["term"]] = (*votes.get(row["term"], ()), (row["code"], float(row["weight"])))
    return votes | dict.fromkeys(lexicons.words("topics/apart.txt"), ())


def votes_of(term: str) -> Votes:
    """The codes a term speaks for, each with its weight; none for a phrase that merely hides the terms in it."""
    return _votes()[term]


@cache
def terms() -> list[str]:
    """Every term."""
    return list(_votes())


@cache
def spellings() -> dict[str, str]:
    """Every term by its forms."""
    return {form: term for term in terms() for form in forms(term)}
