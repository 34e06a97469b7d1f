"""What an element of a page is: how a browser shows it, and what it says of its lines."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from workers import lexicons

ELEMENTS = {row["element"]: (row["shown"], row["says"]) for row in lexicons.rows("formats/html_elements.tsv")}
BLOCK = ("block", "")
CAPTION = "caption"  # in the class of an element, as editors of most papers name it
UNSEEN = tuple(row["class"] for row in lexicons.rows("formats/html_classes.tsv"))
RIGHT = re.compile(r"text-align\s*:\s*right", re.I)
RIGHT_CLASS = re.compile(r"\btext-(?:align-)?(?:right|end)\b", re.I)  # WordPress, Bootstrap, Tailwind
UNDISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.I)
CARD = 2  # links of the smallest card that unfolds over a link
FIELDS = ("input", "textarea", "select")


def shown(element: HtmlElement) -> str:
    """How an element is shown: ``unseen``, ``inline``, ``cell`` or ``block``."""
    return ELEMENTS.get(element.tag, BLOCK)[0]


def says(element: HtmlElement) -> str:
    """The name of what an element says of its lines, by its tag or its class."""
    if (classes := element.get("class")) and CAPTION in classes.lower() and element.tag != "body":
        return "figcaption"
    return ELEMENTS.get(element.tag, BLOCK)[1]


def is_unseen(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of an element until something is done."""
    return shown(element) == "unseen" or "hidden" in element.attrib or _is_styled_away(element) or _is_card(element)


def is_block(element: HtmlElement) -> bool:
    """Whether an element stands on lines of its own; a cell's only paragraph is in the line of its row."""
    return shown(element) == "block" and not _is_only_paragraph(element)


def is_field(element: HtmlElement) -> bool:
    """Whether something is to be filled in or chosen."""
    return element.tag in FIELDS and element.get("type") not in {"hidden", "image"}


def is_right(element: HtmlElement) -> bool:
    """Whether a block is set to the right, as the names of authors are."""
    return element.get("align") == "right" or bool(
        RIGHT.search(element.get("style") or "") or RIGHT_CLASS.search(element.get("class") or "")
    )


def _is_styled_away(element: HtmlElement) -> bool:
    if (style := element.get("style")) and UNDISPLAYED.search(style):
        return element.tag != "body"  # which a script shows at once
    classes = element.get("class")
    return bool(classes) and any(name.startswith(UNSEEN) for name in classes.split())


def _is_only_paragraph(element: HtmlElement) -> bool:
    cell = element.getparent()
    if element.tag != "p" or cell is None or shown(cell) != "cell" or len(cell) > 1:
        return False
    return not (cell.text or "").strip() and not (element.tail or "").strip()


def _is_card(element: HtmlElement) -> bool:
    """What unfolds over a link in a paragraph: an inline element right behind it with links of its own."""
    link = element.getprevious() if element.tag == "span" else None
    if link is None or link.tag != "a" or link.tail or next(element.iterancestors("p"), None) is None:
        return False
    return len(list(islice(element.iter("a"), CARD))) == CARD
