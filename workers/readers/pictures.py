"""Captions that no element says: words set under a picture in its own paragraph, in the table around it, or slanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from workers.readers.rendering import Rendered
from workers.readers.written import Written

CAPTION = 300  # characters of the longest caption
CREDIT = 60  # characters of the longest line that names a photographer
PAIR = 2  # lines that an element around a picture holds: its caption and who took it
ENDS = (".", "!", "?", ":")  # which a name does not end in, and a sentence does
SLANTED = frozenset(("em", "i"))
TEXT = frozenset(("linked", "h1", "h2"))
FRAMES = frozenset(("table", "p", "div"))


def with_captions(shown: Sequence[Rendered], lines: Sequence[Written]) -> list[Written]:
    """The lines, those said to be captions that stand alone in an element with a picture."""
    below = [_is_below_picture(one) for one in shown]
    frames = [_frame(one) for one in shown]
    held = Counter(frames)
    slanted = [_is_slanted_below_picture(one) and _may_be_caption(line) for one, line in zip(shown, lines, strict=True)]
    found = [
        replace(line, markup=("figcaption", *line.markup))
        if is_slanted
        or _is_caption(one, line, frame, held)
        or (is_below and held[one.block] == 1 and _may_be_caption(line))
        else line
        for one, line, frame, is_below, is_slanted in zip(shown, lines, frames, below, slanted, strict=True)
    ]
    return _with_credits(shown, found)


def _with_credits(shown: Sequence[Rendered], lines: Sequence[Written]) -> list[Written]:
    """The lines, those said to be captions that name the photographer below the caption of a picture."""
    found = list(lines)
    held = Counter(element for one in shown for element in one.within)
    for at in range(1, len(lines)):
        if "figcaption" in found[at - 1].markup and _may_be_credit(lines[at]):
            frames = [frame for frame in shown[at].within if held[frame] == PAIR and frame in shown[at - 1].within]
            if any(next(frame.iter("img"), None) is not None for frame in frames):
                found[at] = replace(lines[at], markup=("figcaption", *lines[at].markup))
    return found


def _may_be_credit(line: Written) -> bool:
    return len(line.text) <= CREDIT and TEXT.isdisjoint(line.markup) and not line.text.endswith(ENDS)


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


def _is_slanted_below_picture(line: Rendered) -> bool:
    """Whether a line is one slanted element, and right above that, but for a break, stands a picture with no words."""
    slanted = next((element for element in line.within if element.tag in SLANTED), None)
    if slanted is None or slanted.text_content().split() != line.text.split():
        return False
    above = slanted.getprevious()
    if above is not None and above.tag == "br" and not (above.tail or "").strip():
        above = above.getprevious()
    if above is None or (above.tail or "").strip() or above.text_content().strip():
        return False
    return next(above.iter("img"), None) is not None


def _is_below_picture(line: Rendered) -> bool:
    """Whether a line is all slanted, and right above its block stands a picture with no words."""
    picture = line.block.getprevious()
    if picture is None or next(picture.iter("img"), None) is None or picture.text_content().strip():
        return False
    slanted = [*line.block.iter(*SLANTED)][:1]
    return bool(slanted) and slanted[0].text_content().split() == line.block.text_content().split()
