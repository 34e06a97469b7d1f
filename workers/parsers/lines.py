"""Lines of a decoded text: where they stand, and how many empty lines come before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line; ``start``/``end`` are code point offsets, ``gap`` counts the blank lines before it."""

    text: str
    start: int
    end: int
    gap: int


def split_lines(decoded: str) -> tuple[Line, ...]:
    """Every non-blank line once, in order, without white space at its ends."""
    found, newlines, at = [], 0, 0
    for match in LINE.finditer(decoded):
        raw = match.group()
        newlines += match.start() - at
        at = match.end()
        if text := raw.strip():
            start = match.start() + raw.index(text[0])
            found.append(Line(text, start, start + len(text), max(0, newlines - 1)))
            newlines = 0
    return tuple(found)
