"""What stands in an article: an opening, then the names, and all that the wire shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import concat
from random import Random

from service.store.words import pairs, words
from tests.bench.scale import shape, vocabulary
from tests.bench.scale.body import Sheet, body
from tests.bench.scale.opening import ABOVE, OPENINGS, PLACES, Opening, opening
from tests.bench.scale.stories import ENTITIES, Story
from tests.bench.scale.tagged import Known, Tags

# Names in a paragraph, a word after each.
TOGETHER = 6
# Words of an article of which there is no end.
RARE = round(vocabulary.OPEN * sum(shape.WORDS) / len(shape.WORDS))
# Lines around a story, the same on all pages of a publisher; our samples have 25, of which disks are full.
FURNITURE = 5

folded = lru_cache(200_000)(words)


@dataclass
class Page:
    """An article's words. ``vector`` is what they give in the search vector; ``short`` the keys of the tags whose
    shorter form stands in the text."""

    title: str = ""
    lead: str = ""
    text: str = ""
    decoded: str = ""
    body: str = ""
    vector: str = ""
    short: list[int] = field(default_factory=list)


def write(story: Story, tags: Tags, draw: Random) -> Page:
    """Write an article out. A listing has no text of its own, only teasers; what is neither has nothing."""
    known = {key: tags.known(type_, key) for type_, key in story.tags}
    above, blocks = _furniture(story.publisher)
    mentions: dict[int, list[str]] = {}
    if story.kind == "other":
        return Page(decoded=above, body=body(story, known, blocks, mentions))
    first = opening(int(draw.random() * OPENINGS), story.kind == "article")
    page = Page(first.title, first.lead, first.text, f"{above}\n{first.lines}", vector=first.vector)
    blocks = f"{blocks}, {first.blocks}"
    if story.kind == "article":
        told = list(_told(known, draw))
        sheet, mentions = _tell(page, first, told, draw)
        page.decoded += "\n" + "\n".join(sheet.lines)
        blocks = ", ".join([blocks, *sheet.blocks])
        page.short = [key for key, form in told if form != known[key].name]
    page.body = body(story, known, blocks, mentions)
    return page


def _tell(page: Page, first: Opening, told: list[tuple[int, str]], draw: Random) -> tuple[Sheet, dict[int, list[str]]]:
    """The paragraphs with the names: gives them, and the mentions of each name."""
    sheet, lines, compared = Sheet(first.size), [first.text], [first.last]
    mentions: dict[int, list[str]] = {}
    for line, its, names in _paragraphs(told, draw):
        start = sheet.size
        lines.append(sheet.line("body", line))
        compared += its
        for key, form, at in names:
            place = start + at
            mentions.setdefault(key, []).append(f'{{"text": "{form}", "start": {place}, "end": {place + len(form)}}}')
    page.text = "\n\n".join(lines)
    spoken = map(concat, compared[1:], PLACES[2][first.places :])
    page.vector = " ".join([first.vector, *spoken, *(f"'{mark}'" for mark in pairs(compared))])
    return sheet, mentions


def _told(known: dict[int, Known], draw: Random) -> Iterator[tuple[int, str]]:
    """The names as the text writes them, in order, with the keys of the tags."""
    for key, one in known.items():
        if one.type == "topic":
            continue
        yield key, one.name
        if one.type in ENTITIES and draw.random() < shape.SECOND_FORM:
            yield key, one.short
        elif one.type in ENTITIES and draw.random() < shape.SECOND_MENTION:
            yield key, one.name


def _paragraphs(
    names: list[tuple[int, str]], draw: Random
) -> Iterator[tuple[str, list[str], list[tuple[int, str, int]]]]:
    """Paragraphs, their words folded, the names in each and where they stand."""
    written, compared = vocabulary.text(draw, len(names), RARE)
    for start in range(0, len(names), TOGETHER):
        pieces, its, found, size = [], [], [], 0
        for place, (key, form) in enumerate(names[start : start + TOGETHER], start):
            found.append((key, form, size))
            pieces += (form, written[place])
            its += (*folded(form), compared[place])
            size += len(form) + len(written[place]) + 2
        yield " ".join(pieces), its, found


@cache
def _furniture(publisher: str) -> tuple[str, str]:
    """What stands above each story of a publisher, and its blocks."""
    draw, sheet = Random(publisher), Sheet(0)
    sheet.line("noise", publisher)
    for _ in range(FURNITURE):
        sheet.line("noise", " ".join(vocabulary.text(draw, draw.choice((3, 8, 12)), 0)[0]))
    rest = " ".join(vocabulary.text(draw, ABOVE, 0)[0])
    sheet.line("noise", rest[: ABOVE - sheet.size - 1])
    return "\n".join(sheet.lines), ", ".join(sheet.blocks)
