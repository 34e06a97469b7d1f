"""Elements that only lay a page out: forms around all of it and tables of tables become elements like others.

Extractors leave forms out and take tables for data, and so lose the whole page where a server wrapped it in one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from workers.readers.elements import is_field

FORMS = 10  # forms of a page that are looked at
FEW = 0.1  # share of fields among the elements of a form that is the whole page
PARTS = frozenset(("tbody", "thead", "tfoot", "tr", "td", "th"))


def open_layouts(root: HtmlElement) -> None:
    """Take forms and tables that hold the page for what they are."""
    total = sum(1 for _ in root.iter())
    for form in [*islice(root.iter("form"), FORMS)]:
        if _is_page(form, total):
            form.tag = "div"
    for table in [table for table in root.iter("table") if _holds_tables(table)]:
        for part in [table, *_parts(table)]:
            part.tag = "div"


def _is_page(form: HtmlElement, total: int) -> bool:
    """Whether a form is most of the page, and hardly any of it is to be filled in; ASP.NET wraps every page in one."""
    within = [element for element in form.iter() if isinstance(element.tag, str)]
    return 2 * len(within) > total and sum(map(is_field, within)) < FEW * len(within)


def _holds_tables(table: HtmlElement) -> bool:
    return next(islice(table.iter("table"), 1, None), None) is not None


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """The rows and cells of a table, not those of the tables in it."""
    for part in element:
        if part.tag in PARTS:
            yield part
            yield from _parts(part)
