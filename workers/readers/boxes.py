"""Boxes among the lines of a page that are not its story: cards of other stories, links, polls, sign-ups, signatures.

They are told by what they hold, not by their names: a card is one of several of the same make with one linked headline
each; another box holds links or fields to fill in, and hardly any text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from workers.readers.elements import is_field
from workers.readers.rendering import Rendered
from workers.readers.written import Written

HEADLINE = 25  # characters of the shortest headline that is a link; shorter ones may be a word of the story
PARAGRAPH = 60  # characters of the shortest paragraph, in any script
BLURBS = 2  # paragraphs of the longest blurb in a card, as of a podcast; more is a story under a link
CARD = 800  # characters of such a blurb
CARDS = 2  # cards of one make
TEXT = 200  # characters beside the links of a box; the longest calls have 150
ASKED = 300  # characters of a poll or a sign-up
ANSWERS = 10  # lines of the longest poll
RULE = re.compile(r"_{5,}")  # which forums and mail print over what a member writes under all posts
SHARE = re.compile(r"\d ?%\)?$")
FIELDS = 200  # fields of a page that are looked at
BOXES = frozenset(("div", "section", "aside", "form", "fieldset"))


@dataclass(slots=True)
class _Content:
    """What an element holds: the numbers of its lines, and how many of them are what."""

    first: int
    last: int = 0
    lines: int = 0
    links: int = 0
    headlines: int = 0
    paragraphs: int = 0
    text: int = 0
    telling: bool = False  # the page's title, a caption or a quoted post


_Contents = dict[HtmlElement, _Content]


def apart(root: HtmlElement, shown: Sequence[Rendered], lines: Sequence[Written]) -> tuple[set[int], set[int]]:
    """The numbers of the lines in cards of other stories, and of those in other boxes."""
    held = _contents(shown, lines)
    polls = [content for element, content in held.items() if element.tag in BOXES and _is_poll(content, lines)]
    told = {_make(element) for element, content in held.items() if element.tag in BOXES and _is_text(content)}
    signed = [content for element, content in held.items() if element.tag in BOXES and _is_signature(content, lines)]
    boxes = [
        content
        for element, content in held.items()
        if element.tag in BOXES and _is_of_links(content) and _make(element) not in told
    ]
    boxes += [content for element, content in held.items() if element.tag in BOXES and _is_digest(content, lines)]
    return _numbers(_cards(shown, lines, held)), _numbers([*boxes, *polls, *signed, *_asked(root, held)])


def _numbers(contents: Sequence[_Content]) -> set[int]:
    return {number for content in contents for number in range(content.first, content.last + 1)}


def _contents(shown: Sequence[Rendered], lines: Sequence[Written]) -> _Contents:
    held: _Contents = {}
    for number, (one, line) in enumerate(zip(shown, lines, strict=True)):
        for element in one.within:
            _add(held.setdefault(element, _Content(number)), number, line)
        if any(element.tag == "blockquote" for element in one.within):
            for element in one.within:
                held[element].telling = True
    return held


def _add(content: _Content, number: int, line: Written) -> None:
    linked = "linked" in line.markup
    content.last = number
    content.lines += 1
    content.links += linked
    content.headlines += is_headline(line)
    content.paragraphs += _is_blurb(line)
    content.text += 0 if linked else len(line.text)
    content.telling |= "h1" in line.markup or "figcaption" in line.markup


def is_headline(line: Written) -> bool:
    """Whether a line is a link as long as a headline."""
    return "linked" in line.markup and len(line.text) >= HEADLINE and "h1" not in line.markup


def _cards(shown: Sequence[Rendered], lines: Sequence[Written], held: _Contents) -> list[_Content]:
    """Elements of one make that stand side by side, each with one linked headline over a blurb."""
    heads = [_card(one, held) for one, line in zip(shown, lines, strict=True) if is_headline(line)]
    found = [card for card in heads if card is not None]
    makes = Counter(map(_make, found))
    whole = [held[card] for card in found if makes[_make(card)] >= CARDS]
    short = [card for card in whole if card.text <= CARD and card.paragraphs <= BLURBS]
    return [card for card in short if not _has_text_first(card, lines)]


def _card(line: Rendered, held: _Contents) -> HtmlElement | None:
    """The outermost element in which a linked headline is the only one."""
    return next((element for element in reversed(line.within) if held[element].headlines == 1), None)


def _make(card: HtmlElement) -> tuple[object, ...]:
    return card.getparent(), card.tag, *(card.get("class") or "").split()[:1]


def _has_text_first(card: _Content, lines: Sequence[Written]) -> bool:
    ahead = next(number for number in range(card.first, card.last + 1) if is_headline(lines[number]))
    return any(len(lines[number].text) >= PARAGRAPH for number in range(card.first, ahead))


def _is_of_links(content: _Content) -> bool:
    return content.links > 0 and content.paragraphs <= 1 and content.text <= TEXT and not content.telling


def _is_digest(content: _Content, lines: Sequence[Written]) -> bool:
    """Whether an element holds blurbs and nothing else, each right below the headline it leads to."""
    if content.telling or not CARDS <= content.headlines == content.paragraphs:
        return False
    held = lines[content.first : content.last + 1]
    return all(is_headline(above) for above, line in pairwise((held[0], *held)) if _is_blurb(line))


def _is_blurb(line: Written) -> bool:
    return "linked" not in line.markup and len(line.text) >= PARAGRAPH


def _is_text(content: _Content) -> bool:
    """Whether an element holds paragraphs and no links; a story told in parts may have a link in one of them."""
    return content.paragraphs > 0 and content.links == 0


def _is_poll(content: _Content, lines: Sequence[Written]) -> bool:
    """Whether an element holds a question, its answers with the share of each, and no more."""
    if content.lines > ANSWERS:
        return False
    question, *answers = [line.text for line in lines[content.first : content.last + 1]]
    return len(answers) > 1 and question.endswith("?") and all(map(SHARE.search, answers))


def _is_signature(content: _Content, lines: Sequence[Written]) -> bool:
    return RULE.fullmatch(lines[content.first].text) is not None


def _asked(root: HtmlElement, held: _Contents) -> list[_Content]:
    """The smallest elements with text around what is to be filled in or chosen."""
    fields = [element for element in root.iter("input", "textarea", "select") if is_field(element)][:FIELDS]
    around = [next((held[above] for above in field.iterancestors() if above in held), None) for field in fields]
    return [content for content in around if content and content.text <= ASKED and not content.telling]
