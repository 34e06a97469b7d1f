"""Sentences of a paragraph around its quoted pieces, and the entities named in them, by tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import compress

from workers.document import Entity
from workers.taggers.entities.tokens import TOKEN
from workers.taggers.quotes.lines import Line, line
from workers.taggers.quotes.marks import Quoted
from workers.taggers.quotes.paragraphs import Paragraph
from workers.taggers.quotes.words import BODIES, calling, listed, speaking

STOP = re.compile(r"[.!?…](?!\S)")
SPEAKERS = frozenset({"person", "organization"})
SENTENCE = 200  # tokens; no sentence of a story is longer, and a line without a stop must not be read again and again

Named = tuple[int, Entity]  # the token that begins a name, and what it names


@dataclass(slots=True)
class Passage:
    """A sentence of a paragraph; ``inside`` tells of every token whether it stands in a quoted piece."""

    paragraph: Paragraph
    line: Line
    named: list[Named]
    firsts: list[int]  # the tokens that begin names
    inside: bytearray
    end: int  # the token past the last, the stop left out

    def names(self, first: int, last: int) -> list[Named]:
        """The names that begin at tokens first to last (exclusive), outside any piece."""
        at, end = bisect_left(self.firsts, first), bisect_left(self.firsts, last)
        return [name for name in self.named[at:end] if not self.inside[name[0]]]

    def free(self, first: int, last: int, words: Container[str]) -> list[int]:
        """The tokens of a stretch that are one of some words and stand in no quoted piece."""
        known = map(words.__contains__, self.line.lowers[first:last])
        return [i for i in compress(range(first, last), known) if not self.inside[i]]

    def somebody(self, first: int, last: int) -> bool:
        """Whether a stretch names a person or a body, or calls somebody, or something that speaks for a body."""
        for _, one in self.names(first, last):
            if one.type in SPEAKERS:
                return True
        line = self.line
        for i in self.free(first, last, speaking()):
            if calling(line, i) or any(listed(name).ahead(line.lowers, i) for name in BODIES):
                return True
        return False

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """Where what stands in front of token ``first`` begins, and where what stands from ``last`` on ends.

        A piece ends it, and the stop; it is empty where the stop stands at ``last``.
        """
        end = min(self.end, last + SENTENCE)
        piece = self.inside.find(1, last, end)
        return max(0, first - SENTENCE), max(last, end) if piece < 0 else piece


def passages(paragraph: Paragraph) -> Iterator[tuple[Passage, list[Quoted]]]:
    """The sentences around the pieces of a paragraph, with the pieces that stand in them."""
    text, begin, last = paragraph.block.text, 0, 0
    told: list[Quoted] = []
    for piece in paragraph.pieces:
        ends = _ends(text, last, piece.start)
        if ends and told:
            yield _passage(paragraph, line(paragraph.block, begin, ends[0]), told, stopped=True), told
            told = []
        begin, last = ends[-1] if ends else begin, piece.end
        told.append(piece)
    ends = _ends(text, last, len(text))
    yield _passage(paragraph, line(paragraph.block, begin, ends[0] if ends else None), told, bool(ends)), told


def _ends(text: str, first: int, last: int) -> list[int]:
    """Past the stops that end a sentence between two letters, where no piece is; a number's point ends none."""
    return [match.end() for match in STOP.finditer(text, first, last) if not _goes_on(text, match.end())]


def _goes_on(text: str, place: int) -> bool:
    """Whether a word in small letters follows."""
    word = TOKEN.search(text, place)
    return word is not None and word[0].islower()


def _passage(paragraph: Paragraph, read: Line, pieces: list[Quoted], stopped: bool) -> Passage:
    inside = bytearray(len(read.words))
    for piece in pieces:
        first, last = read.token(piece.start), read.token(piece.end)
        inside[first:last] = b"\1" * (last - first)
    begin, end, offset = read.starts[0], read.end(-1), paragraph.block.start
    known = paragraph.mentions.within(offset + begin, offset + end).named
    named = [(read.token(mention.start - offset), one) for mention, one in known]
    return Passage(paragraph, read, named, [first for first, _ in named], inside, len(inside) - stopped)
