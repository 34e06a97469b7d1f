"""Pages in HTML: the lines a browser shows, with what markup, extractors and the page's own metadata say of them."""

from __future__ import annotations

import re
from dataclasses import replace

from workers.document import Document, Stated
from workers.readers.cleaning import clean
from workers.readers.decoding import decode
from workers.readers.extraction import opinions
from workers.readers.metadata import stated
from workers.readers.rendering import render, tree
from workers.readers.written import Written, compose

LOOKED_AT = 4_096  # bytes in which a page shows that it is one
MARKS = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|article|section|table|h1)[\s>].*</", re.I | re.S
)
PLAIN = re.compile(rb"\A[\s\xef\xbb\xbf\x00]*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>])", re.I | re.S)
WORD = re.compile(r"\w+")
SHORT = 40  # letters under which a line may begin as the description does by chance
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """Certain where the bytes open as a page does; likely where they hold its elements and are said to be one."""
    head = content[:LOOKED_AT].replace(b"\x00", b"")
    if PLAIN.match(head):
        return 1.0
    if not MARKS.search(head):
        return 0.0
    named = filename.lower().endswith((".html", ".htm", ".xhtml")) or "html" in (media_type or "")
    return 0.9 if named or head.lstrip()[:1] == b"<" else 0.0


def read(document: Document) -> Document:
    """Render the page; ``FileError`` where the bytes are no text or no page."""
    markup, warnings = decode(document.content, _declared(document))
    root = tree(clean(markup)[0])
    said = stated(root, document.hint_source_url)
    found = opinions(root, render(root))
    if not any("told_listing" in line.markup for line in found[:1]):
        found = [_known(line, said) for line in found]
    return compose(document, "text/html", found, said, warnings)


def _declared(document: Document) -> str:
    """The media type with its charset: the one sent along, else the one the page names."""
    sent = document.media_type or ""
    named = CHARSET.search(document.content[:LOOKED_AT])
    return sent if "charset=" in sent or not named else f"text/html; charset={named[1].decode('ascii')}"


def _known(line: Written, said: Stated) -> Written:
    """A line with a mark where it prints what the page's metadata call its title or its lead."""
    key = _key(line.text)
    if said.title and key == _key(said.title):
        return replace(line, markup=(*line.markup, "stated_title"))
    if said.lead and "main" not in line.markup and _is_lead(key, _key(said.lead)):
        return replace(line, markup=(*line.markup, "stated_lead"))
    return line


def _is_lead(key: str, lead: str) -> bool:
    return len(key) > SHORT and (key.startswith(lead) or lead.startswith(key))


def _key(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))
