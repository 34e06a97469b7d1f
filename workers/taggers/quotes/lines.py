"""Part of a paragraph as tokens, with their places in the paragraph."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from workers.document import Block
from workers.taggers.entities.tokens import TOKEN, lower, plain

LONGEST_CHUNK = 20  # letters between two spaces in lines whose words are remembered; addresses are longer


@lru_cache(20_000)
def small(word: str) -> str:
    """A word of a few letters as the lists have it: in small letters, tone marks in the old places."""
    return lower(plain(word))


class Line(NamedTuple):
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
    chunks = block.text[start:end].split(" ")
    lengths = list(map(len, chunks))
    places = accumulate([length + 1 for length in lengths], initial=start)
    read = map(_remembered if max(lengths) <= LONGEST_CHUNK else _tokens, chunks)
    tokens = [(place + at, word, low) for place, found in zip(places, read, strict=False) for at, word, low in found]
    starts, words, lowers = map(list, zip(*tokens, strict=True))
    return Line(block, starts, words, lowers)


def _tokens(chunk: str) -> tuple[tuple[int, str, str], ...]:
    """The tokens of a stretch, each with its place and its small letters."""
    return tuple([(match.start(), match[0], lower(plain(match[0]))) for match in TOKEN.finditer(chunk)])


_remembered = lru_cache(20_000)(_tokens)  # a story's words come again: a third of the time of looking for tokens
