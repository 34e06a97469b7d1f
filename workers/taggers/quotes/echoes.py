"""Words that a headline has from a speech of the story: who spoke it there said them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from workers.document import Block, Document, Quote
from workers.taggers.entities.tokens import TOKEN, lower
from workers.taggers.quotes.mentions import Mentions

HEADLINES = frozenset({"title", "subhead"})
SHORTEST = 4  # words of a headline's piece that a speech may have by chance when there are fewer
LONGEST_GAP = 2  # words of the speech that a headline leaves out in a row
MOST_COMPARED = 100  # speeches of a story that a headline's piece is looked for in


def echoed(document: Document, quotes: list[Quote], known: Mentions) -> Iterator[Quote]:
    """The quotes in order, those of a headline that names nobody with the speaker of the speech they are from."""
    lines = [_line(document, quote) for quote in quotes]
    spoken = [(_words(quote), quote) for quote, line in zip(quotes, lines, strict=True) if quote.speaker and not line]
    for quote, line in zip(quotes, lines, strict=True):
        if line is None or _names(known, line, quote):
            yield quote
        else:
            words = _words(quote)
            full = next((other for speech, other in spoken[:MOST_COMPARED] if _shortens(words, speech)), quote)
            yield replace(quote, speaker=full.speaker, entity_id=full.entity_id)


def _line(document: Document, quote: Quote) -> Block | None:
    """The headline that a quote stands in; None in any other line."""
    at = bisect_right(document.blocks, quote.start, key=lambda block: block.start) - 1
    return document.blocks[at] if document.blocks[at].role in HEADLINES else None


def _names(known: Mentions, line: Block, quote: Quote) -> bool:
    """Whether a line names the speaker of its quote."""
    return any(one.id == quote.entity_id for _, one in known.within(line.start, line.end).named)


def _words(quote: Quote) -> list[str]:
    return [word for word in TOKEN.findall(lower(quote.text)) if word[0].isalnum()]


def _shortens(words: list[str], speech: list[str]) -> bool:
    """Whether all words, more than a few, stand in a speech in this order, few others between."""
    if len(words) < SHORTEST:
        return False
    starts = [at for at, word in enumerate(speech) if word == words[0]]
    return any(_follow(words, speech, at) for at in starts)


def _follow(words: list[str], speech: list[str], at: int) -> bool:
    """Whether all words follow each other from place ``at`` of a speech on, few others between."""
    for word in words[1:]:
        near = speech[at + 1 : at + 2 + LONGEST_GAP]
        if word not in near:
            return False
        at += 1 + near.index(word)
    return True
