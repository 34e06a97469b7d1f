"""Which topic words a text holds: one automaton over every term of ``lexicons/topics/terms/``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from operator import itemgetter

import ahocorasick

from workers import lexicons

Votes = tuple[tuple[str, float], ...]

# A mark of punctuation counts where it ends something (not in 1.000); a hyphen or slash joins: khoa học - công nghệ.
# One class of marks before all conditions: a search for alternatives takes twice as long.
_STOP = re.compile(r'[.,;:!?…()\[\]"“”\n|](?:(?<![.,;:!?…])|(?!\w))')
_REST = re.compile(r"[^\w\s|]+")
_TERM = itemgetter(1)


def fold(text: str) -> str:
    """Lower-case syllables, each between two spaces of its own, punctuation as a bar: `` bóng  đá  |  sân ``.

    With a space on either side of every syllable, neighbouring terms share no character and none begins or ends
    inside a syllable; no term reaches over a bar that is not its own.
    """
    barred = _STOP.sub(" | ", unicodedata.normalize("NFC", text).lower()).replace("_", " ")
    return f" {'  '.join(_REST.sub(' ', barred).split())} "


@cache
def _spellings() -> dict[str, list[str]]:
    printed = defaultdict(list)
    for row in lexicons.rows("topics/spellings.tsv"):
        printed[row["usual"]].append(row["printed"])
    return printed


def forms(term: str) -> list[str]:
    """A term in every spelling of its syllables, folded: `` hòa  bình `` and `` hoà  bình ``."""
    found = [""]
    for syllable in fold(term).split():
        found = [f"{form} {one} " for form in found for one in (syllable, *_spellings().get(syllable, ()))]
    return found


@cache
def _votes() -> dict[str, Votes]:
    votes: dict[str, Votes] = {}
    for name in lexicons.files("topics/terms/*.tsv"):
        for row in lexicons.rows(name):
            votes[row["term"]] = (*votes.get(row["term"], ()), (row["code"], float(row["weight"])))
    return votes | dict.fromkeys(lexicons.words("topics/apart.txt"), ())


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for term in _votes():
        for form in forms(term):
            automaton.add_word(form, term)
    automaton.make_automaton()
    return automaton


def terms_in(folded: str) -> Counter[str]:
    """How often each term stands in a folded text, the longest first: words of a longer term are not counted again."""
    return Counter(map(_TERM, _automaton().iter_long(folded)))


def votes_of(term: str) -> Votes:
    """The codes a term speaks for, each with its weight."""
    return _votes()[term]
