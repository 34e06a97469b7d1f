"""ZIP files that are documents, or something else that is no archive of files."""

from __future__ import annotations

import zipfile
from typing import IO

from service.archives.parcel import unsafe

ARCHIVE, DOCUMENT = "a ZIP archive", "a document"
SUFFIXES = (".docx", ".odt", ".epub")
TYPES = ("application/vnd.oasis.opendocument.text", "application/epub+zip")
# what a document's first entries show when its directory, at the end, was cut off
MARKS = (b"[Content_Types].xml", *(b"mimetype" + told.encode() for told in TYPES))
DIRECTORY_BYTES = 10 * 1024 * 1024  # of zipfile's ten times as much: 10,000 entries of a kilobyte each


def directory(file: IO[bytes]) -> zipfile.ZipFile:
    """The opened ZIP; raises ``unsafe-archive`` before a directory too large is read, BadZipFile when it is broken."""
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    if end and end[zipfile._ECD_SIZE] > DIRECTORY_BYTES:  # type: ignore[attr-defined]
        raise unsafe("it lists too many files")
    return zipfile.ZipFile(file)


def kind(file: IO[bytes], name: str) -> str:
    """What a ZIP is: ``ARCHIVE``, ``DOCUMENT``, or the name of something that no reader takes."""
    try:
        with directory(file) as archive:
            return _kind(archive)
    except Exception:  # hostile bytes make zipfile raise anything; the reader of the kind says what is broken
        file.seek(0)
        head = file.read(4096)
        is_document = name.lower().endswith(SUFFIXES) or any(mark in head for mark in MARKS)
        return DOCUMENT if is_document else ARCHIVE
    finally:
        file.seek(0)


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names if "/" in name}
    if "[Content_Types].xml" in names:
        return DOCUMENT if "word" in tops else "a workbook, slides or another office file"
    if "mimetype" in names:
        return _of_type(archive)
    if names & {"META-INF/MANIFEST.MF", "AndroidManifest.xml"}:
        return "a program"
    return DOCUMENT if "META-INF/container.xml" in names else ARCHIVE


def _of_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        told = member.read(100).decode("ascii", "replace").strip()
    if told.startswith("application/vnd.oasis.opendocument") and told not in TYPES:
        return "an OpenDocument file that holds no text document"
    return DOCUMENT if told in TYPES else ARCHIVE
