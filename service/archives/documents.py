"""ZIP files that are documents, or something else that is no archive of files."""

from __future__ import annotations

import zipfile
from typing import IO

from service.archives.directory import Zip

ARCHIVE, DOCUMENT = "a ZIP archive", "a document"
SUFFIXES = (".docx", ".odt", ".epub")
TYPES = ("application/vnd.oasis.opendocument.text", "application/epub+zip")
# what a document's first entries show when its directory, at the end, was cut off
MARKS = (b"[Content_Types].xml", *(b"mimetype" + told.encode() for told in TYPES))
# the entries that tell what a ZIP is
TELLING = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml", "META-INF/container.xml"}


def kind(file: IO[bytes], name: str) -> str:
    """What a ZIP is: ``ARCHIVE``, ``DOCUMENT``, or the name of something that no reader takes."""
    try:
        with Zip(file) as archive:
            return _kind(archive)
    except Exception:  # hostile bytes make zipfile raise anything; the reader of the kind says what is broken
        file.seek(0)
        head = file.read(4096)
        is_document = name.lower().endswith(SUFFIXES) or any(mark in head for mark in MARKS)
        return DOCUMENT if is_document else ARCHIVE
    finally:
        file.seek(0)


def _kind(archive: Zip) -> str:
    found: dict[str, zipfile.ZipInfo] = {}
    has_word = False
    for info in archive.entries():
        has_word = has_word or info.filename.startswith("word/")
        if info.filename in TELLING:
            found[info.filename] = info
    if "[Content_Types].xml" in found:
        return DOCUMENT if has_word else "a workbook, slides or another office file"
    if "mimetype" in found:
        return _of_type(archive, found["mimetype"])
    if found.keys() & {"META-INF/MANIFEST.MF", "AndroidManifest.xml"}:
        return "a program"
    return DOCUMENT if "META-INF/container.xml" in found else ARCHIVE


def _of_type(archive: Zip, mimetype: zipfile.ZipInfo) -> str:
    with archive.open(mimetype) as member:
        told = member.read(100).decode("ascii", "replace").strip()
    if told.startswith("application/vnd.oasis.opendocument") and told not in TYPES:
        return "an OpenDocument file that holds no text document"
    return DOCUMENT if told in TYPES else ARCHIVE
