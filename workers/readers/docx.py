"""Word documents (DOCX, DOCM, DOTX), with python-docx."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers.manuscript import Tags, authors, lines, meaning, title
from workers.readers.package import CORE, MAIN, STYLES, bare
from workers.readers.written import compose
from workers.readers.zipped import Members, names

if TYPE_CHECKING:
    from docx.document import Document as Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIRST = b"[Content_Types].xml"
OLE, LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
# Some programs number the parts that others do not.
PARTS = {MAIN: re.compile(r"word/document\d*\.xml"), STYLES: re.compile(r"word/styles\d*\.xml"), CORE: re.compile(CORE)}
STRICT, USUAL = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
W = "{" + USUAL.decode() + "}"
PROPERTIES = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says again what a Choice says
TAGS = Tags(
    paragraphs=frozenset((f"{W}p",)),
    row=f"{W}tr",
    cell=f"{W}tc",
    left_out=frozenset((*(f"{W}{name}" for name in PROPERTIES), f"{W}del", f"{W}moveFrom", FALLBACK)),
    signs={f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"},
    texts=frozenset((f"{W}t",)),
)


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """A zip that holds the document's part, or what Word makes of it when a password locks it."""
    if content.startswith(OLE):
        return float(LOCKED in content)
    listed = list(names(content))
    if not listed:  # cut off before its directory, which stands at the end
        said = filename.lower().endswith(".docx") or FIRST in content[:200]
        return 0.5 * (said and content.startswith(b"PK"))
    return float(any(PARTS[MAIN].fullmatch(name) for name in listed))


def read(document: Document) -> Document:
    """Paragraphs and rows of the body; headers, footers, notes and struck text are left out."""
    if document.content.startswith(OLE):
        raise FileError("the document is locked with a password")
    members = Members(document.content)
    try:
        package = _package(members)
        properties = package.core_properties
        stated = Stated(title=title(properties.title), byline=authors(properties.author))
        styles = _styles(package)
        written = lines(package.element.body, TAGS, lambda paragraph: _markup(paragraph, styles))
    except _unreadable() as error:
        raise FileError(f"the document cannot be read: {error}") from error
    return compose(document, MEDIA_TYPE, written, stated)


def _package(members: Members) -> Package:
    """The package with the parts that are read: whatever else the file relates to is never looked at."""
    import docx  # noqa: PLC0415  a fifth of a second, for files of one format

    parts = {}
    for usual, pattern in PARTS.items():
        if (name := min(filter(pattern.fullmatch, members.names), default=None)) or usual == MAIN:
            parts[usual] = members.xml(name or usual).replace(STRICT, USUAL)
    return docx.Document(bare(parts))


def _unreadable() -> tuple[type[Exception], ...]:
    """What broken documents make the library raise."""
    from docx.exceptions import PythonDocxError  # noqa: PLC0415  see above
    from docx.oxml.exceptions import XmlchemyError  # noqa: PLC0415

    return (etree.LxmlError, ValueError, LookupError, AttributeError, TypeError, PythonDocxError, XmlchemyError)


def _styles(package: Package) -> dict[str, tuple[str, str]]:
    """Printed name and parent of each style by its id."""
    styles = package.styles.element.style_lst
    return {style.styleId or "": (style.name_val or "", _value(style, "basedOn")) for style in styles}


def _markup(paragraph: etree._Element, styles: dict[str, tuple[str, str]]) -> str:
    """A heading by its style or its outline level, else an item where it is numbered, else plain."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return "p"
    name = meaning(_value(properties, "pStyle"), styles)
    if name is None and (level := _value(properties, "outlineLvl")).isdecimal() and level != "9":
        name = "h1" if level == "0" else "h2"
    if name is None and _value(properties, "numPr", "numId") not in {"", "0"}:
        name = "li"
    return name or "p"


def _value(element: etree._Element, *path: str) -> str:
    """What ``w:val`` says of an element below, else nothing."""
    found = element.find("/".join(f"{W}{name}" for name in path))
    return "" if found is None else str(found.get(f"{W}val") or "")
