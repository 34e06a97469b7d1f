"""What kind of page it is, seen from afar: whether its paragraphs follow one another or stand under a headline each."""

from __future__ import annotations

from collections.abc import Sequence

from workers.parsers.shapes import Shape

PARAGRAPH = 15  # words of the shortest paragraph
HEADLINE = 7  # words of the shortest headline over a blurb; subheads of stories are shorter
FEWEST = 2  # paragraphs without a headline of their own: two footers at most stand so on a listing
# Share of the paragraphs; on 61 stories it is 0.3 or more (half: 0.85), on 14 listings 0.23 or less.
UNTITLED = 0.35


def chained(shapes: Sequence[Shape]) -> list[int]:
    """Paragraphs directly below another that name what one of the page's paragraphs above has named."""
    found, named = [], set[str]()
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
    titled = untitled = 0
    above: Shape | None = None
    for found in shapes:
        if found.manner == "prose" and found.words >= PARAGRAPH and above is not None:
            own = above.manner == "headline" and above.words >= HEADLINE
            titled, untitled = titled + own, untitled + (not own)
        if found.manner != "stamp" and (found.manner != "other" or found.words > FEWEST):
            above = found
    return untitled >= FEWEST and untitled >= UNTITLED * (titled + untitled)
