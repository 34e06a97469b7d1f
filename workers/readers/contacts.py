"""Blocks that tell where to find or call somebody: a name, and below it an address, telephone numbers, an e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from workers import lexicons
from workers.readers.boxes import BOXES
from workers.readers.pictures import SLANTED
from workers.readers.releases import boilerplate
from workers.readers.rendering import Rendered
from workers.readers.written import Written

NAME = 80  # characters of the longest name over such a block
NOTE = 300  # characters of the longest note on who wrote a story
LINES = 8  # lines of the longest block
PARTS = 6  # elements over it in which a rule stands
LONGEST = 120  # characters of its longest line; more is a paragraph
FIGURES = 0.15  # share of digits in a line of telephone numbers; a sentence that gives one has fewer
PHONE = re.compile(
    r"(?<![\d.,/])\(?(?:\+?84|0|1[89]00)\)?(?:[ .()-]{0,2}\d){4,10}(?![\d/])"
    r"|(?<![\d.,/])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?![\d/])"  # of North America
)
E_MAIL = re.compile(r"[\w.+-]{1,60}@\w[\w.-]{0,60}\.\w{2,24}")
SENTENCE = (".", ":", "!", "?", "…")


def contacts(shown: Sequence[Rendered], lines: Sequence[Written]) -> set[int]:
    """The numbers of the lines in such blocks, of their headings, and of what leads to them from a rule on."""
    held: dict[HtmlElement, list[int]] = {}
    for number, one in enumerate(shown):
        for element in one.within:
            held.setdefault(element, []).append(number)
    found = set[int]()
    for element, numbers in held.items():
        if _is_block(element) and 2 <= len(numbers) <= LINES and _is_contact([lines[at].text for at in numbers]):
            above = numbers[0] - 1
            found |= {*numbers, above} if above >= 0 and "h2" in lines[above].markup else {*numbers}
            found |= {at for part in _below_rule(element) for at in held.get(part, ())}
            found |= boilerplate(shown, lines, numbers)
    return found | {at for at, one in enumerate(shown) if _is_note(one, lines[at].text)}


def _is_note(one: Rendered, text: str) -> bool:
    """Whether a line is the slanted last one of its text and gives an e-mail, as notes on reporters do."""
    if len(text) > NOTE or E_MAIL.search(text) is None or one.block.getnext() is not None:
        return False
    slanted = next((element for element in one.within if element.tag in SLANTED), None)
    return slanted is not None and slanted.text_content().split() == text.split()


def _is_block(element: HtmlElement) -> bool:
    return element.tag == "p" or element.tag in BOXES


def _below_rule(element: HtmlElement) -> list[HtmlElement]:
    """The elements between a block and the rule that sets it apart from the text; none where there is no rule."""
    above = [*islice(element.itersiblings("*", preceding=True), PARTS)]
    parts = [*takewhile(lambda part: part.tag != "hr", above)]
    return parts if len(parts) < len(above) else []


def _is_contact(texts: Sequence[str]) -> bool:
    name, *rest = texts
    headings = lexicons.words("formats/contact_headings.txt")
    if len(name) > NAME or (name.endswith(SENTENCE) and name.lower().rstrip(" :") not in headings):
        return False
    if any(len(text) > LONGEST for text in rest):
        return False
    return 2 * sum(map(_tells_where, rest)) >= len(rest)


def _tells_where(text: str) -> bool:
    label, colon, _ = text.partition(":")
    if colon and label.strip().lower() in lexicons.words("formats/contact_labels.txt"):
        return True
    is_called = PHONE.search(text) is not None and sum(map(str.isdigit, text)) >= FIGURES * len(text)
    return is_called or E_MAIL.fullmatch(text) is not None
