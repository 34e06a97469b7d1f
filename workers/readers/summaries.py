"""The summary of a story, set in an element of its own between the title and the text, which extractors leave out."""

from __future__ import annotations

from collections.abc import Sequence

from workers.readers.boxes import PARAGRAPH
from workers.readers.rendering import Rendered
from workers.readers.story_signs import is_date_line
from workers.readers.written import Written

HEAD = 4  # lines over a summary in which the title or its date stands, among buttons and names
LONGEST = 600  # characters of the longest summary
ENDS = frozenset('.!?…”"')
TITLES = frozenset(("h1", "h2"))
NO_TEXT = TITLES | {"linked", "figcaption"}


def summary(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> set[int]:
    """The number of the paragraph right over the first kept one, under a title or a date; none where it is kept."""
    told = (at for at, line in enumerate(lines) if kept[at] and _is_text(line))
    at = next(told, 0) - 1
    if at < 0 or kept[at] or not _is_summary(lines[at].text) or not _is_text(lines[at]) or _is_under_picture(shown[at]):
        return set()
    is_headed = any(is_date_line(line) or not TITLES.isdisjoint(line.markup) for line in lines[max(0, at - HEAD) : at])
    return {at} if is_headed and shown[at].block.getparent() in shown[at + 1].within else set()


def _is_text(line: Written) -> bool:
    return len(line.text) >= PARAGRAPH and NO_TEXT.isdisjoint(line.markup)


def _is_summary(text: str) -> bool:
    return len(text) <= LONGEST and text[-1:] in ENDS


def _is_under_picture(line: Rendered) -> bool:
    """Whether a line stands with a picture, or right below one, as its caption does."""
    above = line.block.getprevious()
    return any(part is not None and next(part.iter("img"), None) is not None for part in (line.block, above))
