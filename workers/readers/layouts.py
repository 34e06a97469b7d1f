"""Elements that only lay a page out: forms around all of it and tables of tables become elements like others.

Extractors leave forms out and take tables for data, and so lose the whole page where a server wrapped it in one. They
look for paragraphs in ``p``, and editors of older systems write them in ``div``, within a ``span``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from workers.readers.elements import is_field, shown

FORMS = 10  # forms of a page that are looked at
FEW = 0.1  # share of fields among the elements of a form that is the whole page
PARTS = frozenset(("tbody", "thead", "tfoot", "tr", "td", "th"))
CELLS = frozenset(("td", "th"))
COLUMN = "data-column"  # the attribute that a cell which lays the page out is given
AROUND = frozenset(("span", "font"))  # elements within a line that editors set around blocks
PARAGRAPH = 60  # characters of the shortest paragraph
LINKED = 0.3  # share of a paragraph that may be links
TEXT = 200  # characters of the shortest column, as of the shortest story
SIBLINGS = 2  # paragraphs side by side that show how a text writes them


def open_layouts(root: HtmlElement) -> None:
    """Take forms and tables that hold the page for what they are."""
    total = sum(1 for _ in root.iter())
    for form in [*islice(root.iter("form"), FORMS)]:
        if _is_page(form, total):
            form.tag = "div"
    for table in [table for table in root.iter("table") if _holds_tables(table) or _holds_column(table)]:
        for part in [table, *_parts(table)]:
            if part.tag in CELLS:
                part.set(COLUMN, "")
            part.tag = "div"
    _open_texts(root)


def _open_texts(root: HtmlElement) -> None:
    """Take a ``span`` around blocks for a block, and the ``div`` of a text that writes its paragraphs so for ``p``."""
    holding = set[HtmlElement]()
    for element in root.iter():
        if isinstance(element.tag, str) and (shown(element) == "block" or element.tag == "br"):
            holding |= _around(element, holding)
    for element in holding:
        if element.tag in AROUND:
            element.tag = "div"
    texts: dict[tuple[HtmlElement | None, str | None], list[HtmlElement]] = {}
    for element in root.iter("div"):
        if element not in holding and element.text_content().strip():
            texts.setdefault((element.getparent(), element.get("class")), []).append(element)
    for alike in texts.values():
        if _are_paragraphs(alike):
            for element in alike:
                element.tag = "p"


def _around(element: HtmlElement, known: set[HtmlElement]) -> set[HtmlElement]:
    """The elements around one, up to the first that is known."""
    found = set[HtmlElement]()
    for above in element.iterancestors():
        if above in known:
            break
        found.add(above)
    return found


def _are_paragraphs(texts: Sequence[HtmlElement]) -> bool:
    return len(texts) >= SIBLINGS and sum(map(is_paragraph, texts)) >= SIBLINGS


def is_paragraph(element: HtmlElement) -> bool:
    """Whether an element holds a text of a paragraph's length, and few links."""
    size = _size(element)
    return size >= PARAGRAPH and sum(map(_size, element.iter("a"))) <= LINKED * size


def _size(element: HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def _is_page(form: HtmlElement, total: int) -> bool:
    """Whether a form is most of the page, and hardly any of it is to be filled in; ASP.NET wraps every page in one."""
    within = [element for element in form.iter() if isinstance(element.tag, str)]
    return 2 * len(within) > total and sum(map(is_field, within)) < FEW * len(within)


def _holds_tables(table: HtmlElement) -> bool:
    return next(islice(table.iter("table"), 1, None), None) is not None


def _holds_column(table: HtmlElement) -> bool:
    """Whether a cell holds blocks within blocks and a text, as data do not, and stands beside others."""
    cells = [part for part in _parts(table) if part.tag in CELLS]
    return len(cells) > 1 and any(
        any(block.getparent().tag == "div" for block in cell.iter("div")) and _size(cell) >= TEXT for cell in cells
    )


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """The rows and cells of a table, not those of the tables in it."""
    for part in element:
        if part.tag in PARTS:
            yield part
            yield from _parts(part)
