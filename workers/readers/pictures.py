"""Captions that no element says: words set under a picture in its own paragraph, in the table around it, or slanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from workers.readers.rendering import Rendered
from workers.readers.written import Written

CAPTION = 300  # characters of the longest caption
SLANTED = frozenset(("em", "i"))
TEXT = frozenset(("linked", "h1", "h2"))
FRAMES = frozenset(("table", "p", "div"))


def with_captions(shown: Sequence[Rendered], lines: Sequence[Written]) -> list[Written]:
    """The lines, those said to be captions that stand alone in an element with a picture."""
    below = [_is_below_picture(one) for one in shown]
    frames = [_frame(one) for one in shown]
    held = Counter(frames)
    return [
        replace(line, markup=("figcaption", *line.markup))
        if _is_caption(one, line, frame, held) or (is_below and held[one.block] == 1 and _may_be_caption(line))
        else line
        for one, line, frame, is_below in zip(shown, lines, frames, below, strict=True)
    ]


def _frame(line: Rendered) -> HtmlElement:
    """The table a line stands in, or else its own paragraph."""
    table = next((element for element in line.within if element.tag == "table"), None)
    return line.block if table is None else table


def _is_caption(one: Rendered, line: Written, frame: HtmlElement, held: Counter[HtmlElement]) -> bool:
    if frame.tag not in FRAMES or held[frame] > 1 or not _may_be_caption(line):
        return False
    is_set = frame.tag == "table" or any(element.tag in SLANTED for element in one.within)
    return is_set and next(frame.iter("img"), None) is not None


def _may_be_caption(line: Written) -> bool:
    return len(line.text) <= CAPTION and TEXT.isdisjoint(line.markup)


def _is_below_picture(line: Rendered) -> bool:
    """Whether a line is all slanted, and right above its block stands a picture with no words."""
    picture = line.block.getprevious()
    if picture is None or next(picture.iter("img"), None) is None or picture.text_content().strip():
        return False
    slanted = [*line.block.iter(*SLANTED)][:1]
    return bool(slanted) and slanted[0].text_content().split() == line.block.text_content().split()
