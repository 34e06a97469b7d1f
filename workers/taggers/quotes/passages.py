"""A paragraph with its quoted pieces and the entities named in it, by tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from workers.document import Block, Document, Entity, Mention
from workers.taggers.entities.tokens import Line, line
from workers.taggers.quotes.dashes import dashed
from workers.taggers.quotes.marks import AROUND, Quoted, ends, quoted
from workers.taggers.reach import within_reach

OPENING_DASH = re.compile(r"(?:^|[.!?:…] )[-–—] ")
STOPS = frozenset(".!?…")
SPEECH = 4  # paragraphs without a mark that one speech has at most
SENTENCE = 200  # tokens; no sentence of a story is longer, and a line without a stop must not be read again and again


Mentions = list[tuple[Mention, Entity]]


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens ``first`` to ``last`` (exclusive) that name an entity."""

    first: int
    last: int
    entity: Entity


def _first(name: Named) -> int:
    return name.first


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; ``inside`` tells of every token which quoted piece it stands in (-1 for none)."""

    line: Line
    pieces: list[Quoted]
    named: list[Named]
    inside: list[int]
    spans: list[tuple[int, int]]  # of each piece: its first token, and past its last
    outer: list[tuple[int, int]]  # the same with the marks around, or the dash and the comma
    running: bool  # whether the paragraph before left a speech open

    def names(self, first: int, last: int) -> list[Named]:
        """The names that begin at tokens first to last (exclusive), outside any piece."""
        at, end = (bisect_left(self.named, token, key=_first) for token in (first, last))
        return [name for name in self.named[at:end] if self.inside[name.first] < 0]

    def nearest(self, last: int, kind: str) -> Named | None:
        """The last name of a type that begins before a token, outside any piece."""
        end = bisect_left(self.named, last, key=_first)
        found = (self.named[n] for n in range(end - 1, max(-1, end - SENTENCE), -1))
        return next((name for name in found if name.entity.type == kind and self.inside[name.first] < 0), None)

    def before(self, n: int) -> tuple[int, int]:
        """The tokens of the sentence in front of a piece, its mark left out."""
        first = last = self.outer[n][0]
        while first > max(0, last - SENTENCE) and not self._ends(first - 1):
            first -= 1
        return first, max(first, last)

    def behind(self, n: int) -> tuple[int, int]:
        """The tokens of the sentence behind a piece, its mark left out; none where the piece ends the sentence."""
        first = last = self.outer[n][1]
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
    story, running, role = list(within_reach(document.story)), False, ""
    for at, block in enumerate(story):
        running = running and block.role == role
        pieces = quoted(block.text, running)
        if running and not pieces and _goes_on(story, at):
            pieces = [Quoted(0, len(block.text), opened=False, closed=False)]
        if pieces or OPENING_DASH.search(block.text):
            known = named[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            passage = _passage(block, pieces, known, running)
            if passage.pieces:
                yield passage
        running, role = bool(pieces) and not pieces[-1].closed, block.role


def _goes_on(story: list[Block], at: int) -> bool:
    """Whether a paragraph without a mark is part of a speech: one of the next few ends it before another begins."""
    ahead = (block.text for block in story[at + 1 : at + 1 + SPEECH] if block.role == story[at].role)
    marked = next((text for text in ahead if quoted(text) or ends(text)), "")
    return ends(marked)


def mentions(document: Document) -> Mentions:
    """All mentions of a document in order, each with what it names."""
    named = [(mention, one) for one in document.entities for mention in one.mentions]
    return sorted(named, key=lambda pair: pair[0].start)


def _passage(block: Block, pieces: list[Quoted], known: Mentions, running: bool) -> Passage:
    read = line(block.text, block.start, block.role)
    pieces = pieces or [*dashed(read)]
    named = [Named(read.token(m.start - block.start), read.token(m.end - block.start), one) for m, one in known]
    inside = [-1] * len(read.words)
    spans = [(read.token(piece.start), read.token(piece.end)) for piece in pieces]
    for n, (first, last) in enumerate(spans):
        inside[first:last] = [n] * (last - first)
    outer = [_outer(read, piece, *span) for piece, span in zip(pieces, spans, strict=True)]
    return Passage(read, pieces, named, inside, spans, outer, running)


def _outer(read: Line, piece: Quoted, first: int, last: int) -> tuple[int, int]:
    """The tokens of a piece with its marks, or with the dash and the comma around it."""
    words = read.words
    if piece.dashed:
        return first - 1, last + 1
    if piece.opened:
        first -= 1
        while first > 0 and words[first - 1] in AROUND and read.glued(first):
            first -= 1
    if piece.closed:
        last += 1 + (words[last] == ",")
        while last < len(words) and words[last] in AROUND and read.glued(last):
            last += 1
    return max(0, first), min(last, len(words))
