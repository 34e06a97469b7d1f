"""What people said, in whole and in part, and who said it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from workers.document import TEASER_ROLES, Document, Entity, Mention, Quote
from workers.taggers.quotes.passages import Passage, mentions, passages
from workers.taggers.quotes.people import gather
from workers.taggers.quotes.speakers import Scene, speaker
from workers.taggers.quotes.speech import said


def tag_quotes(document: Document) -> Document:
    """The story's quotes in order, each with the entity that said it; needs the entities.

    ``speaker`` is the entity's name, None where the story names nobody.
    """
    named, found = mentions(document), list[Quote]()
    people = gather(document.decoded, named)
    last: Entity | None = None
    for passage in passages(document, named):
        if passage.line.role in TEASER_ROLES:
            first, end = (bisect_left(named, at, key=_start) for at in _teaser(document, passage))
            people, last = gather(document.decoded, named[first:end]), None
        speaking = passage.running
        for n in range(len(passage.pieces)):
            speaking = said(passage, n, speaking)
            if speaking:
                who = speaker(Scene(passage, people, last), n)
                found.append(_quote(passage, n, who))
                last = who or last
    return replace(document, quotes=tuple(found))


def _start(named: tuple[Mention, Entity]) -> int:
    return named[0].start


def _teaser(document: Document, passage: Passage) -> tuple[int, int]:
    """Where the teaser of a paragraph begins and ends: what one teaser names says nothing of the next."""
    offset = passage.line.offset
    at = bisect_left(document.blocks, offset, key=lambda block: block.start)
    at -= passage.line.role == "teaser_text" and at > 0 and document.blocks[at - 1].role == "teaser_title"
    block, *behind = document.blocks[at : at + 2]
    told = behind if block.role == "teaser_title" and behind and behind[0].role == "teaser_text" else [block]
    return block.start, told[-1].end


def _quote(passage: Passage, n: int, who: Entity | None) -> Quote:
    piece, offset = passage.pieces[n], passage.line.offset
    text = passage.line.text[piece.start : piece.end]
    name, known = (who.name, who.id) if who else (None, None)
    return Quote(text, name, known, offset + piece.start, offset + piece.end)
