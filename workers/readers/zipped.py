"""Members of a zip, read within bounds and by name: nothing is written to disk, and no header's size is believed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from workers.errors import FileError

UNPACKED = 100_000_000  # bytes of all members that are read; a book of 500 pages has ten million
RATIO = 100  # XML packs to a tenth or a thirtieth, a bomb to a thousandth
ALWAYS = 10_000_000  # bytes that are unpacked whatever the ratio: short files of many empty rows pack well
MEMBERS = 10_000
# Tags and attributes of the members read as XML: a tree takes up to 240 bytes for each, a book has 400,000.
MARKS = 2_000_000
CHUNK = 1 << 16
RECORD, END = b"PK\x01\x02", b"PK\x05\x06"
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what the formats allow; others may ask for much memory
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, LookupError)


def names(content: bytes) -> Iterator[str]:
    """Names in the zip's own directory, told cheaply and without raising; none where the bytes are no zip."""
    end = content.rfind(END, max(0, len(content) - 65_557)) if content.startswith(b"PK") else -1
    if end < 0 or end + 20 > len(content):
        return
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    at = max(0, end - size)
    for _ in range(MEMBERS):
        if content[at : at + 4] != RECORD or at + 46 > end:
            return
        name, extra, comment = struct.unpack_from("<HHH", content, at + 28)
        yield content[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment


class Members:
    """An open zip; all that is read of it counts towards the same bounds."""

    def __init__(self, content: bytes, marks: int = MARKS):
        if content.count(RECORD) > MEMBERS:
            raise FileError(f"the file holds more than {MEMBERS} members")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self.names = frozenset(self._zip.namelist())
        except BROKEN as error:
            raise FileError(f"the zip is broken: {error}") from error
        self._bytes = min(UNPACKED, max(ALWAYS, RATIO * len(content)))
        self._marks = marks

    def read(self, name: str) -> bytes:
        """A member's bytes; ``FileError`` where it is missing, broken, locked or too much."""
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise FileError(f"{name} is locked with a password")
            if info.compress_type not in PLAIN:
                raise FileError(f"{name} is packed by a method that the format does not allow")
            with self._zip.open(info) as member:
                return b"".join(self._chunks(member))
        except KeyError as error:
            raise FileError(f"{name} is missing") from error
        except BROKEN as error:
            raise FileError(f"{name} cannot be unpacked: {error}") from error

    def markup(self, name: str) -> bytes:
        """As ``read``, for what becomes a tree: bounded in tags and attributes."""
        content = self.read(name)
        self._marks -= content.count(b"<") + content.count(b"=")
        if self._marks < 0:
            raise FileError("the file has more tags and attributes than are read of one file")
        return content

    def xml(self, name: str) -> bytes:
        """As ``markup``, for XML that may be given to any parser: in UTF-8, without a document type or entities."""
        content = self.markup(name)
        opening = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
        declaration = content[: content.find(b"?>") + 1].lower()
        told = b"encoding" not in declaration or b"utf-8" in declaration or b"ascii" in declaration
        if not (told and opening.startswith(b"<")) or b"\0" in content:
            raise FileError(f"{name} is no XML in UTF-8")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise FileError(f"{name} has a document type, which the format does not allow")
        return content

    def _chunks(self, member: IO[bytes]) -> Iterator[bytes]:
        while chunk := member.read(CHUNK):
            self._bytes -= len(chunk)
            if self._bytes < 0:
                raise FileError("the file unpacks to more than is read of one file")
            yield chunk
