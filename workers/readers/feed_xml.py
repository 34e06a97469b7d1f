"""XML of strangers to a tree, without entities, DTDs or the network, and the names of what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree
from lxml.etree import _Element

from workers.errors import FileError
from workers.readers.cleaning import CONTROLS

RSS, ATOM = "application/rss+xml", "application/atom+xml"
ROOTS = {"rss": RSS, "rdf": RSS, "feed": ATOM}
# What the root's tag must name where other XML has a root of that name too.
NAMESPACES = {"rdf": (b"purl.org/rss", b"netscape.com/rdf"), "feed": (b"/atom",)}
LOOKED_AT = 4_096  # bytes in which the first element shows
OTHERS = frozenset(("urlset", "sitemapindex"))  # sitemaps are known without a prolog
COMMENTS = re.compile(rb"<!--.*?-->", re.S)
ELEMENT = re.compile(rb"<(?:[a-z][\w.-]{0,40}:)?([a-z][\w.-]{0,60})([^<>]*)", re.I)
ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{0,30};)|#\d{1,7};|#x[0-9A-Fa-f]{1,6};)?")
OWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
TAGS = 1_000_000  # tags take about a hundred bytes each; ten thousand items with full texts have half of them
MEDIA = "search.yahoo.com/mrss"  # its titles and descriptions are those of pictures


def root_tag(content: bytes) -> str | None:
    """The media type of a feed, the name of the first element of other XML, or None where the bytes are no XML."""
    head = content[:LOOKED_AT].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    if not head.startswith(b"<"):
        return None
    found = ELEMENT.search(COMMENTS.sub(b"", head))
    name = found[1].decode().lower() if found else ""
    if found and name in ROOTS and any(space in found[2].lower() for space in NAMESPACES.get(name, (b"",))):
        return ROOTS[name]
    return name if head.startswith(b"<?xml") or name in OTHERS else None


def parsed(text: str) -> _Element:
    """The tree of a feed; ``FileError`` where nothing of it can be read, or where it declares entities."""
    if text.count("<") > TAGS:
        raise FileError(f"the feed has more than {TAGS:,} tags")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    lawful = CONTROLS.sub("", ENTITY.sub(_character, text)).strip("\ufeff \t\r\n")
    try:
        root = etree.fromstring(lawful.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise FileError(f"the feed cannot be read: {error}") from error
    if root is None:
        raise FileError("the feed cannot be read: nothing in it is XML")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise FileError("the feed declares entities of its own, which are never resolved")
    return root


def local(element: _Element) -> str:
    """An element's name without its namespace; empty for comments and for what speaks of pictures."""
    if not isinstance(element.tag, str) or MEDIA in element.tag:
        return ""
    return element.tag.rpartition("}")[2]


def children(element: _Element, name: str | None = None) -> Iterator[_Element]:
    """The elements directly in one, or those of a name."""
    return (child for child in element if name is None or local(child) == name)


def inner(element: _Element) -> str:
    """What an element holds: its text, or the markup of XHTML in it."""
    if any(isinstance(child.tag, str) for child in element):
        return str(etree.tostring(element, encoding="unicode", with_tail=False))
    return element.text or ""


def _character(found: re.Match[str]) -> str:
    """An entity of HTML, which feeds use without declaring it, as a number that XML knows; an ampersand as itself."""
    name = found[1]
    if name in OWN or (name is None and len(found.group()) > 1):
        return found.group()
    if name in html5:
        return "".join(f"&#{ord(char)};" for char in html5[name])
    return "&amp;" + found.group()[1:]
