"""Captions that no element says: words set under a picture in its own paragraph, or in the table around it."""

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
    frames = [_frame(one) for one in shown]
    held = Counter(frames)
    return [
        replace(line, markup=("figcaption", *line.markup)) if _is_caption(one, line, frame, held) else line
        for one, line, frame in zip(shown, lines, frames, strict=True)
    ]


def _frame(line: Rendered) -> HtmlElement:
    """The table a line stands in, or else its own paragraph."""
    table = next((element for element in line.within if element.tag == "table"), None)
    return line.block if table is None else table


def _is_caption(one: Rendered, line: Written, frame: HtmlElement, held: Counter[HtmlElement]) -> bool:
    if frame.tag not in FRAMES or held[frame] > 1 or len(line.text) > CAPTION or not TEXT.isdisjoint(line.markup):
        return False
    is_set = frame.tag == "table" or any(element.tag in SLANTED for element in one.within)
    return is_set and next(frame.iter("img"), None) is not None
