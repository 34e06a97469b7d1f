"""How articles begin: title, lead and paragraphs without names, written out once, for many articles each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import concat
from random import Random

from service.store.words import pairs
from tests.bench.scale import shape, vocabulary
from tests.bench.scale.body import Sheet

# So many are told apart: at a million articles a rare word of theirs is in a hundred, where our own news have as many.
# Words of which there is no end stand behind them, between the names.
OPENINGS = 10_000
PARAGRAPH = 35  # words
# Characters of what stands above it on every page: with the same number everywhere offsets are known before.
ABOVE = 600
# Places in title, lead and text, with the weights of their words.
PLACES = [[f":{place}{weight}" for place in range(1, 5000)] for weight in ("A", "B", "")]


@dataclass(frozen=True)
class Opening:
    """``vector`` is what it adds to the search vector; ``places`` how many of its places are taken; ``last`` the word
    before the next."""

    title: str
    lead: str
    text: str
    lines: str
    blocks: str
    size: int
    vector: str
    places: int
    last: str


@lru_cache(2 * OPENINGS)
def opening(number: int, whole: bool) -> Opening:
    """One of them; a listing has only the title."""
    draw, sheet = Random(number), Sheet(ABOVE)
    heading, title = _sentence(draw, shape.TITLE_WORDS)
    sheet.line("title", heading)
    if not whole:
        return _opening(sheet, [heading, ""], (title, [], []))
    first, lead = _sentence(draw, shape.LEAD_WORDS)
    sheet.line("lead", first)
    written, compared = vocabulary.text(draw, shape.WORDS[int(draw.random() * len(shape.WORDS))] - shape.BETWEEN, 0)
    paragraphs = [" ".join(written[start : start + PARAGRAPH]) for start in range(0, len(written), PARAGRAPH)]
    for paragraph in paragraphs:
        sheet.line("body", paragraph)
    return _opening(sheet, [heading, first, *paragraphs], (title, lead, lead + compared))


def _opening(sheet: Sheet, lines: list[str], folded: tuple[list[str], list[str], list[str]]) -> Opening:
    text = "\n\n".join(lines[1:])
    vector, places = _vector(folded)
    last = folded[2][-1] if folded[2] else ""
    return Opening(
        lines[0], lines[1], text, "\n".join(sheet.lines), ", ".join(sheet.blocks), sheet.size, vector, places, last
    )


def _vector(folded: tuple[list[str], list[str], list[str]]) -> tuple[str, int]:
    """A word that comes again stands here again; PostgreSQL puts its places together."""
    found, start = {f"'h/{word}'" for part in folded[:2] for word in part}, 0
    spoken: list[str] = []
    for compared, places in zip(folded, PLACES, strict=True):
        found.update(f"'{mark}'" for mark in pairs(compared))
        spoken += map(concat, compared, places[start:])
        start += len(compared) + 1
    return " ".join([*found, *spoken]), start - 1


def _sentence(draw: Random, sizes: tuple[int, ...]) -> tuple[str, list[str]]:
    written, compared = vocabulary.text(draw, sizes[int(draw.random() * len(sizes))], 0)
    line = " ".join(written)
    return line[0].upper() + line[1:], compared
