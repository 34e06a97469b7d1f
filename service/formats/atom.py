"""Atom 1.0 (RFC 4287): articles as entries of a feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from service.formats import addresses

ATOM = "http://www.w3.org/2005/Atom"
JSON = "application/json"
# What XML 1.0 cannot hold, in whatever way it is written.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What stands in no address; a page that is called so cannot be linked.
LINKABLE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
# Of a feed in which there is nothing yet.
NEVER = "1970-01-01T00:00:00.000Z"
# As elements and attributes hold them.
IN_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
IN_QUOTES = (*IN_TEXT, ('"', "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#09;"))


def write(title: str, id_: str, address: str, articles: Sequence[dict[str, Any]]) -> bytes:
    """A feed of articles as ``EntrySchema`` shows them; ``address`` is the feed's own."""
    updated = max((article["processed_at"] for article in articles), default=NEVER)
    parts = [_element("id", id_), _element("title", title), _element("updated", updated), _author("Tintag")]
    parts += [_link("self", address, "application/atom+xml"), *map(_entry, articles)]
    return f"<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns=\"{ATOM}\">{''.join(parts)}</feed>".encode()


def _entry(article: dict[str, Any]) -> str:
    return f"<entry>{''.join(_parts(article))}</entry>"


def _parts(article: dict[str, Any]) -> Iterator[str]:
    yield _element("id", addresses.of_article(article["id"]))
    yield _element("title", article["title"] or article["filename"])
    yield _element("updated", article["processed_at"])
    if article["published_at"]:
        yield _element("published", article["published_at"])
    yield from map(_author, article["byline"] or filter(None, [article["publisher"]]))
    source = article["source_url"] or ""
    if LINKABLE.fullmatch(source):
        yield _link("alternate", source)
        yield _link("self", article["address"], JSON)
    else:  # an entry without content needs one
        yield _link("alternate", article["address"], JSON)
    for topic in article["topics"]:
        yield _element("category", term=topic["code"], label=topic["name"])
    if article["lead"]:
        yield _element("summary", article["lead"])


def _author(name: str) -> str:
    return f"<author>{_element('name', name)}</author>"


def _link(rel: str, href: str, type_: str | None = None) -> str:
    return _element("link", rel=rel, href=href, **({"type": type_} if type_ else {}))


def _element(name: str, text: str = "", **attributes: str) -> str:
    quoted = [f'{key}="{_written(value, IN_QUOTES)}"' for key, value in attributes.items()]
    inner, head = _written(text, IN_TEXT), " ".join([name, *quoted])
    return f"<{head}>{inner}</{name}>" if inner else f"<{head} />"


def _written(text: str, escapes: Iterable[tuple[str, str]]) -> str:
    """A text in XML; characters that it cannot hold are left out."""
    written = text if text.isprintable() else UNWRITABLE.sub("", text)
    for letter, escape in escapes:
        written = written.replace(letter, escape)
    return written
