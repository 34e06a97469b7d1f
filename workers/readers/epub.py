"""EPUB books, magazines and saved pages, with zipfile and lxml: the chapters in the order of reading."""

from __future__ import annotations

import posixpath
import re
from datetime import datetime
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers.manuscript import authors, is_made_up, title
from workers.readers.rendering import lines, tree
from workers.readers.written import Written, compose
from workers.readers.zipped import Members, names

MEDIA_TYPE = "application/epub+zip"
TOLD = b"mimetype" + MEDIA_TYPE.encode()  # the first member's name and, since it is never packed, its content
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
EVENT = "{http://www.idpf.org/2007/opf}event"
CHAPTER = re.compile(r"html|xml|^text/plain$")
# XHTML may close an element within its opening tag; to a reader of HTML such a title holds all that follows.
CLOSED = re.compile(
    rb"<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[A-Za-z][\w:-]*+)[^<>]*+(?<=/)>"
)
DUBLIN = ("title", "creator", "publisher", "source")
# A tree of HTML is shown in a second for 20,000 lines; chapters after these are not opened.
LINES, MARKS = 20_000, 400_000
FIRST_YEAR = 1900  # programs write the year 101 or 1 where they know none


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """A zip that opens with its type; a repacked one has a container's description and is told by its name."""
    if TOLD in content[:200]:
        return 1.0
    named = filename.lower().endswith(".epub") or media_type == MEDIA_TYPE
    listed = set(names(content))
    if not listed:  # broken: its name says what it was
        return 0.5 * (named and content.startswith(b"PK"))
    return 0.9 * (named and CONTAINER in listed)


def read(document: Document) -> Document:
    """The lines of every chapter; lists of contents, and what the book leaves out of its order, are not read."""
    members = Members(document.content, MARKS)
    path = _package_path(_root(members, CONTAINER))
    package = _root(members, path)
    chapters = _chapters(package, path)
    _refuse_locked(members, chapters)
    there = [name for name in chapters if name in members.names]
    if not there:
        raise FileError("the book has no chapters")
    written = (line for name in there for line in _lines(members, name))
    return compose(document, MEDIA_TYPE, islice(written, LINES), _stated(package))


def _root(members: Members, name: str) -> etree._Element:
    """The tree of a part that describes the book: entities stay unresolved, nothing is fetched."""
    try:
        return etree.fromstring(members.xml(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise FileError(f"{name} cannot be read: {error}") from error


def _package_path(container: etree._Element) -> str:
    paths = [file.get("full-path", "") for file in container.iter("{*}rootfile")]
    if not any(paths):
        raise FileError(f"{CONTAINER} names no package")
    return next(filter(None, paths))


def _chapters(package: etree._Element, path: str) -> list[str]:
    """Names of the members to read, in order and once each."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    order = [items.get(ref.get("idref")) for ref in package.iter("{*}itemref") if ref.get("linear") != "no"]
    folder = posixpath.dirname(path)
    found = (
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").split("#")[0])))
        for item in order
        if item is not None
        and CHAPTER.search(item.get("media-type", ""))
        and "nav" not in item.get("properties", "").split()
    )
    return list(dict.fromkeys(found))


def _refuse_locked(members: Members, chapters: list[str]) -> None:
    """Fonts may be scrambled in a book that is open; a chapter is encrypted only in one that is sold locked."""
    if ENCRYPTION in members.names:
        scrambled = {unquote(one.get("URI", "")) for one in _root(members, ENCRYPTION).iter("{*}CipherReference")}
        if scrambled & set(chapters):
            raise FileError("the book is locked: its chapters are encrypted")


def _lines(members: Members, name: str) -> list[Written]:
    content = members.markup(name)
    return lines(tree(CLOSED.sub(rb"\g<0></\1>", content))) if content.strip() else []


def _stated(package: etree._Element) -> Stated:
    """What the package says of the book; its description is a blurb and no story's lead."""
    said = {
        name: [" ".join("".join(one.itertext()).split()) for one in package.iter(f"{{*}}{name}")] for name in DUBLIN
    }
    return Stated(
        title=next(filter(None, map(title, said["title"])), None),
        byline=authors(*said["creator"]),
        publisher=next((text for text in said["publisher"] if text and not is_made_up(text)), None),
        source_url=next((text for text in said["source"] if text.startswith(("http://", "https://"))), None),
        published=next(filter(None, map(_day, package.iter("{*}date"))), None),
    )


def _day(date: etree._Element) -> str | None:
    """The day or moment of publication; not that of a file's making or change, nor a year or a month alone."""
    if date.get(EVENT, "publication") != "publication":
        return None
    try:
        moment = datetime.fromisoformat((date.text or "").strip())
    except ValueError:
        return None
    if moment.year < FIRST_YEAR:
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
