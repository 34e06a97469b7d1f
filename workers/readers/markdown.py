"""Markdown, with front matter or the header that page-to-Markdown services print."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from markdown_it import MarkdownIt

from workers.document import Document
from workers.errors import UnsupportedMediaType
from workers.readers.decoding import decode
from workers.readers.front_matter import divided
from workers.readers.markdown_links import unaddressed
from workers.readers.markdown_rows import are_rows, uncut
from workers.readers.markdown_story import with_story
from workers.readers.rendering import render, tree
from workers.readers.signatures import told_type
from workers.readers.written import compose

LOOKED_AT = 30_000  # bytes: a page's first story and menu
LONGEST = 500_000  # characters, ten times the longest page known; brackets that open and never close take 13 s
OTHER = re.compile(r"\s*(?:<!doctype|<html|<\?xml|<rss|<feed|\{|\[\s*(?:[{\[\"]|\]\s*\Z))", re.I)
# Headers that crawlers print in front of a dump ("# url = ...") are no headings.
HEADING = re.compile(r"^ {0,3}#{1,6} +(?!\w+ *[=:] )\S", re.M)
LINK = re.compile(r"\[[^\]\[\n]{1,300}\]\((?:https?:|/|#|mailto:|\.)[^)\s]{0,2000}[\s)]")
STRONG = re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*|^(?:```|~~~)", re.M)
STRONG_MARKS = ("**", "```", "~~~")
BULLET = re.compile(r"^ {0,3}[*+-] +\S", re.M)
FEWEST = 3  # links that are no footnotes of a plain page; points of a list under a heading
FOOTNOTE = re.compile(r"^( {0,3})\[\^", re.M)


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """Sure where front matter, headings, links or bold type say so together; a name counts for most of it."""
    if told_type(content):
        return 0
    text = content[:LOOKED_AT].replace(b"\0", b"").decode("utf-8", "ignore").replace("\r", "\n").lstrip("\ufeff")
    if OTHER.match(text):
        return 0
    named = filename.lower().endswith((".md", ".markdown", ".mkd")) or (media_type or "").startswith("text/markdown")
    return max(0.75 if named else 0, _clear(text))


def read(document: Document) -> Document:
    """The rendered lines; a very long file is cut at a line's end and says so."""
    if kind := told_type(document.content):
        raise UnsupportedMediaType(f"the bytes are {kind} and no Markdown")
    text, told = decode(document.content, document.media_type)
    text = re.sub("\r\n?", "\n", text.lstrip("\ufeff"))
    stated, text = divided(text)
    if len(text) > LONGEST:
        text, told = text[: text.rfind("\n", 0, LONGEST) + 1 or LONGEST], (*told, "page-cut")
    text = uncut(text)
    html = _markdown(not are_rows(text)).render(FOOTNOTE.sub(r"\1\\[^", unaddressed(text)))
    root = tree(f"<html><body>{html}</body></html>")
    return compose(document, "text/markdown", with_story(render(root)), stated, told)


def _clear(text: str) -> float:
    """What the text alone says: any one sign by itself is also found in plain pages."""
    _, rest = divided(text)
    if rest != text:
        return 0.8
    links = len(LINK.findall(rest))
    # A plain look for their marks first: most texts hold none, and the patterns try every line of them.
    headings = "#" in rest and HEADING.search(rest) is not None
    strong = any(mark[0] in rest and mark in rest for mark in STRONG_MARKS) and STRONG.search(rest) is not None
    if headings + (links > 0) + strong > 1 or links >= FEWEST:
        return 0.7
    return 0.7 if headings and sum(1 for _ in islice(BULLET.finditer(rest), FEWEST)) == FEWEST else 0


@cache
def _markdown(breaks: bool) -> MarkdownIt:
    """Indented lines are paragraphs, as typists mean them; ``breaks`` keeps the ends of lines."""
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": breaks})
    return markdown.enable(["table", "strikethrough"]).disable("code")
