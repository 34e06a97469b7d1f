"""What people said, in whole and in part, and who said it."""

from __future__ import annotations

from dataclasses import replace

from workers.document import Document, Entity, Quote
from workers.taggers.quotes.passages import Passage, passages
from workers.taggers.quotes.people import gather
from workers.taggers.quotes.speakers import Scene, speaker
from workers.taggers.quotes.speech import said


def tag_quotes(document: Document) -> Document:
    """The story's quotes in order, each with the entity that said it; needs the entities.

    ``speaker`` is the entity's name, None where the story names nobody.
    """
    story = list(passages(document))
    people, found = gather(story), list[Quote]()
    last: Entity | None = None
    for passage in story:
        if passage.line.role == "teaser_title":
            people, last = gather(_teaser(story, passage)), None
        speaking = False
        for n in range(len(passage.pieces)):
            speaking = said(passage, n, speaking)
            if speaking:
                who = speaker(Scene(passage, people, last), n)
                found.append(_quote(passage, n, who))
                last = who or last
    return replace(document, quotes=tuple(found))


def _teaser(story: list[Passage], title: Passage) -> list[Passage]:
    """A teaser's title and text: what one teaser names says nothing of the next."""
    at = story.index(title)
    return [title, *(passage for passage in story[at + 1 : at + 2] if passage.line.role == "teaser_text")]


def _quote(passage: Passage, n: int, who: Entity | None) -> Quote:
    piece, offset = passage.pieces[n], passage.line.offset
    text = passage.line.text[piece.start : piece.end]
    name, known = (who.name, who.id) if who else (None, None)
    return Quote(text, name, known, offset + piece.start, offset + piece.end)
