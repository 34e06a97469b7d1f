"""Part of a paragraph as tokens, with their places in the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from workers.document import Block
from workers.taggers.entities.tokens import TOKEN, Words, lower, plain


def _small(word: str) -> str:
    return lower(plain(word))


SMALLS = Words(_small)  # each word as the lists have it: in small letters, tone marks in the old places


@dataclass(slots=True)
class Line:
    """Tokens of some sentences of a paragraph; ``starts`` are places in the paragraph's text."""

    block: Block
    starts: list[int]
    words: list[str]
    lowers: list[str]

    def token(self, start: int) -> int:
        """The token that begins at a letter of the paragraph."""
        return bisect_left(self.starts, start)

    def glued(self, i: int) -> bool:
        """Whether token i stands right behind the one before, no space between."""
        return 0 < i < len(self.starts) and not self.block.text[self.starts[i] - 1].isspace()

    def end(self, i: int) -> int:
        """Where token i ends in the paragraph."""
        return self.starts[i] + len(self.words[i])


def line(block: Block, start: int = 0, end: int | None = None) -> Line:
    """The tokens of a paragraph, or of its letters ``start`` to ``end`` (exclusive)."""
    found = list(TOKEN.finditer(block.text, start, len(block.text) if end is None else end))
    words = list(map(re.Match.group, found))
    return Line(block, list(map(re.Match.start, found)), words, list(map(SMALLS.__getitem__, words)))
