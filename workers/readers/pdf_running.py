"""What a PDF prints on every page: headers, footers, page numbers, the address of a printed web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workers.readers.pdf_page import Fragment, Page

EDGE = 0.12  # of a page's height
ROWS = 3  # lines at an edge that are looked at
NUMBER = re.compile(r"\W*\d{1,4}(?:\W{1,3}\d{1,4})?\W*")
CLOCK = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d\d|\d{1,2}:\d\d,? \d{1,2}[/.-]\d{1,2}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def divided(pages: Sequence[Page]) -> tuple[list[list[Fragment]], list[Fragment]]:
    """The pages without what runs on from page to page, and that."""
    edges = [_edges(page) for page in pages]
    met = Counter(key for edge in edges for key in {_key(found, top) for found, top in edge.items()})
    enough = 2 if len(pages) <= 4 else 3
    kept, running = [], []
    for page, edge in zip(pages, edges, strict=True):
        runs = {found for found, top in edge.items() if met[_key(found, top)] >= enough or _is_number(found, top)}
        runs |= _printed(edge)
        kept.append([found for found in page.fragments if found not in runs])
        running += [found for found in page.fragments if found in runs]
    return kept, running


def address(running: Sequence[Fragment]) -> str | None:
    """The address that a browser prints under a page."""
    return next((found.group() for one in running if (found := ADDRESS.match(one.text))), None)


def _edges(page: Page) -> dict[Fragment, bool]:
    """The fragments at the upper (True) and the lower edge."""
    bases = sorted({round(found.base) for found in page.fragments})
    margin = EDGE * (page.high - page.low)
    low, high = {*bases[:ROWS]}, {*bases[-ROWS:]}
    lower = [one for one in page.fragments if one.base < page.low + margin and round(one.base) in low]
    upper = [one for one in page.fragments if one.base > page.high - margin and round(one.base) in high]
    return dict.fromkeys(lower, False) | dict.fromkeys(upper, True)


def _key(found: Fragment, top: bool) -> tuple[str, bool, int]:
    return re.sub(r"\d+", "#", found.text), top, round(found.size)


def _printed(edge: dict[Fragment, bool]) -> set[Fragment]:
    """What a browser adds to a page it prints: time and title over it, its address under it."""
    under = {found for found, top in edge.items() if not top and ADDRESS.match(found.text)}
    clocks = [found.base for found, top in edge.items() if under and top and CLOCK.match(found.text)]
    return under | {found for found, top in edge.items() if top and found.base in clocks}


def _is_number(found: Fragment, top: bool) -> bool:
    return not top and bool(NUMBER.fullmatch(found.text))
