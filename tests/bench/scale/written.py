"""What stands in an article: title, lead, text with the names in it, and all that the wire shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from random import Random

from service.store.words import words
from tests.bench.scale import shape, vocabulary
from tests.bench.scale.body import Sheet, body
from tests.bench.scale.stories import ENTITIES, Story
from tests.bench.scale.tagged import Known, Tags

PARAGRAPH = 35  # words; a name stands in it every now and then
# Lines around a story, the same on all pages of a publisher; our samples have 25, of which disks are full.
FURNITURE = 6

folded = lru_cache(200_000)(words)


@dataclass
class Page:
    """An article's words. ``folded`` are those of title, lead and text as they are compared; ``short`` the keys of the
    tags whose shorter form stands in the text."""

    title: str | None = None
    lead: str | None = None
    text: str = ""
    decoded: str = ""
    body: str = ""
    short: list[int] = field(default_factory=list)
    folded: tuple[list[str], list[str], list[str]] = ([], [], [])


def write(story: Story, tags: Tags, draw: Random) -> Page:
    """Write an article out. A listing has no text of its own, only teasers; what is neither has nothing."""
    known = {key: tags.known(type_, key) for type_, key in story.tags}
    sheet, page = Sheet(*_furniture(story.publisher)), Page()
    title: list[str] = []
    mentions: dict[int, list[str]] = {}
    if story.kind != "other":
        page.title, title = _sentence(draw, shape.TITLE_WORDS)
        sheet.line("title", page.title)
        page.folded = (title, [], [])
    if story.kind == "article":
        page.lead, lead = _sentence(draw, shape.LEAD_WORDS)
        sheet.line("lead", page.lead)
        text, mentions = _tell(page, sheet, list(_told(known, draw)), known, draw)
        page.folded = (title, lead, lead + text)
    page.decoded = "\n".join(sheet.lines)
    page.body = body(story, known, sheet, mentions)
    return page


def _tell(
    page: Page, sheet: Sheet, told: list[tuple[int, str]], known: dict[int, Known], draw: Random
) -> tuple[list[str], dict[int, list[str]]]:
    """The text: gives its words, folded, and the mentions of each name."""
    lines, compared = [page.lead or ""], []
    mentions: dict[int, list[str]] = {}
    for line, its, names in _paragraphs(told, draw):
        start = sheet.size
        lines.append(sheet.line("body", line))
        compared += its
        for key, form, at in names:
            place = start + at
            mentions.setdefault(key, []).append(f'{{"text": "{form}", "start": {place}, "end": {place + len(form)}}}')
    page.text = "\n\n".join(lines)
    page.short = [key for key, form in told if form != known[key].name]
    return compared, mentions


def _sentence(draw: Random, sizes: tuple[int, ...]) -> tuple[str, list[str]]:
    written, compared = vocabulary.text(draw, sizes[int(draw.random() * len(sizes))])
    line = " ".join(written)
    return line[0].upper() + line[1:], compared


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
    written, compared = vocabulary.text(draw, shape.WORDS[int(draw.random() * len(shape.WORDS))])
    often = max(1, len(written) // PARAGRAPH)
    most, size = len(names) // often + 1, len(written) // often
    for number in range(often):
        here, first = names[number * most : (number + 1) * most], number * size
        own = max(1, size - len(here))  # then come the names, a word after each
        line, its, found = " ".join(written[first : first + own]), compared[first : first + own], []
        for place, (key, form) in enumerate(here, first + own):
            found.append((key, form, len(line) + 1))
            line = f"{line} {form} {written[place]}" if place < first + size else f"{line} {form}"
            its = [*its, *folded(form), *compared[place : min(place + 1, first + size)]]
        yield line, its, found


@cache
def _furniture(publisher: str) -> tuple[list[str], list[str]]:
    """What stands above each story of a publisher, and its blocks."""
    draw, sheet = Random(publisher), Sheet([], [])
    sheet.line("noise", publisher)
    for _ in range(FURNITURE):
        sheet.line("noise", _sentence(draw, (3, 8, 12))[0])
    return ["\n".join(sheet.lines)], [", ".join(sheet.blocks)]
