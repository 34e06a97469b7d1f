"""The paragraphs of a story with quoted pieces, and the entities named in each."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from workers.document import Block, Document, Entity
from workers.taggers.entities.clues import listed as titles
from workers.taggers.entities.tokens import TOKEN, lower
from workers.taggers.quotes.dashes import DASHES, announced, dashed, led
from workers.taggers.quotes.lines import line
from workers.taggers.quotes.marks import Quoted, ends, quoted
from workers.taggers.quotes.mentions import Mentions
from workers.taggers.quotes.words import callings
from workers.taggers.reach import within_reach

OPENING_DASH = re.compile(r"[-–—] (?:(?<=^..)|(?<=[.!?:…] ..))")  # the dash in front lets the search skip letters
SPEECH = 4  # paragraphs without a mark that one speech has at most
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s+")
OFFICE = 80  # letters of the longest title in front of a name
NO_TITLE = frozenset(",;:(")
FARTHEST = 200  # names in front of a piece that may be its speaker's


@dataclass(slots=True)
class Paragraph:
    """A paragraph; ``mentions``: the document's; ``running``: the one before left a speech open.

    ``announcer``: who is named last before it, when the line before announces it. ``told``: the one before it, where
    nobody speaks in that.
    """

    block: Block
    pieces: list[Quoted]
    starts: list[int]  # of the pieces
    mentions: Mentions
    running: bool
    announcer: Entity | None = None
    told: Paragraph | None = None

    def free(self, place: int) -> bool:
        """Whether a letter stands in no quoted piece."""
        at = bisect(self.starts, place) - 1
        return at < 0 or place >= self.pieces[at].end

    def nearest(self, place: int, kind: str) -> Entity | None:
        """What the last mention of a type in front of a letter names, outside any piece."""
        offset = self.block.start
        for mention, one in self.mentions.before(offset + place, FARTHEST):
            if mention.start < offset:
                break
            if one.type == kind and self.free(mention.start - offset):
                return one
        return None

    def subjects(self, place: int) -> Iterator[Entity]:
        """The people with whom a sentence in front of a letter begins, under a title or none, the last first."""
        offset = self.block.start
        for mention, one in self.mentions.before(offset + place, FARTHEST):
            if mention.start < offset:
                break
            if one.type == "person" and self.free(mention.start - offset) and self._opens(mention.start - offset):
                yield one

    def _opens(self, place: int) -> bool:
        """Whether only a title stands between the end of a sentence, or a clause that names nobody, and a name."""
        *ended, lead = SENTENCE_END.split(self.block.text[max(0, place - OFFICE) : place])
        words = TOKEN.findall(lower(lead))
        if not words or not (ended or place <= OFFICE):
            return not words and bool(ended or not place)
        own, offset = callings().behind(words, len(words)), self.block.start + place
        if own == len(words):
            return True
        held = max(own, titles("titles").behind(words, len(words)))
        clause, title = held < len(words) and words[-held - 1] == ",", titles("titles").ahead(words, 0)
        pronoun = 0 < title == callings().ahead(words, 0)  # Ông nhắc thuyền trưởng Vũ Minh Phát
        if not clause and (own or not title or pronoun or not NO_TITLE.isdisjoint(words)):
            return False
        return all(one.type != "person" for _, one in self.mentions.within(offset - len(lead), offset).named)


def paragraphs(document: Document, mentions: Mentions) -> Iterator[Paragraph]:
    """The paragraphs with quoted pieces, in order; ``mentions``: the document's."""
    story, running, role = within_reach(document.story), False, ""
    before: Paragraph | None = None
    for at, block in enumerate(story):
        running = running and block.role == role
        pieces = quoted(block.text, running)
        if running and not pieces and _goes_on(story, at):
            pieces = [Quoted(0, len(block.text), opened=False, closed=False)]
        announcer = None
        if not pieces and OPENING_DASH.search(block.text):
            pieces, announcer = _behind_dashes(story, at, mentions)
        if pieces:
            starts = [piece.start for piece in pieces]
            yield Paragraph(block, pieces, starts, mentions, running, announcer, before)
        before = None if pieces or block.role != "body" else Paragraph(block, [], [], mentions, False)
        running, role = bool(pieces) and not pieces[-1].closed, block.role


def _behind_dashes(story: list[Block], at: int, mentions: Mentions) -> tuple[list[Quoted], Entity | None]:
    """The pieces of a paragraph with a dash, and who is named last before it, if the line before announces it."""
    block, before = story[at], story[at - 1] if at else None
    read = line(block)
    found = list(dashed(read))
    if before is None or before.role != block.role or not before.text.endswith(":"):
        return found, None
    people = (pair for pair in mentions.before(block.start, FARTHEST) if pair[1].type == "person")
    mention, one = next(people, (None, None))
    named = mention is not None and mention.start >= before.start
    alone = not any(near.text[:1] in DASHES for near in story[at + 1 : at + 2])
    return (found or [announced(read)], one) if led(read, line(before), named, alone) else (found, None)


def _goes_on(story: list[Block], at: int) -> bool:
    """Whether a paragraph without a mark is part of a speech: one of the next few ends it before another begins."""
    ahead = (block.text for block in story[at + 1 : at + 1 + SPEECH] if block.role == story[at].role)
    marked = next((text for text in ahead if quoted(text) or ends(text)), "")
    return ends(marked)
