"""The word lists of speech, as phrases of tokens."""

from __future__ import annotations

from functools import cache

from workers import lexicons
from workers.taggers.entities.clues import Phrases
from workers.taggers.entities.clues import listed as titles
from workers.taggers.entities.tokens import phrase
from workers.taggers.quotes.lines import Line

BODIES = ("writings", "bodies")  # what speaks for a body


@cache
def listed(name: str) -> Phrases[bool]:
    """The phrases of a word list under ``quotes/``."""
    return Phrases({phrase(entry): True for entry in lexicons.words(f"quotes/{name}.txt")})


@cache
def callings() -> Phrases[str]:
    """What people are called without their name, with the gender (``m``, ``f`` or ``-``) that it tells."""
    return Phrases({phrase(row["calling"]): row["gender"] for row in lexicons.rows("quotes/callings.tsv")})


@cache
def middle_names() -> dict[str, str]:
    """The middle names that only men (``m``) and only women (``f``) bear."""
    return {row["name"]: row["gender"] for row in lexicons.rows("quotes/middle_names.tsv")}


@cache
def callers() -> Phrases[bool]:
    """The pronouns and the titles."""
    return Phrases(dict.fromkeys((*callings().values, *titles("titles").values), True))


@cache
def speaking() -> frozenset[str]:
    """The words that begin what speaks without a name: a pronoun, a title, a body, a writing."""
    return frozenset(callers().starts).union(*[listed(name).starts for name in BODIES])


def calling(line: Line, i: int) -> int:
    """Number of tokens of the pronoun or title that begins at token i, 0 for none; the ``bố`` of tuyên bố is none."""
    length = callers().ahead(line.lowers, i)
    return 0 if length == 1 and titles("compounds").behind(line.lowers, i + 1) else length
