"""Rows of Markdown that a program cut at a width, be it within a link or a heading, on one line each again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workers.readers.wrapping import OPENS, SLACK, cut_at

HEADS = re.compile(r"\s{0,3}(?:#{1,6}\s|[-=*_]{3,}\s*$|```|~~~|\[\^)")  # a row that begins a block of its own
QUOTED = re.compile(r"\A\s{0,3}>\s?")
BROKEN = re.compile(r"[^\W\d]-\Z")  # a row that ends within a word or address: programs cut behind a hyphen too
ENDED = re.compile(r"(?:  |\\)\Z")  # a line whose end is meant, as the standard marks it
SMALL = 0.6  # share of rows that go on in small letters: on pages in rows eight of ten do, on others five at most


def uncut(text: str) -> str:
    """The text with every cut row put to the one above; as it is where no width cut it."""
    rows = text.split("\n")
    width = cut_at(list(_measured(rows)))
    return text if width is None else "\n".join(_joined(rows, width))


def are_rows(text: str) -> bool:
    """Whether most ends of lines say nothing, as the standard has it: the next one goes on in small letters."""
    firsts = [row.lstrip()[:1] for above, row in pairwise(text.split("\n")) if _is_below(above, row)]
    letters = list(filter(str.isalnum, firsts))
    return bool(letters) and sum(map(str.islower, letters)) >= SMALL * len(letters)


def _is_below(above: str, row: str) -> bool:
    return bool(above.strip()) and not ENDED.search(above) and not OPENS.match(row)


def _measured(rows: Sequence[str]) -> Iterator[str]:
    """The rows that tell a width, and blank ones for points of lists, most of them links, which are not cut."""
    for row in rows:
        if " " in row or not row:  # a row of one word may be an address wider than the width
            glued = QUOTED.sub(">", row)  # the mark is no word
            yield "" if OPENS.match(glued) else glued
        if ENDED.search(row):
            yield ""


def _joined(rows: Sequence[str], width: int) -> Iterator[str]:
    parts = [rows[0]]
    for above, row in pairwise(rows):
        if _goes_on(above, row, width):
            piece = QUOTED.sub("", row).lstrip()
            parts += [piece] if BROKEN.search(above) and piece[0].isalpha() else [" ", piece]
        else:
            yield "".join(parts)
            parts = [row]
    yield "".join(parts)


def _goes_on(above: str, row: str, width: int) -> bool:
    """Whether the first word of a row had no room on the one above."""
    if not _is_below(above, row) and not (QUOTED.match(above) and QUOTED.match(row)):
        return False
    piece = QUOTED.sub("", row)
    if not piece.strip() or HEADS.match(piece) or OPENS.match(piece) or ENDED.search(above):
        return False
    return len(above.rstrip()) + 1 + len(piece.split(maxsplit=1)[0]) > width - SLACK
