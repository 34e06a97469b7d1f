"""How far a walk has looked, what it found there, and how far it is to look next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Row

from service.store import words

# The next window is so wide that all that is missing is found most likely if it goes on as before (three standard
# deviations more, and as many more as few hits may have told too many); at most so many times as wide as the one
# before, and not much narrower.
GROWTH, SHRINK = 32, 8
# All that is left is one window where no more hits are to be expected in it than so many times what is missing; without
# marks unless a range of time or a cursor leaves but a part. Pairs of a phrase take the index as long for all articles
# as for those of a month: 0.2 to 0.9 ms for up to 1,000 hits, which lie in rows that take 1.5 us each.
FEW_PAGES, FEW_PAGES_OF_PAIRS = 4, 15
SHORTEST = 1 << words.LEVELS[0]


class Found(NamedTuple):
    """The newest that were found, and what else the index had in the window, older than these, not looked at yet.

    ``hits`` is how many it had in all, ``is_all`` that there is nothing else: no window is left.
    """

    rows: list[Row]
    rest: list[Row]
    hits: int
    is_all: bool = False


@dataclass(frozen=True)
class Looked:
    """How far was looked (unix seconds), how long a time that was, how many were found there, and where it all ends.

    ``hits`` is how many the index had there, of which some may say nothing of what is sought.
    """

    start: int
    seconds: int
    found: int
    oldest: int
    hits: int

    @classmethod
    def back_to(cls, end: int, half: int, found: int, oldest: int, hits: int | None = None) -> Looked:
        """Back to a moment; half of what was there was after another one.

        That half tells how dense it lies, though some may be dated thousands of years from now.
        """
        return cls(end, max(SHORTEST, 2 * (half - end)), found, oldest, found if hits is None else hits)

    @property
    def left(self) -> int:
        """How much is left to look through, in seconds."""
        return self.start - self.oldest

    def next(self, missing: int, growth: int, few_pages: int) -> int:
        """How long the next window is to be."""
        if growth == GROWTH and self.left * (self.hits + 1) <= few_pages * missing * self.seconds:
            return self.left
        found = self.found + 1
        wider = int(self.seconds * (missing + 3 * missing**0.5) * (1 + found**-0.5) / found)
        return min(max(wider, self.seconds // SHRINK), self.seconds * growth, self.left)
