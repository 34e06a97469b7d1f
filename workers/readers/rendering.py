"""A tree of HTML to the lines that a browser would show, each with what its markup says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import HtmlElement

from workers.errors import FileError
from workers.readers.elements import is_block, is_unseen, says, shown
from workers.readers.folds import open_folds
from workers.readers.layouts import open_layouts
from workers.readers.title_labels import open_labels
from workers.readers.written import Written

TAG = re.compile(rb"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+""")
VALUE = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+')""")
LONG_TAG, ATTRIBUTES = 4_000, 1_000  # bytes of a tag that is looked at, and attributes no page comes near
LINKED = 0.8  # share of a line's letters that are links; dates and marks beside a headline count nothing
CAPTION = 4  # elements, the innermost first, in which a caption's paragraph names itself


@dataclass(slots=True)
class Rendered:
    """A line as shown: its text, the elements it stands in (the innermost first) and how many letters are links."""

    parts: list[str] = field(default_factory=list)
    within: tuple[HtmlElement, ...] = ()
    linked: int = 0

    @property
    def text(self) -> str:
        """The line with single spaces."""
        return " ".join("".join(self.parts).split()).removeprefix("| ").removesuffix(" |")

    @property
    def block(self) -> HtmlElement:
        """The innermost element that stands on lines of its own."""
        return next((element for element in self.within if is_block(element)), self.within[-1])


def tree(markup: str | bytes) -> HtmlElement:
    """The tree of a page; ``FileError`` where there is none to make."""
    _refuse_endless_tags(markup if isinstance(markup, bytes) else markup.encode("utf-8", "replace"))
    parser = html.HTMLParser(encoding="utf-8" if isinstance(markup, bytes) else None, no_network=True, huge_tree=False)
    try:
        found = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise FileError(f"the HTML cannot be read: {error}") from error
    open_layouts(found)
    open_folds(found)
    open_labels(found)
    return found


def _refuse_endless_tags(markup: bytes) -> None:
    """The parser's time grows with the square of an element's attributes."""
    for tag in TAG.finditer(markup):
        if tag.end() - tag.start() > LONG_TAG and len(VALUE.sub(b"= ", tag.group()).split()) > ATTRIBUTES:
            raise FileError(f"the HTML cannot be read: an element has more than {ATTRIBUTES} attributes")


def lines(root: HtmlElement) -> list[Written]:
    """The lines of a tree with the names of their markup."""
    return [written(line) for line in render(root)]


def written(line: Rendered) -> Written:
    """A rendered line with the names of what its markup says."""
    said = [name for element in line.within if (name := says(element))]
    own = [name for name in said if name != "site"][:1]
    if any(says(element) == "figcaption" for element in line.within[:CAPTION]):
        own = ["figcaption"]
    names, text = own + ["site"] * ("site" in said), line.text
    return Written(text, (*names, "linked") if 0 < line.linked >= LINKED * _letters(text) else tuple(names))


def render(root: HtmlElement) -> list[Rendered]:
    """Every shown line in order; blank ones are left out."""
    found, line = [], Rendered()
    for text, element, linked in _pieces(root):
        if text is None:
            found.append(line)
            line = Rendered()
            continue
        if not line.within and text.strip():
            line.within = (element, *element.iterancestors())
        line.parts.append(text)
        line.linked += _letters(text) if linked else 0
    return [line for line in (*found, line) if line.text.strip("| ")]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _pieces(root: HtmlElement) -> Iterator[tuple[str | None, HtmlElement, bool]]:
    """Texts in the order shown with the element they stand in, and a None where a line ends; no recursion."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    links = 0
    for event, element in walk:
        if event == "start":
            if is_unseen(element):
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            yield from _opened(element, links > 0)
        else:
            unseen = event in {"comment", "pi"} or is_unseen(element)
            links -= not unseen and element.tag == "a"
            if not unseen and is_block(element):
                yield None, element, False
            parent = element.getparent()
            if element.tail and element is not root and parent is not None:
                yield _tail(element), parent, links > 0


def _tail(element: HtmlElement) -> str:
    """What follows an element, with a space where a style sheet sets the two apart: "Hà NộiSáng nay"."""
    tail = element.tail or ""
    is_styled = element.tag == "span" and element.get("class") and len(element) == 0
    return f" {tail}" if is_styled and (element.text or "")[-1:].islower() and tail[:1].isupper() else tail


def _opened(element: HtmlElement, linked: bool) -> Iterator[tuple[str | None, HtmlElement, bool]]:
    if is_block(element) or element.tag == "br":
        yield None, element, False
    if shown(element) == "cell" and element.getprevious() is not None:
        yield " | ", element, False
    if element.text:
        if element.tag == "pre":
            for part in element.text.splitlines():
                yield part, element, linked
                yield None, element, False
        else:
            yield element.text, element, linked
