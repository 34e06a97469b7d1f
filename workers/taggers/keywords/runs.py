"""Runs of words in small letters: what a line says between its marks, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workers.taggers.entities.tokens import OPENERS, lower

Span = tuple[int, int]
# The syllables as a keyword prints them, and whether a mark or nothing follows, and no name or number.
Run = tuple[list[str], bool]

# Possessive, so that no letter is read twice.
RUN = re.compile(r"\b[^\W\d_]++(?!\w)(?: [^\W\d_]++(?!\w))*+")
# Lãi suất USD, tăng trưởng GDP: longer words in large letters shout.
LONGEST_ACRONYM = 5


def runs(text: str, names: Iterable[Span] = ()) -> Iterator[Run]:
    """The runs of a line; ``names`` are spans in order that none may touch."""
    for start, end in _between(len(text), names):
        for found in RUN.finditer(text, start, end):
            said = found[0]
            first, last = found.span()
            closed = not text[last : last + 2].strip()[:1].isalnum()
            if said.islower():
                yield said.split(" "), closed
            elif " " in said and said.isupper():
                yield lower(said).split(" "), closed
            else:
                yield from _parted(said.split(" "), closed, _opens(text, first))


def _between(length: int, names: Iterable[Span]) -> Iterator[Span]:
    """What names leave of a text."""
    at = 0
    for start, end in names:
        if at < start:
            yield at, start
        at = max(at, end)
    yield at, length


def _opens(text: str, start: int) -> bool:
    """Whether a word here opens a sentence, so that its capital says nothing."""
    return start == 0 or text[max(0, start - 2) : start].rstrip()[-1:] in OPENERS


def _parted(printed: list[str], closed: bool, opens: bool) -> Iterator[Run]:
    """A run without words that begin with a capital, unless it opens a sentence, or an acronym."""
    if opens and (printed[0][1:].islower() or len(printed[0]) == 1):
        printed[0] = lower(printed[0])
    first = 0
    for at, word in enumerate(printed):
        if not word.islower() and not _acronym(printed, at):
            if first < at:
                yield printed[first:at], False
            first = at + 1
    if first < len(printed):
        yield printed[first:], closed


def _acronym(words: list[str], at: int) -> bool:
    """Whether a word in large letters stands alone among others."""
    word = words[at]
    if not (word.isupper() and 1 < len(word) <= LONGEST_ACRONYM):
        return False
    return not any(near.isupper() for near in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))
