"""What kind of page it is, seen from afar: whether its paragraphs follow one another or stand under a headline each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workers.parsers.lines import Line
from workers.parsers.shapes import Shape
from workers.parsers.vocabulary import folded

PARAGRAPH = 15  # words of the shortest paragraph
HEADLINE = 7  # words of the shortest headline over a blurb; subheads of stories are shorter
FEWEST = 2  # paragraphs without a headline of their own: two footers at most stand so on a listing
UNTITLED = 0.2  # share of the paragraphs that more of them are; so on 99 stories of 117, on no listing with headlines
SENTENCE = 5  # words of the shortest sentence that stands as a paragraph of its own
SHORT = 20  # words of a paragraph that could as well be a blurb
ABOVE = 14  # lines between a title and its first paragraphs: pictures, buttons, teasers
PAIRS = 3  # sentences right below another: 64 stories of 117 have as many, listings with headlines have none
LONG = 60  # words of a paragraph that hardly a blurb has; two of them make a story, and no listing of 27 has two
MARKS = (" | ", " • ", " · ", "  ")  # between the entries of a menu on one line
STRIP = 100  # characters in which a mark must come for the first time
NO_STRIP = frozenset(("stamp", "stamp_with", "byline", "byline_credit", "source", "photo", "figures"))
PARTS = 3  # entries of the shortest menu on one line
NAME = 28  # characters of its longest entry
NAMED = 0.6  # share of the entries that are no longer and hold no figures
BAR, SECTIONS = 10, 4  # words of a menu without marks, and names of sections in it, of which headlines have one or two
LOOKED = 30  # words of such a menu that are looked at
ROW = 20  # words of the longest row of a table
CELLS = 5  # words of the longest row of two cells; a headline behind its section's name is longer
BULLETS = "•●▪◦‣+*"
STOPS = frozenset(("stop", "final"))
NO_SENTENCE = frozenset(("noise_start", "noise_line", "service", "no_news", "label", "source", "stamp_with"))
NO_SENTENCE |= {"photo", "caption_opening"}


def chained(shapes: Sequence[Shape]) -> list[int]:
    """Paragraphs directly below another that name what one of the page's paragraphs above has named."""
    found, named = [], set[tuple[str, ...]]()
    above: Shape | None = None
    for number, one in enumerate(shapes):
        is_paragraph = one.manner == "prose" and one.words >= PARAGRAPH
        if is_paragraph and above is not None and above.manner == "prose" and not named.isdisjoint(one.terms):
            found.append(number)
        if is_paragraph:
            named |= one.terms
        above = one
    return found


def tells_on(shapes: Sequence[Shape]) -> bool:
    """Whether enough paragraphs go on where another ended, as only those of a story do."""
    paragraphs = list(_paragraphs(shapes))
    long = [is_titled for found, is_titled in paragraphs if found.words >= LONG]
    if len(long) > 1 and not all(long):
        return True
    below = following(shapes)
    untitled = sum(not is_titled for _, is_titled in paragraphs)
    if sum(below) >= PAIRS or untitled >= FEWEST + UNTITLED * len(paragraphs):
        return True
    return any(_links(shapes, at) for at, is_pair in enumerate(below) if is_pair)


def _links(shapes: Sequence[Shape], at: int) -> bool:
    """Whether one of two sentences names what the other one does, or what a headline above them names."""
    above, own = shapes[at - 1].terms, shapes[at].terms
    titles = (found.terms for found in shapes[max(0, at - ABOVE) : at - 1] if found.manner == "headline")
    return not above.isdisjoint(own) or not all(terms.isdisjoint(above | own) for terms in titles)


def seen_from_afar(lines: Sequence[Line], shapes: Sequence[Shape]) -> Iterator[tuple[int, str]]:
    """Lines and what they are to the lines around them: sentences in a row, rows of a table, points of a list, ..."""
    below = [*following(shapes), False]
    rows = ("|" in line.text and _columns(line.text, found) for line, found in zip(lines, shapes, strict=True))
    columns = [0, *rows, 0]
    long = [found.words > HEADLINE and found.manner == "headline" for found in shapes]
    bullet = ""
    for number, (line, found) in enumerate(zip(lines, shapes, strict=True)):
        if (below[number] or below[number + 1]) and found.words < SHORT:
            yield number, "among_sentences"
        if columns[number + 1] and columns[number + 1] in columns[number : number + 3 : 2]:
            yield number, "row"
        elif found.words >= PARTS and found.end not in STOPS and _is_strip(line.text, found):
            yield number, "strip"
        if found.end == "bare" and 1 < found.words < HEADLINE and True in long[max(0, number - 3) : number]:
            yield number, "slight"
        first = line.text[0]
        bullet = first if first in BULLETS and (bullet == first or _opens(shapes, number)) else ""
        if bullet:
            yield number, "listed"


def _opens(shapes: Sequence[Shape], number: int) -> bool:
    """Whether the line above ends with a colon."""
    return number > 0 and shapes[number - 1].end == "colon" and shapes[number - 1].words > 1


def _columns(text: str, found: Shape) -> int:
    """How many marks divide a line that may be a row of a table."""
    marks = text.count(" | ") if found.words <= ROW else 0
    return marks if marks > 1 or found.words <= CELLS else 0


def _is_strip(text: str, found: Shape) -> bool:
    """Whether a line is made of parts of few words with marks between them, as a menu on one line is."""
    if not NO_STRIP.isdisjoint(found.features):
        return False
    start = text[:STRIP]
    mark = next((mark for mark in MARKS if mark in start), None)
    if mark is None:
        return found.words >= BAR and found.end == "bare" and _sections(found.folded.split()) >= SECTIONS
    parts = text[: 3 * STRIP].split(mark)
    return len(parts) >= PARTS and sum(map(_is_name, parts)) >= NAMED * len(parts)


def _sections(words: list[str]) -> int:
    """How many names of sections, of two words each, are among the first words."""
    return sum(map(folded("sections").__contains__, map(" ".join, pairwise(words[:LOOKED]))))


def _is_name(part: str) -> bool:
    return len(part) <= NAME and not any(map(str.isdigit, part))


def following(shapes: Sequence[Shape]) -> list[bool]:
    """For every line whether it is a sentence right below another, as no headline or blurb is."""
    ended = [is_sentence(found) for found in shapes]
    return [own and above for own, above in zip(ended, [False, *ended], strict=False)]


def is_sentence(found: Shape) -> bool:
    """Whether a line is a paragraph, be it of one short sentence."""
    return found.end in STOPS and found.words >= SENTENCE and NO_SENTENCE.isdisjoint(found.features)


def _paragraphs(shapes: Sequence[Shape]) -> Iterator[tuple[Shape, bool]]:
    """Paragraphs that have something above them, and whether that is a headline of their own."""
    above: Shape | None = None
    for found in shapes:
        if found.manner == "prose" and found.words >= PARAGRAPH and above is not None:
            yield found, above.manner == "headline" and above.words >= HEADLINE
        if found.manner != "stamp" and (found.manner != "other" or found.words > FEWEST):
            above = found
