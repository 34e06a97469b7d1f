"""Columns of a page laid out in a table, beside the one in which the story stands under its title and date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from lxml.html import HtmlElement

from workers.readers.boxes import HEADLINE
from workers.readers.layouts import COLUMN
from workers.readers.rendering import Rendered
from workers.readers.story_signs import is_date_line
from workers.readers.written import Written

_Column = list[int]  # the numbers of its lines


def beside(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> set[int]:
    """The numbers of the lines in columns beside the only one whose kept text stands under a title and its date."""
    found = set[int]()
    for row in _rows(shown):
        dated = [column for column in row if _is_dated(lines, kept, column)]
        if len(dated) == 1:
            found |= {number for column in row if column is not dated[0] for number in column}
    return found


def _rows(shown: Sequence[Rendered]) -> list[list[_Column]]:
    rows: dict[HtmlElement | None, dict[HtmlElement, _Column]] = {}
    for number, one in enumerate(shown):
        for element in one.within:
            if COLUMN in element.attrib:
                rows.setdefault(element.getparent(), {}).setdefault(element, []).append(number)
    return [list(row.values()) for row in rows.values()]


def _is_dated(lines: Sequence[Written], kept: Sequence[bool], column: _Column) -> bool:
    """Whether a column has kept text, and over it or under its first line a date below a line as long as a headline."""
    head = [lines[number] for number in takewhile(lambda number: not kept[number], column)]
    if len(head) == len(column):
        return False
    title = [lines[number] for number in column[len(head) : len(head) + 2]]  # of which some extractors keep the first
    return any(
        is_date_line(line) and "linked" not in above.markup and len(above.text) >= HEADLINE
        for above, line in pairwise(head + title)
    )
