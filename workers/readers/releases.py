"""What stands below the text of a press release: who the company is, what it may not be held to, whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from workers import lexicons
from workers.readers.rendering import Rendered
from workers.readers.written import Written

BOLD = frozenset(("b", "strong", "h2", "h3", "h4", "h5", "h6"))
HEADING = 80  # characters of the longest heading
PARTS = 3  # such parts over the block of contacts
PARAGRAPHS = 3  # paragraphs of the longest of them
BELOW = 2  # lines below it, as of who sent the release


def boilerplate(shown: Sequence[Rendered], lines: Sequence[Written], contact: Sequence[int]) -> set[int]:
    """The numbers of the lines around a block of contacts that are said to be no news by their headings."""
    first, last, found = contact[0], contact[-1], set[int]()
    for _ in range(PARTS):
        over = range(first - 1, max(-1, first - 2 - PARAGRAPHS), -1)
        heading = next((at for at in over if _is_heading(shown[at])), first)
        if heading == first or not _begins_release(lines[heading].text):
            break
        found |= {*range(heading, first)}
        first = heading
    return found | {*_below(shown, lines, last)} if found else found


def _is_heading(line: Rendered) -> bool:
    """Whether a line is short and all bold."""
    bold = next((element for element in line.within if element.tag in BOLD), None)
    return bold is not None and len(line.text) <= HEADING and bold.text_content().split() == line.text.split()


def _begins_release(text: str) -> bool:
    """Whether a text begins as such headings do, and goes on with a name or as a title, if at all."""
    openings = lexicons.words("formats/release_headings.txt")
    rests = (text[len(word) :].strip(" :") for word in openings if text.lower().startswith(word))
    return any(not rest or rest[0].isupper() for rest in rests)


def _below(shown: Sequence[Rendered], lines: Sequence[Written], last: int) -> Iterator[int]:
    """The short lines that go on below a block of contacts in the element it stands in."""
    home = shown[last].block.getparent()
    for at in islice(range(last + 1, len(lines)), BELOW):
        if home not in shown[at].within or len(lines[at].text) > HEADING:
            break
        yield at
