"""OpenDocument texts (ODT, OTT), with odfdo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers.manuscript import Tags, authors, lines, meaning, title
from workers.readers.written import compose
from workers.readers.zipped import Members, names

if TYPE_CHECKING:
    from odfdo import Document as Package

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
TOLD = b"mimetype" + MEDIA_TYPE.encode()  # the first member's name and, since it is never packed, its content
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
LOCKED = b"encryption-data"
TEXT, TABLE, OFFICE, SVG = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "table", "office", "svg-compatible")
)
TAGS = Tags(
    paragraphs=frozenset((f"{TEXT}p", f"{TEXT}h")),
    row=f"{TABLE}table-row",
    cell=f"{TABLE}table-cell",
    left_out=frozenset(
        (f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}ruby-text", f"{TEXT}script", f"{OFFICE}annotation")
        + (f"{OFFICE}forms", f"{OFFICE}scripts", f"{SVG}title", f"{SVG}desc")
    ),
    signs={f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"},
)
UNREADABLE = (etree.LxmlError, ValueError, LookupError, AttributeError, TypeError)


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """A zip that opens with its type; a repacked one has the parts and is told from a spreadsheet by its name."""
    if TOLD in content[:200]:
        return 1.0
    named = filename.lower().endswith((".odt", ".ott")) or media_type == MEDIA_TYPE
    listed = set(names(content))
    if not listed:  # broken: its name says what it was
        return 0.5 * (named and content.startswith(b"PK"))
    return 0.9 * (named and {CONTENT, MANIFEST} <= listed)


def read(document: Document) -> Document:
    """Paragraphs and rows of the body; headers, footers, notes, remarks and struck text are left out."""
    members = Members(document.content)
    if MANIFEST in members.names and LOCKED in members.read(MANIFEST):
        raise FileError("the document is locked with a password")
    try:
        package = _package(members)
        stated = Stated(title=title(package.meta.title), byline=authors(package.meta.initial_creator))
        styles = _styles(package)
        body = package.body._xml_element  # odfdo's own walk stops at comments
        written = lines(body, TAGS, lambda paragraph: _markup(paragraph, styles))
    except UNREADABLE as error:
        raise FileError(f"the document cannot be read: {error}") from error
    return compose(document, MEDIA_TYPE, written, stated)


def _package(members: Members) -> Package:
    """The parts that are read, empty ones where they may be missing."""
    from odfdo import Container  # noqa: PLC0415  a fifth of a second, for files of one format
    from odfdo import Document as Package  # noqa: PLC0415

    container = Container()
    container.set_part(CONTENT, members.xml(CONTENT))
    for name in (STYLES, META):
        container.set_part(name, members.xml(name) if name in members.names else b"<empty/>")
    return Package(container)


def _styles(package: Package) -> dict[str, tuple[str, str]]:
    """Printed name and parent of each style of paragraphs by its name."""
    found = {}
    for part in (package.styles, package.content):
        for style in part.get_elements("//*[@style:family='paragraph']"):
            name = style.get_attribute_string("style:name") or ""
            printed = style.get_attribute_string("style:display-name") or name.replace("_20_", " ")
            found[name] = printed, style.get_attribute_string("style:parent-style-name") or ""
    return found


def _markup(paragraph: etree._Element, styles: dict[str, tuple[str, str]]) -> str:
    """A heading by its level, else what its style says, else an item where it stands in a list, else plain."""
    if paragraph.tag == f"{TEXT}h":
        return "h1" if paragraph.get(f"{TEXT}outline-level", "1") == "1" else "h2"
    parent = paragraph.getparent()
    listed = parent is not None and parent.tag == f"{TEXT}list-item"
    return meaning(paragraph.get(f"{TEXT}style-name", ""), styles) or ("li" if listed else "p")
