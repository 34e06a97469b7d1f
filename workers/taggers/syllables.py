"""A story as numbered syllables: found and looked up once, for all taggers that read words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.document import Block, Document
from workers.taggers.entities.tokens import lower
from workers.taggers.known_syllables import Places, numbers
from workers.taggers.letter_kinds import WORD, Codes, Kinds, codes, kinds
from workers.taggers.pairs import Numbers
from workers.taggers.reach import within_reach

Flags = NDArray[np.bool_]


class Syllables(NamedTuple):
    """The syllables of some lines, each a number of ``known()`` and from one of ``starts`` to one of ``ends``.

    These are places in ``text``: all the lines, a line end before and behind each. ``small`` is the same in small
    letters, ``letters`` are its code points and ``kinds`` what they are. The first letter of line n has the place
    ``lines[n]``; its syllables are those from ``bounds[n]`` to ``bounds[n + 1]`` (exclusive).
    """

    text: str
    small: str
    letters: Codes
    kinds: Kinds
    numbers: Numbers
    starts: Places
    ends: Places
    lines: Places
    bounds: Places

    def held(self) -> Kinds:
        """What the letters of each syllable and of what stands between it and the next one are, all kinds together."""
        return np.bitwise_or.reduceat(self.kinds, self.starts) if len(self.starts) else np.zeros(0, dtype=np.uint16)

    def spread(self, told: Sequence[float]) -> NDArray[np.float64]:
        """What is told of each line, for each of its syllables."""
        return np.array(told).repeat(self.bounds[1:] - self.bounds[:-1])


def syllables(lines: Sequence[str]) -> Syllables:
    """The syllables of lines: letters and figures that stand together."""
    text = "\n".join(("", *lines, ""))
    small, letters = lower(text), codes(text)
    told = kinds(letters)
    inside = told & WORD
    edges = 1 + (inside[1:] != inside[:-1]).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    known = numbers(codes(small), starts, ends)
    firsts = np.array([1, *(1 + len(line) for line in lines)]).cumsum()
    return Syllables(text, small, letters, told, known, starts, ends, firsts, starts.searchsorted(firsts))


class Story(NamedTuple):
    """The lines of a story that tags are read from, and their syllables; ``fresh`` are the lines that none before in
    the same role is like: what is printed twice counts once."""

    blocks: tuple[Block, ...]
    syllables: Syllables
    fresh: list[int]


def story(document: Document) -> Story:
    """The story of a document, read once for all taggers that ask one after another."""
    return _story(tuple(within_reach(document.story)))


@lru_cache(maxsize=1)
def _story(blocks: tuple[Block, ...]) -> Story:
    firsts: dict[tuple[str, str], int] = {}
    for at, block in enumerate(blocks):
        firsts.setdefault((block.role, block.text), at)
    return Story(blocks, syllables([block.text for block in blocks]), [*firsts.values()])
