"""Tables of a story: rows of cells, of which extractors keep some and line rules take figures for counters."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from workers.readers.rendering import Rendered
from workers.readers.written import Written

ROWS = 2  # rows of the smallest table
BAR = " | "  # between the cells of a row, as rows are rendered


def rows(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> set[int]:
    """The numbers of the rows of tables that hold nothing else, and most of which an extractor kept."""
    tables: dict[HtmlElement, list[int]] = {}
    for number, one in enumerate(shown):
        table = next((element for element in one.within if element.tag == "table"), None)
        if table is not None:
            tables.setdefault(table, []).append(number)
    told = [numbers for numbers in tables.values() if _is_of_rows(lines, numbers)]
    return {at for numbers in told if 2 * sum(map(kept.__getitem__, numbers)) >= len(numbers) for at in numbers}


def _is_of_rows(lines: Sequence[Written], numbers: Sequence[int]) -> bool:
    return len(numbers) >= ROWS and all(BAR in lines[at].text and "linked" not in lines[at].markup for at in numbers)
