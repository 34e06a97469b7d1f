"""The word lists of speech, as phrases of tokens."""

from __future__ import annotations

from functools import cache

from workers import lexicons
from workers.taggers.entities.clues import Phrases
from workers.taggers.entities.tokens import phrase


@cache
def listed(name: str) -> Phrases[bool]:
    """The phrases of a word list under ``quotes/``."""
    return Phrases({phrase(entry): True for entry in lexicons.words(f"quotes/{name}.txt")})


@cache
def callings() -> Phrases[str]:
    """What people are called without their name, with the gender (``m``, ``f`` or ``-``) that it tells."""
    return Phrases({phrase(row["calling"]): row["gender"] for row in lexicons.rows("quotes/callings.tsv")})
