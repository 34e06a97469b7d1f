"""Entries of a live report: elements side by side that begin with a clock, some of which an extractor kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from lxml.html import HtmlElement

from workers.readers.boxes import PARAGRAPH
from workers.readers.rendering import Rendered
from workers.readers.written import Written

CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\s?(?:[:h]|giờ)\s?[0-5]\d\b")
SHORT = 120  # characters of the longest line that is a clock with the headline of its entry
KEPT = 2  # entries with a kept paragraph that show the others to be the story's
NO_TEXT = frozenset(("linked", "figcaption"))


def entries(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> set[int]:
    """The numbers of the lines in such entries, without links and captions."""
    within = {at for entry in _live(shown, lines, kept) for at in entry}
    return {at for at in within if NO_TEXT.isdisjoint(lines[at].markup)}


def is_clock(line: Written) -> bool:
    """Whether a line is but the time of day of an entry."""
    return CLOCK.fullmatch(line.text) is not None


def _live(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> list[range]:
    told = [at for at, line in enumerate(lines) if kept[at] and len(line.text) >= PARAGRAPH]
    rows: dict[tuple[HtmlElement | None, object], list[range]] = {}
    for element, entry in _timed(shown, lines).items():
        rows.setdefault((element.getparent(), element.tag), []).append(entry)
    return [entry for row in rows.values() if sum(_holds(entry, told) for entry in row) >= KEPT for entry in row]


def _holds(entry: range, told: Sequence[int]) -> bool:
    return bisect_left(told, entry.start) < bisect_left(told, entry.stop)


def _timed(shown: Sequence[Rendered], lines: Sequence[Written]) -> dict[HtmlElement, range]:
    """The elements whose first line begins with a clock, and the lines of each."""
    firsts: dict[HtmlElement, int] = {}
    found: dict[HtmlElement, range] = {}
    for at, one in enumerate(shown):
        for element in one.within:
            first = firsts.setdefault(element, at)
            if len(lines[first].text) <= SHORT and CLOCK.match(lines[first].text):
                found[element] = range(first, at + 1)
    return found
