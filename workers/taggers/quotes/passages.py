"""A paragraph with its quoted pieces and the entities named in it, by tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from workers.document import Block, Document, Entity, Mention
from workers.taggers.entities.tokens import Line, line
from workers.taggers.quotes.dashes import dashed
from workers.taggers.quotes.marks import Quoted, quoted
from workers.taggers.reach import within_reach

OPENING_DASH = re.compile(r"(?:^|[.!?:…] )[-–—] ")
STOPS = frozenset(".!?…")
SENTENCE = 200  # tokens; no sentence of a story is longer, and a line without a stop must not be read again and again


Mentions = list[tuple[Mention, Entity]]


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens ``first`` to ``last`` (exclusive) that name an entity."""

    first: int
    last: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; ``inside`` tells of every token which quoted piece it stands in (-1 for none)."""

    line: Line
    pieces: list[Quoted]
    named: list[Named]
    inside: list[int]
    spans: list[tuple[int, int]] = field(default_factory=list)  # of each piece: its first token, and past its last

    def before(self, n: int) -> tuple[int, int]:
        """The tokens of the sentence in front of a piece, its mark left out."""
        first = last = self.spans[n][0] - self.pieces[n].opened
        while first > max(0, last - SENTENCE) and not self._ends(first - 1):
            first -= 1
        return first, max(first, last)

    def behind(self, n: int) -> tuple[int, int]:
        """The tokens of the sentence behind a piece, its mark left out; none where the piece ends the sentence."""
        first = self.spans[n][1]
        first += self.line.words[first : first + 1] == [","] and not self.pieces[n].dashed
        last = first = first + self.pieces[n].closed
        end = min(len(self.inside), first + SENTENCE)
        while last < end and not self._ends(last) and self.inside[last] < 0:
            last += 1
        return first, last

    def free(self, first: int, last: int) -> list[int]:
        """The tokens of a stretch that stand in no quoted piece."""
        return [i for i in range(max(0, first), min(last, len(self.inside))) if self.inside[i] < 0]

    def _ends(self, i: int) -> bool:
        """Whether a sentence ends with token i, outside any piece; a number's point ends none."""
        words = self.line.words
        if self.inside[i] >= 0 or words[i] not in STOPS or self.line.glued(i + 1):
            return False
        return i + 1 >= len(words) or not words[i + 1].islower()


def passages(document: Document, named: Mentions) -> Iterator[Passage]:
    """The paragraphs with quoted pieces, in order; ``named``: the document's mentions in order."""
    starts = [mention.start for mention, _ in named]
    running = False
    for block in within_reach(document.story):
        pieces = quoted(block.text, running)
        running = bool(pieces) and not pieces[-1].closed
        if pieces or OPENING_DASH.search(block.text):
            known = named[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            passage = _passage(block, pieces, known)
            if passage.pieces:
                yield passage


def mentions(document: Document) -> Mentions:
    """All mentions of a document in order, each with what it names."""
    named = [(mention, one) for one in document.entities for mention in one.mentions]
    return sorted(named, key=lambda pair: pair[0].start)


def _passage(block: Block, pieces: list[Quoted], known: Mentions) -> Passage:
    read = line(block.text, block.start, block.role)
    pieces = pieces or [*dashed(read)]
    named = [Named(read.token(m.start - block.start), read.token(m.end - block.start), one) for m, one in known]
    inside, spans = [-1] * len(read.words), []
    for n, piece in enumerate(pieces):
        first, last = read.token(piece.start), read.token(piece.end)
        spans.append((first, last))
        inside[first:last] = [n] * (last - first)
    return Passage(read, pieces, named, inside, spans)
