"""Paragraphs that a program broke at their links and bold words, on one line each again.

Programs that take the text out of a page put what stands in each element on a line of its own. What goes on in small
letters or with a comma where the line above has not ended is a piece of the same paragraph; so are a few words between.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

LONG = 8  # words of a piece that is no menu entry, name or tag
VERSE = 8  # words of the longest verse that one goes on after in small letters: more than half of all seams are longer
SHORT = 8  # words of the longest link or bold words within a paragraph
# Seams from which on a page is broken, and how many of its long lines they are at least: of 27 real pages that are
# whole one has one seam, the others none; of 6 that were broken four have two or more, from 9 % on, two next to none.
# A mark behind a few words that go on a long line tells it alone.
FEWEST, SHARE = 2, 0.05
LINKS = 5  # links in a row, with the words between them
ENDS = frozenset('.?!:;…"”’»)]')
GOES_ON = frozenset(",.;:)]”’!?…%")


def whole(lines: Sequence[str]) -> list[str]:
    """The lines with the pieces of each paragraph together; as they are on a page that is not broken."""
    texts = [line.strip() for line in lines]
    seams = [at for at in range(1, len(texts)) if _is_seam(texts[at - 1], texts[at])]
    within = {at: _within(texts, at) for at in seams}
    told = any(within[at] and texts[at][0] in GOES_ON for at in seams)
    broken = len(seams) >= FEWEST and len(seams) >= SHARE * sum(map(_is_long, texts))
    if not told and (not broken or _are_verses(texts, seams)):
        return list(lines)
    joins = {*seams, *chain.from_iterable(within.values())}
    found: list[str] = []
    for at, line in enumerate(lines):
        if at in joins:
            space = "" if texts[at][0] in GOES_ON else " "
            found[-1] = found[-1].rstrip() + space + texts[at]
        else:
            found.append(line)
    return found


def _is_seam(above: str, piece: str) -> bool:
    """Whether a piece goes on where the line above has not ended."""
    if not above or not piece or above[-1] in ENDS:
        return False
    if piece[0] in GOES_ON:
        return not piece.startswith("..")
    return piece[0].islower() and (_is_long(above) or _is_long(piece)) and ":" not in piece.split(None, 1)[0]


def _are_verses(texts: Sequence[str], seams: Sequence[int]) -> bool:
    short = [max(len(texts[at].split()), len(texts[at - 1].split())) <= VERSE for at in seams]
    return sum(short) * 2 >= len(seams)


def _within(texts: Sequence[str], seam: int) -> range:
    """The links between a long line that has not ended and the piece at a seam: one, or a few before a mark."""
    most = LINKS if texts[seam][0] in GOES_ON else 1
    at = seam - 1
    while at > 0 and seam - at <= most and texts[at] and len(texts[at].split()) <= SHORT and texts[at][-1] not in ENDS:
        if _begins(texts[at - 1]):
            return range(at, seam)
        at -= 1
    return range(0)


def _begins(text: str) -> bool:
    """Whether a paragraph begins on a line: a long one that has not ended, or some words with a comma behind them."""
    return text[-1:] == "," and " " in text if not _is_long(text) else text[-1] not in ENDS


def _is_long(text: str) -> bool:
    return len(text.split(None, LONG)) >= LONG
