"""Lines of a decoded text: where they stand, and how many empty lines come before them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Line:
    """A non-blank line; ``start``/``end`` are code point offsets, ``gap`` counts the blank lines before it."""

    text: str
    start: int
    end: int
    gap: int


def split_lines(decoded: str) -> tuple[Line, ...]:
    """Every non-blank line once, in order, without white space at its ends."""
    found: list[Line] = []
    at, gap = 0, -1  # the first line has nothing over it that an empty line would keep it apart from
    for raw in decoded.split("\n"):
        if text := raw.strip():
            start = at if len(text) == len(raw) else at + raw.index(text[0])
            found.append(Line(text, start, start + len(text), max(0, gap)))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return tuple(found)
