"""What people said, in whole and in part, and who said it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from workers.document import TEASER_ROLES, Document, Entity, Quote
from workers.taggers.quotes.echoes import echoed
from workers.taggers.quotes.mentions import mentions
from workers.taggers.quotes.paragraphs import Paragraph, paragraphs
from workers.taggers.quotes.people import People
from workers.taggers.quotes.pieces import Piece, pieces
from workers.taggers.quotes.speakers import Scene, speaker
from workers.taggers.quotes.speech import said


def tag_quotes(document: Document) -> Document:
    """The story's quotes in order, each with the entity that said it; needs the entities.

    ``speaker`` is the entity's name, None where the story names nobody.
    """
    known, found = mentions(document), list[Quote]()
    people = People(document.decoded, known)
    last: Entity | None = None
    for paragraph in paragraphs(document, known):
        if paragraph.block.role in TEASER_ROLES:
            people, last = People(document.decoded, known.within(*_teaser(document, paragraph))), None
        speaking = paragraph.running
        for piece in pieces(paragraph):
            speaking = said(piece, speaking)
            if speaking:
                who = speaker(Scene(piece, people, last))
                found.append(_quote(piece, who))
                last = who or last
    return replace(document, quotes=tuple(echoed(document, found, known)))


def _teaser(document: Document, paragraph: Paragraph) -> tuple[int, int]:
    """Where the teaser of a paragraph begins and ends: what one teaser names says nothing of the next."""
    offset, role = paragraph.block.start, paragraph.block.role
    at = bisect_left(document.blocks, offset, key=lambda block: block.start)
    at -= role == "teaser_text" and at > 0 and document.blocks[at - 1].role == "teaser_title"
    block, *behind = document.blocks[at : at + 2]
    told = behind if block.role == "teaser_title" and behind and behind[0].role == "teaser_text" else [block]
    return block.start, told[-1].end


def _quote(piece: Piece, who: Entity | None) -> Quote:
    quoted, offset = piece.quoted, piece.passage.line.block.start
    name, known = (who.name, who.id) if who else (None, None)
    text = piece.text[quoted.start : quoted.end]
    return Quote(text, name, known, offset + quoted.start, offset + quoted.end)
