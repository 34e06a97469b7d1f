"""The summary of a story, set in an element of its own between the title and the text, which extractors leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from workers.readers.boxes import PARAGRAPH
from workers.readers.rendering import Rendered
from workers.readers.story_signs import is_date_line
from workers.readers.written import Written

HEAD = 4  # lines over a summary in which the title or its date stands, among buttons and names
LONGEST = 600  # characters of the longest summary
ENDS = frozenset('.!?…”"')
TITLES = frozenset(("h1", "h2"))
NO_TEXT = frozenset(("linked", "figcaption"))


def summary(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> set[int]:
    """The number of the paragraph over the first kept one, under a title or a date; none where it is kept.

    Links to other stories may stand between.
    """
    first = next((at for at, line in enumerate(lines) if kept[at] and _is_text(line)), 0)
    at, *head = [*islice(_unlinked(lines, first), 1 + HEAD)] or [-1]
    if at < 0 or kept[at] or not _is_summary(lines[at]) or _is_under_picture(shown[at]):
        return set()
    is_headed = any(is_date_line(lines[over]) or not TITLES.isdisjoint(lines[over].markup) for over in head)
    return {at} if is_headed and _is_beside(shown[at], shown[first]) else set()


def _unlinked(lines: Sequence[Written], first: int) -> Iterator[int]:
    """The numbers of the lines above one that are no links, from it upwards."""
    return (at for at in range(first - 1, -1, -1) if "linked" not in lines[at].markup)


def _is_text(line: Written) -> bool:
    return len(line.text) >= PARAGRAPH and NO_TEXT.isdisjoint(line.markup) and TITLES.isdisjoint(line.markup)


def _is_summary(line: Written) -> bool:
    """Whether a line is a sentence; some systems set it as a heading."""
    is_sentence = PARAGRAPH <= len(line.text) <= LONGEST and line.text[-1:] in ENDS
    return is_sentence and "h1" not in line.markup and NO_TEXT.isdisjoint(line.markup)


def _is_beside(line: Rendered, text: Rendered) -> bool:
    """Whether a line, with at most one element around it, stands beside the element of the text."""
    return any(element in text.within for element in islice(line.block.iterancestors(), 2))


def _is_under_picture(line: Rendered) -> bool:
    """Whether a line stands with a picture, or right below one, as its caption does."""
    above = line.block.getprevious()
    return any(part is not None and next(part.iter("img"), None) is not None for part in (line.block, above))
