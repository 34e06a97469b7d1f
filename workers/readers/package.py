"""A package of the few parts of a Word document that are read, for python-docx to open."""

from __future__ import annotations

import zipfile
from io import BytesIO

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MAIN, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
TYPES = {
    MAIN: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    STYLES: "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
}
NO_PROPERTIES = f'<p:coreProperties xmlns:p="{PACKAGE}metadata/core-properties"/>'.encode()
NO_STYLES = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def bare(parts: dict[str, bytes]) -> BytesIO:
    """A zip of these parts, related as Word relates them; empty ones where styles or properties are missing."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in TYPES.items())
    packed = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'.encode(),
        "_rels/.rels": _relations(
            (f"{OFFICE}officeDocument", MAIN), (f"{PACKAGE}relationships/metadata/core-properties", CORE)
        ),
        "word/_rels/document.xml.rels": _relations((f"{OFFICE}styles", "styles.xml")),
        **{STYLES: NO_STYLES, CORE: NO_PROPERTIES, **parts},
    }
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        for name, content in packed.items():
            package.writestr(name, content)
    return into


def _relations(*related: tuple[str, str]) -> bytes:
    each = (
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related)
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{"".join(each)}</Relationships>'.encode()
