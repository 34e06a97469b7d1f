"""Runs of words in small letters: what a line says between its marks, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workers.taggers.entities.tokens import OPENERS, lower, plain

Span = tuple[int, int]

# Possessive, so that no letter is read twice.
RUN = re.compile(r"\b[^\W\d_]++(?!\w)(?: [^\W\d_]++(?!\w))*+")
# Lãi suất USD, tăng trưởng GDP: longer words in large letters shout.
LONGEST_ACRONYM = 5


class Run(NamedTuple):
    """Syllables as words are looked up, and as a keyword prints them; ``closed`` when a mark or nothing follows, and
    no name or number."""

    looked_up: list[str]
    printed: list[str]
    closed: bool


def runs(text: str, names: Iterable[Span] = ()) -> Iterator[Run]:
    """The runs of a line; ``names`` are spans that none may touch."""
    folded = lower(plain(text))
    for start, end in _between(len(text), names):
        for found in RUN.finditer(text, start, end):
            first, last = found.span()
            looked_up, printed = folded[first:last].split(" "), found[0].split(" ")
            closed = not text[last : last + 2].strip()[:1].isalnum()
            if looked_up == printed:
                yield Run(looked_up, printed, closed)
            elif len(printed) > 1 and found[0].isupper():
                yield Run(looked_up, lower(found[0]).split(" "), closed)
            else:
                yield from _parted(Run(looked_up, printed, closed), _opens(text, first))


def _between(length: int, names: Iterable[Span]) -> Iterator[Span]:
    """What names leave of a text."""
    at = 0
    for start, end in sorted(names):
        yield at, start
        at = max(at, end)
    yield at, length


def _opens(text: str, start: int) -> bool:
    """Whether a word here opens a sentence, so that its capital says nothing."""
    return start == 0 or text[max(0, start - 2) : start].rstrip()[-1:] in OPENERS


def _parted(run: Run, opens: bool) -> Iterator[Run]:
    """The run without words that begin with a capital, unless it opens a sentence, or an acronym."""
    looked_up, printed, closed = run
    if opens and (printed[0][1:].islower() or len(printed[0]) == 1):
        printed[0] = lower(printed[0])
    first = 0
    for at, word in enumerate(printed):
        if not word.islower() and not _acronym(printed, at):
            if first < at:
                yield Run(looked_up[first:at], printed[first:at], False)
            first = at + 1
    if first < len(printed):
        yield Run(looked_up[first:], printed[first:], closed)


def _acronym(words: list[str], at: int) -> bool:
    """Whether a word in large letters stands alone among others."""
    alone = not any(word.isupper() for word in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))
    return alone and words[at].isupper() and 1 < len(words[at]) <= LONGEST_ACRONYM
