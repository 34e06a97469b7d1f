"""Runs of words in small letters: what a line says between its marks, numbers and names."""

from __future__ import annotations

import re

from workers.taggers.entities.tokens import OPENERS, lower

# Possessive, so that no letter is read twice.
RUN = re.compile(r"\b[^\W\d_]++(?!\w)(?: [^\W\d_]++(?!\w))*+")
# What ends a run: a mark or nothing follows, or a name or number.
CLOSED, OPEN = ".", "…"
# Lãi suất USD, tăng trưởng GDP: longer words in large letters shout.
LONGEST_ACRONYM = 5


def runs(text: str, readable: str) -> list[str]:
    """The syllables of a line as a keyword prints them, ``CLOSED`` or ``OPEN`` behind each run and ``CLOSED`` before
    all; ``readable`` is the line with names struck out."""
    said = [CLOSED]
    for found in RUN.finditer(readable):
        run = found[0]
        first, last = found.span()
        if run.islower():
            said += run.split(" ")
        elif " " in run and run.isupper():
            said += lower(run).split(" ")
        else:
            said += _small(run.split(" "), _opens(text, first))
        said.append(OPEN if text[last : last + 2].strip()[:1].isalnum() else CLOSED)
    return said


def _opens(text: str, start: int) -> bool:
    """Whether a word here opens a sentence, so that its capital says nothing."""
    return start == 0 or text[max(0, start - 2) : start].rstrip()[-1:] in OPENERS


def _small(words: list[str], opens: bool) -> list[str]:
    """A run, broken where a word begins with a capital, unless it opens a sentence, or is an acronym."""
    if opens and (words[0][1:].islower() or len(words[0]) == 1):
        words[0] = lower(words[0])
    return [word if word.islower() or _acronym(words, at) else OPEN for at, word in enumerate(words)]


def _acronym(words: list[str], at: int) -> bool:
    """Whether a word in large letters stands alone among others."""
    word = words[at]
    if not (word.isupper() and 1 < len(word) <= LONGEST_ACRONYM):
        return False
    return not any(near.isupper() for near in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))
