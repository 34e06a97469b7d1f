"""The parts of a story that a file holds apart (headline, description, text or HTML) to the lines of one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workers.errors import FileError
from workers.readers.cleaning import CONTROLS, LINE_ENDS, clean, composed, repaired, unescaped
from workers.readers.rendering import lines, tree
from workers.readers.written import Written

WORD = re.compile(r"\w+")
SURROGATES = re.compile("[\ud800-\udfff]")
TAGS = re.compile(r"</[a-z][a-z0-9]{0,20}\s{0,20}>|<(?:p|br|img|hr|div)\b[^<>]{0,2000}>", re.I)
BLOCKS = re.compile(r"<(?:p|br|div|li|h[1-6]|td|section|article|blockquote|pre)\b", re.I)
ESCAPED = re.compile(r"&lt;/?(?:p|br|a|div|img|strong|b|em|span)\b", re.I)
SITE = re.compile(r"\s(?:[-|–—•:]|::)\s")  # what stands between a headline and the name of its site
LONGER = 3  # times a headline's length beyond which no line is compared with it
FEWEST = 3  # words of a headline that is known without the site's name after it
BEGINS = 60  # letters of a description by which it is found in a text, where it may be cut or follow a paper's mark
ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.I)
LONGEST_NAME = 200  # characters of a name of a site, section or author
LONGEST = 2_000  # characters of a headline, a description or an address that is still one


def plain(text: str) -> str:
    """The text without halves of characters, which JSON can state and UTF-8 cannot."""
    return text if text.isascii() else SURROGATES.sub("\ufffd", text)


def said(text: str | None, longest: int = LONGEST) -> str | None:
    """A stated value on one line, as the page's own lines are cleaned; None where it is blank or no such value."""
    if not text or len(text) > 2 * longest:
        return None
    told = " ".join(clean(repaired(plain(unescaped(text))))[0].split())
    return told if 0 < len(told) <= longest else None


def is_markup(text: str) -> bool:
    """Whether a text holds elements of HTML."""
    return TAGS.search(text) is not None


def text_lines(text: str) -> list[Written]:
    """The lines of a text, or of a page or a piece of one in HTML."""
    text = plain(text)
    if not is_markup(text):
        if not ESCAPED.search(text):
            parts = LINE_ENDS.sub("\n", unescaped(text)).split("\n")
            return [Written(line) for line in parts if line.strip()]
        text = unescaped(text)
    if not BLOCKS.search(text):
        text = text.strip().replace("\n", "<br>")
    try:
        return lines(tree(CONTROLS.sub("", plain(text)).encode()))
    except FileError:  # nothing but comments
        return []


def one_line(text: str | None) -> str:
    """A headline or a blurb on one line, whether it is HTML or not."""
    return " ".join(line.text for line in text_lines(text)) if text else ""


def without_site(title: str | None, site: str | None) -> str | None:
    """A headline without the name of its site behind it."""
    parts = SITE.split(title) if title and site else []
    if title and site and len(parts) > 1 and _key(parts[-1]) == _key(site):
        return title[: -len(parts[-1])].rstrip(" -|–—•:")
    return title


def page_of(title: str | None, lead: str | None, body: Sequence[Written]) -> list[Written]:
    """The lines of a story: headline and description first, unless the text has them already."""
    if not title:
        return _with_lead(lead, body, 0)
    if lead and _key(lead) == _key(title):
        lead = None
    at = _printed(title, body)
    if at is None:
        return _with_lead(lead, [Written(title, ("h1", "stated_title")), *body], 1)
    own = replace(body[at], markup=_named(body[at], "h1", "stated_title"))
    found = [*body[:at], own, *body[at + 1 :]]
    return _with_lead(lead, found, 1) if at == 0 else found  # lines over the headline: a page, which has its own lead


def _with_lead(lead: str | None, body: Sequence[Written], at: int) -> list[Written]:
    if not lead:
        return list(body)
    key = _key(lead)
    for number, line in enumerate(body[at:], at):
        other = _key(line.text[: 2 * len(lead) + BEGINS])
        if other == key or (len(key) >= BEGINS and key[:BEGINS] in other):
            return [*body[:number], replace(line, markup=_named(line, "stated_lead")), *body[number + 1 :]]
    return [*body[:at], Written(lead, ("p", "stated_lead")), *body[at:]]


def _printed(title: str, body: Iterable[Written]) -> int | None:
    """The number of the line that is the headline, with or without the site's name after it on either side."""
    keys = {_key(title), _key(SITE.split(title)[0])}
    keys = {key for key in keys if len(key.split()) >= FEWEST or (key and key == _key(title))}
    for number, line in enumerate(body):
        if len(line.text) <= LONGER * len(title) and _key(line.text) in keys:
            return number
    return None


def _named(line: Written, *names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(name for name in line.markup if name not in {"p", "h2"}), *names)))


def _key(text: str) -> str:
    return " ".join(WORD.findall(composed(text).lower()))
