"""The mentions of a document's entities in order, and those of a stretch of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from workers.document import Document, Entity, Mention


@dataclass(slots=True)
class Mentions:
    """Mentions in order, each with what it names; ``starts``: where each begins."""

    named: list[tuple[Mention, Entity]]
    starts: list[int]

    def within(self, start: int, end: int) -> Mentions:
        """Those that begin at offsets start to end (exclusive)."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Mentions(self.named[first:last], self.starts[first:last])

    def before(self, offset: int, most: int) -> Iterator[tuple[Mention, Entity]]:
        """Those that begin before an offset, the last first and fewer than ``most``."""
        end = bisect_left(self.starts, offset)
        return reversed(self.named[max(0, end - most + 1) : end])


def mentions(document: Document) -> Mentions:
    """All mentions of a document."""
    named = [(mention, one) for one in document.entities for mention in one.mentions]
    named.sort(key=lambda pair: pair[0].start)
    return Mentions(named, [mention.start for mention, _ in named])
