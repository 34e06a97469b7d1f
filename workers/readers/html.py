"""Pages in HTML: the lines a browser shows, with what markup, extractors and the page's own metadata say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from workers.document import Document
from workers.readers.cleaning import clean
from workers.readers.decoding import decode
from workers.readers.extraction import opinions
from workers.readers.metadata import descriptions, stated, states_day
from workers.readers.rendering import render, tree
from workers.readers.story_lines import SITE
from workers.readers.story_signs import date_of_title
from workers.readers.written import Written, compose

LOOKED_AT = 4_096  # bytes in which a page shows that it is one
MARKS = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|article|section|table|h1)[\s>].*</", re.I | re.S
)
PLAIN = re.compile(rb"\A[\s\xef\xbb\xbf\x00]*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>])", re.I | re.S)
WORD = re.compile(r"\w+")
SHORT = 40  # letters under which a line may begin as the description does by chance
SAME = 0.8  # share of the words of a line and of the description that are one run where they are the same text
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
    if said.published and not states_day(root, said.published):
        said = replace(said, published=date_of_title(found) or said.published)
    if not any("told_listing" in line.markup for line in found[:1]):
        leads = [_key(lead) for lead in dict.fromkeys((*descriptions(root), said.lead or "")) if lead]
        found = [_known(line, said.title, leads) for line in found]
    return compose(document, "text/html", found, said, warnings)


def _declared(document: Document) -> str:
    """The media type with its charset: the one sent along, else the one the page names."""
    sent = document.media_type or ""
    named = CHARSET.search(document.content[:LOOKED_AT])
    return sent if "charset=" in sent or not named else f"text/html; charset={named[1].decode('ascii')}"


def _known(line: Written, title: str | None, leads: Sequence[str]) -> Written:
    """A line with a mark where it prints what the page's metadata call its title or its lead."""
    key = _key(line.text)
    if title and (key == _key(title) or ("h1" in line.markup and key in _without_site(title))):
        return replace(line, markup=(*line.markup, "stated_title"))
    if "main" not in line.markup and any(_is_lead(key, lead) for lead in leads):
        return replace(line, markup=(*line.markup, "stated_lead"))
    return line


def _without_site(title: str) -> list[str]:
    """What a title may be when what stands behind its last marks names the site, the section or both."""
    return [_key(title[: mark.start()]) for mark in SITE.finditer(title)]


def _is_lead(key: str, lead: str) -> bool:
    """Whether a line is the description, though one of them is cut short, or names a place or a paper as well."""
    if len(key) <= SHORT:
        return False
    return key.startswith(lead) or lead.startswith(key) or _share(key.split(), lead.split()) >= SAME


def _share(one: list[str], other: list[str]) -> float:
    """The words that two texts have in one run, as a share of the longer one."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SAME * longer:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size / longer


def _key(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))
