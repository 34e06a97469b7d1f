"""Sentences of a paragraph around its quoted pieces, and the entities named in them, by tokens."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple

from workers.document import Entity
from workers.taggers.entities.clues import listed as titles
from workers.taggers.entities.tokens import TOKEN
from workers.taggers.quotes.lines import Line, line
from workers.taggers.quotes.marks import Quoted
from workers.taggers.quotes.paragraphs import Paragraph
from workers.taggers.quotes.words import BODIES, calling, listed, speaking

STOP = re.compile(r"[.!?…](?!\S)")
SPEAKERS = frozenset({"person", "organization"})
SHORT = 12  # letters in which a short title stands before its stop
SENTENCE = 200  # tokens; no sentence of a story is longer, and a line without a stop must not be read again and again


Named = tuple[int, Entity]  # the token that begins a name, and what it names


class Passage(NamedTuple):
    """Whole sentences of a paragraph; ``inside`` tells of every token whether it stands in a quoted piece."""

    paragraph: Paragraph
    line: Line
    named: list[Named]
    firsts: list[int]  # the tokens that begin names
    inside: bytearray
    stops: list[int]  # tokens that end a sentence

    def names(self, first: int, last: int) -> list[Named]:
        """The names that begin at tokens first to last (exclusive), outside any piece."""
        at, end = bisect_left(self.firsts, first), bisect_left(self.firsts, last)
        return [name for name in self.named[at:end] if not self.inside[name[0]]]

    def free(self, first: int, last: int, words: Container[str]) -> list[int]:
        """The tokens of a stretch that are one of some words and stand in no quoted piece."""
        stretch, inside = self.line.lowers[first:last], self.inside
        return [i for i, word in enumerate(stretch, first) if word in words and not inside[i]]

    def somebody(self, first: int, last: int) -> bool:
        """Whether a stretch names a person or a body, or calls somebody, or something that speaks for a body."""
        for _, one in self.names(first, last):
            if one.type in SPEAKERS:
                return True
        line, bodies = self.line, [listed(name) for name in BODIES]
        for i in self.free(first, last, speaking()):
            if calling(line, i) or any(phrases.ahead(line.lowers, i) for phrases in bodies):
                return True
        return False

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """The first token of the sentence in front of token ``first``, and past the last of the one from ``last`` on.

        The one behind ends where a piece begins, and is empty where a stop stands at ``last``.
        """
        before, behind = bisect_left(self.stops, first), bisect_left(self.stops, last)
        begin = max(self.stops[before - 1] + 1 if before else 0, first - SENTENCE)
        end = min(self.stops[behind] if behind < len(self.stops) else len(self.inside), last + SENTENCE)
        piece = self.inside.find(1, last, end)
        return begin, end if piece < 0 else piece


def passages(paragraph: Paragraph) -> Iterator[tuple[Passage, list[Quoted]]]:
    """The sentences around the pieces of a paragraph, with the pieces that stand in them."""
    text, ends = paragraph.block.text, _ends(paragraph)
    cuts = [place for place in ends if not text[max(0, place - SHORT) : place].rstrip().lower().endswith(_short())]
    n, pieces = 0, paragraph.pieces
    while n < len(pieces):
        at = bisect(cuts, pieces[n].start)
        start, end = cuts[at - 1] + 1 if at else 0, cuts[at] + 1 if at < len(cuts) else len(text)
        last = bisect_left(paragraph.starts, end)
        yield _passage(paragraph, line(paragraph.block, start, end), pieces[n:last], ends), pieces[n:last]
        n = last


@cache
def _short() -> tuple[str, ...]:
    """Titles before a stop that ends no title: the PGS of ``PGS. TS``."""
    phrases = titles("titles").values
    return tuple({phrase[i] for phrase in phrases for i in range(len(phrase) - 1) if phrase[i + 1] == "."})


def _ends(paragraph: Paragraph) -> list[int]:
    """The stops that end a sentence, outside any piece; a number's point ends none."""
    found = [match.start() for match in STOP.finditer(paragraph.block.text)]
    return [place for place in found if paragraph.free(place) and not _goes_on(paragraph.block.text, place + 1)]


def _goes_on(text: str, place: int) -> bool:
    """Whether a word in small letters follows."""
    word = TOKEN.search(text, place)
    return word is not None and word[0].islower()


def _passage(paragraph: Paragraph, read: Line, pieces: list[Quoted], ends: list[int]) -> Passage:
    inside = bytearray(len(read.words))
    for piece in pieces:
        first, last = read.token(piece.start), read.token(piece.end)
        inside[first:last] = b"\1" * (last - first)
    begin, end, offset = read.starts[0], read.end(-1), paragraph.block.start
    known = paragraph.mentions.within(offset + begin, offset + end).named
    firsts = [read.token(mention.start - offset) for mention, _ in known]
    named = list(zip(firsts, [one for _, one in known], strict=True))
    stops = [read.token(place) for place in ends[bisect_left(ends, begin) : bisect_left(ends, end)]]
    return Passage(paragraph, read, named, firsts, inside, stops)
