"""Questions whose answers unfold when they are pressed: headings over paragraphs, as a page for printing has them.

The parts of an accordion are told as readers by voice are told: what is pressed says whether it is unfolded, and what
unfolds stands right behind it.
"""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from workers.readers.layouts import is_paragraph

MOST = 200  # elements of a page that unfold something and are looked at
FEWEST = 2  # folds of an accordion; a single one is a menu or a notice
LONGEST = 200  # characters of the longest question
AROUND = ("nav", "header", "footer", "aside", "form", "dialog")
FIELDS = ("input", "select", "textarea")
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
PRESSED = frozenset(("button", "a"))


def open_folds(root: HtmlElement) -> None:
    """Take what unfolds for text, and what is pressed to unfold it for its heading."""
    pressed = [*islice((element for element in root.iter("*") if "aria-expanded" in element.attrib), MOST)]
    folds = [(element, part) for element in pressed for part in _part(element)]
    if len(folds) < FEWEST:
        return
    for element, part in folds:
        part.attrib.pop("hidden", None)
        part.attrib.pop("style", None)
        _head(element)


def _part(element: HtmlElement) -> list[HtmlElement]:
    """The text that an element unfolds: behind it, or behind the heading it stands in; none where it is a menu's."""
    if len(element.text_content()) > LONGEST or next(element.iterancestors(*AROUND), None) is not None:
        return []
    head = next((above for above in islice(element.iterancestors(), 2) if above.tag in HEADINGS), element)
    part = head.getnext()
    if part is None or not is_paragraph(part) or next(part.iter(*FIELDS), None) is not None:
        return []
    return [part]


def _head(element: HtmlElement) -> None:
    """Make a heading of what is pressed, unless it stands in one, and none of it a button or a link."""
    is_headed = element.tag in HEADINGS or any(above.tag in HEADINGS for above in islice(element.iterancestors(), 2))
    for within in element.iter(*PRESSED):
        within.tag = "span"
    if not is_headed:
        element.tag = "h3"
