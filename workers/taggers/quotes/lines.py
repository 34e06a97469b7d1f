"""Part of a paragraph as tokens, with their places in the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from workers.document import Block
from workers.taggers.entities.tokens import TOKEN, lower, plain


@lru_cache(30_000)
def small(word: str) -> str:
    """A word as the lists have it: in small letters, tone marks in the old places."""
    return lower(plain(word))


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of some sentences of a paragraph; ``starts`` and ``ends`` are places in the paragraph's text."""

    block: Block
    starts: list[int]
    ends: list[int]
    words: list[str]
    lowers: list[str]

    def token(self, start: int) -> int:
        """The token that begins at a letter of the paragraph."""
        return bisect_left(self.starts, start)

    def glued(self, i: int) -> bool:
        """Whether token i stands right behind the one before, no space between."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]


def line(block: Block, start: int = 0, end: int | None = None) -> Line:
    """The tokens of a paragraph, or of its letters ``start`` to ``end`` (exclusive)."""
    text = block.text
    spans = list(map(re.Match.span, TOKEN.finditer(text, start, len(text) if end is None else end)))
    words = [text[first:last] for first, last in spans]
    return Line(block, [first for first, _ in spans], [last for _, last in spans], words, list(map(small, words)))
