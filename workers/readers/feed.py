"""RSS and Atom feeds: every item a teaser, or the one item with a full text an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from lxml.etree import _Element

from workers import lexicons
from workers.document import Document, Stated
from workers.errors import FileError, UnsupportedMediaType
from workers.readers.decoding import decode
from workers.readers.feed_xml import ATOM, RSS, children, inner, local, parsed, root_tag
from workers.readers.moments import moment
from workers.readers.story_lines import ADDRESS, LONGEST_NAME, one_line, page_of, said, text_lines
from workers.readers.written import Written, compose

ITEMS = 10_000
CUT = "feed-cut"
BLURB = 60  # words of a blurb from which on the rest of a text is left out; papers' blurbs have 20 to 50
PARAGRAPH = 15  # words of the shortest paragraph, as parsers/whole.py has it
FULL = 2  # paragraphs that make a text of an item more than a blurb
CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{2,40})", re.I)


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """Certain where the first element is a feed's; other XML is refused here, save pages in XHTML."""
    tag = root_tag(content)
    if tag is None or tag == "html":
        return 0.0
    return 1.0 if tag in {RSS, ATOM} else 0.3


def read(document: Document) -> Document:
    """The feed's channel and teasers; ``UnsupportedMediaType`` for XML of another kind, ``FileError`` if broken."""
    tag = root_tag(document.content)
    if tag not in {RSS, ATOM}:
        first = f"the element <{tag}>" if tag else "no element"
        raise UnsupportedMediaType(f"XML that begins with {first}: of XML only feeds (RSS, Atom) are read")
    text, warnings = decode(document.content, _declared(document))
    root = parsed(text)
    items = list(islice(_items(root), ITEMS + 1))
    channel = next((child for child in children(root) if local(child) == "channel"), root)
    if len(items) == 1 and (full := _full(items[0])):
        return compose(document, tag, full, _of_item(items[0], channel), warnings)
    lines = [*_of_channel(channel), *(line for item in items[:ITEMS] for line in _teaser(item))]
    if not lines:
        raise FileError("the feed cannot be read: it has neither a title nor items")
    lines[0] = replace(lines[0], markup=(*lines[0].markup, "told_listing"))
    cut = (CUT,) * (len(items) > ITEMS)
    return compose(document, tag, lines, _of_feed(channel), (*warnings, *cut))


@cache
def _names(field: str) -> tuple[str, ...]:
    rows = lexicons.rows("formats/feed_elements.tsv")
    return next(tuple(row["elements"].split()) for row in rows if row["field"] == field)


def _items(root: _Element) -> Iterator[_Element]:
    return (element for element in root.iter() if local(element) in _names("item"))


def _declared(document: Document) -> str:
    sent, named = document.media_type or "", CHARSET.search(document.content[:200])
    return sent if "charset=" in sent or not named else f"text/xml; charset={named[1].decode()}"


def _parts(item: _Element, field: str) -> Iterator[str]:
    """The texts of an item's own elements for a field, those of the best element first."""
    for name in _names(field):
        yield from (text for child in children(item, name) if (text := inner(child)).strip())


def _part(item: _Element, field: str) -> str | None:
    return next(_parts(item, field), None)


def _of_channel(channel: _Element) -> list[Written]:
    title = one_line(_part(channel, "title"))
    return [Written(title, ("channel",))] if title else []


def _teaser(item: _Element) -> list[Written]:
    title, blurb = one_line(_part(item, "title")), _blurb(item, "blurb")
    found = [(title, "teaser_title"), (blurb if blurb != title else "", "teaser_text")]
    return [Written(text, (name,)) for text, name in found if text]


def _blurb(item: _Element, field: str) -> str:
    """The first lines of an item's text, enough of them for a blurb."""
    for text in _parts(item, field):
        taken: list[str] = []
        for line in text_lines(text):
            taken += line.text.split()
            if len(taken) >= BLURB:
                break
        if taken:
            return " ".join(taken)
    return ""


def _full(item: _Element) -> list[Written]:
    """The lines of an item that holds its whole story, else none."""
    for text in _parts(item, "full"):
        body = text_lines(text)
        if sum(len(line.text.split()) >= PARAGRAPH for line in body) >= FULL:
            blurb = next((blurb for blurb in _parts(item, "blurb") if blurb != text), None)
            return page_of(said(one_line(_part(item, "title"))), said(one_line(blurb)), body)
    return []


def _of_feed(channel: _Element) -> Stated:
    title = said(one_line(_part(channel, "title")))
    return Stated(title=title, publisher=_name(title), source_url=_address(channel))


def _of_item(item: _Element, channel: _Element) -> Stated:
    return Stated(
        title=said(one_line(_part(item, "title"))),
        byline=tuple(name for text in islice(_parts(item, "author"), 20) if (name := _name(text)) and "@" not in name),
        section=next((name for text in _parts(item, "section") if (name := _name(text))), None),
        publisher=_of_feed(channel).publisher,
        source_url=_address(item),
        published=next((when for text in _parts(item, "date") if (when := moment(text.strip()))), None),
    )


def _name(text: str | None) -> str | None:
    return said(one_line(text), LONGEST_NAME) if text else None


def _address(element: _Element) -> str | None:
    """The address of a channel or an item: the text of its link, or what Atom's link refers to."""
    for name in ("link", "guid", "id"):
        for child in children(element, name):
            if child.get("rel", "alternate") == "alternate":
                address = (child.get("href") or inner(child)).strip()
                if ADDRESS.fullmatch(address):
                    return address
    return None
