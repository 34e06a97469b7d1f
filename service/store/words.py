"""What full text search looks for: words without diacritics, and marks for everything else one may ask for.

A mark is a lexeme with a slash, which no word has: ``t/81`` a tag or facet by its key, ``h/bien`` a word of the title
or lead, ``/1f3a`` two words that follow each other, ``c12/423828`` and ``p12/423828`` times of arrival and publication
(see LEVELS; ``p/-`` without a date), ``o/acme`` the tenant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate, pairwise
from zlib import crc32

from sqlalchemy import ColumnElement, cast
from sqlalchemy.dialects.postgresql import TSVECTOR

from service.store.folding import fold

WORD = re.compile(r"[^\W_]+")
# No word of a language is longer.
LONGEST = 60
# Of the megabyte that a vector may take: words once more with their places, and marks.
MOST_BYTES, MOST_WORDS = 400_000, 40_000
# Titles and leads are shorter; garbage is not found by all of its words.
MOST_HEAD_WORDS = 300
# So many pairs of words are told apart. Many syllables stand in every second article: without pairs the database would
# have to read all of those to see whether two follow each other. With 400 pairs an article one in 170 is read in vain;
# with 1 << 12 it would be one in 11, and the index 29 % smaller. They are two fifths of it (8,000 made-up articles).
PAIRS = 1 << 16
# A mark of time is a moment's unix seconds without so many last bits: 4 minutes, 1 hour, 18 hours, 12 days, 6 months,
# 8 years. Any span is covered by a few marks of one level.
LEVELS = (8, 12, 16, 20, 24, 28)
# Moments before 1970 and after 2106 count as these.
LAST_SECOND = 2**32 - 1
# The most marks of each level that cover a span; sixteen times coarser ones cover it with two at least. What marks cost
# the index grows with the square of their number, times what is in the span: 32 of 12 days took 27 ms where one of
# years took 2, of 4 minutes next to nothing (300,000 articles).
MOST_MARKS = {8: 32, 12: 32, 16: 16, 20: 6, 24: 4, 28: 32}


def words(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return [word for word in WORD.findall(fold(text)) if len(word) <= LONGEST]


def pairs(some: Sequence[str]) -> list[str]:
    """The marks of words that follow each other."""
    return [f"/{crc32(f'{one} {other}'.encode()) % PAIRS:x}" for one, other in pairwise(some)]


def times(letter: str, moment: datetime | None) -> list[str]:
    """The marks of a moment: of its arrival (letter c) or publication (p)."""
    if moment is None:
        return [f"{letter}/-"]
    return [f"{letter}{level}/{_second(moment.timestamp()) >> level}" for level in LEVELS]


def span(letter: str, first: float, last: float) -> list[str]:
    """Marks of which everything from ``first`` to ``last`` (unix seconds) has one, and little else."""
    start, end = _second(first), _second(last)
    level = _level(start, end)
    return [f"{letter}{level}/{number}" for number in range(start >> level, (end >> level) + 1)]


def begin(first: int, last: int) -> int:
    """Where the marks of a span begin, never after it."""
    start, end = _second(first), _second(last)
    level = _level(start, end)
    return min(first, start >> level << level)


def around(letter: str, seconds: Iterable[float]) -> list[str]:
    """As ``span``, for single moments that may lie far from each other."""
    known = {_second(second) for second in seconds}
    for level in LEVELS:
        numbers = {second >> level for second in known}
        if len(numbers) <= MOST_MARKS[level]:
            break
    return [f"{letter}{level}/{number}" for number in sorted(numbers)]


def _level(start: int, end: int) -> int:
    fine = (level for level in LEVELS if (end >> level) - (start >> level) < MOST_MARKS[level])
    return next(fine, LEVELS[-1])


def _second(moment: float) -> int:
    return min(max(int(moment), 0), LAST_SECOND)


def vector(title: str | None, lead: str | None, text: str | None, marks: Iterable[str]) -> ColumnElement:
    """The search vector of an article: its title weighs most, then its lead, then its text."""
    return cast(written(title, lead, text, marks), TSVECTOR)


def written(title: str | None, lead: str | None, text: str | None, marks: Iterable[str]) -> str:
    """A search vector as PostgreSQL reads it. It cuts no words itself: a search would have to guess how."""
    places: dict[str, list[str]] = {}
    found = set(marks)
    place = size = 0
    for part, weight in ((title, "A"), (lead, "B"), (text, "")):
        its = _within(words(part or ""), MOST_WORDS - place, MOST_BYTES - size)
        for number, word in enumerate(its, place + 1):
            places.setdefault(word, []).append(f"{number}{weight}")
        found.update(pairs(its))
        place += len(its) + 1  # no phrase goes from one part into the next
        size += sum(len(word.encode()) for word in its)
    found.update(f"h/{word}" for word in (words(title or "") + words(lead or ""))[:MOST_HEAD_WORDS])
    spoken = [f"{word}:{','.join(where)}" for word, where in places.items()]
    return " ".join(spoken + [quoted(mark) for mark in sorted(found)])


def _within(some: list[str], most: int, most_bytes: int) -> list[str]:
    """As many words as there is room for."""
    sizes = accumulate(len(word.encode()) for word in some)
    return [word for word, size in zip(some[: max(most, 0)], sizes, strict=False) if size <= most_bytes]


def quoted(lexeme: str) -> str:
    """A lexeme in quotes, as vectors and queries are written: nothing in it is read as anything else."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
