"""The directory of a ZIP, read entry by entry: zipfile would hold 800 bytes for each for as long as it is open."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from service.archives.parcel import unsafe

MOST_BYTES = 24 * 1024 * 1024  # 100,000 entries with names of 100 characters take 15 MB, in Vietnamese up to 20
# Somebody else's request has dozens of turns: each is to come after 2 ms. An entry may be longer than a block.
BLOCK, LONGEST = 16 * 1024, 196_651
ENTRY, ENTRY_MARK = 46, b"PK\x01\x02"
LENGTHS = struct.Struct("<3H")  # of an entry's name, extra field and comment, 28 bytes into it
END = struct.Struct("<4s4H2LH")


class Zip(zipfile.ZipFile):
    """A ZIP for reading; raises ``unsafe-archive`` where its directory is too large, BadZipFile when it is broken."""

    fp: Any
    start_dir: int

    def __init__(self, file: IO[bytes]):
        self._size = self._shift = 0
        super().__init__(file)

    def _RealGetContents(self) -> None:
        """Find the directory, and leave it where it is."""
        end = zipfile._EndRecData(self.fp)  # type: ignore[attr-defined]
        if not end:
            raise zipfile.BadZipFile("File is not a zip file")
        signature, size, offset, place = end[0], end[5], end[6], end[9]
        if size > MOST_BYTES:
            raise unsafe("it lists too many files")
        trailer = 76 if signature == b"PK\x06\x06" else 0  # the two records that a large ZIP has before its end
        self._size, self._shift = size, place - size - offset - trailer
        self.start_dir = offset + self._shift
        if self.start_dir < 0:
            raise zipfile.BadZipFile("Bad offset for central directory")

    def entries(self) -> Iterator[zipfile.ZipInfo]:
        """Its files and folders in order, read anew at each call; others have their turn at every block."""
        for block, count in self._blocks():
            time.sleep(0)
            end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(block), 0, 0)
            with zipfile.ZipFile(BytesIO(block + end)) as part:
                for info in part.infolist():
                    info.header_offset += self._shift
                    if hasattr(info, "_end_offset"):  # newer Pythons reckon it from the entries beside, in this block
                        info._end_offset = None
                    yield info

    def _blocks(self) -> Iterator[tuple[bytes, int]]:
        """Runs of whole entries, and how many each has."""
        place, end = self.start_dir, self.start_dir + self._size
        while place < end:
            block, count = b"", 0
            for most in (BLOCK, LONGEST):
                if not count:
                    self.fp.seek(place)
                    block, count = _whole_entries(self.fp.read(min(most, end - place)))
            if not count:
                raise zipfile.BadZipFile("Truncated central directory")
            yield block, count
            place += len(block)


def _whole_entries(data: bytes) -> tuple[bytes, int]:
    at = count = 0
    while at + ENTRY <= len(data):
        if not data.startswith(ENTRY_MARK, at):
            raise zipfile.BadZipFile("Bad magic number for central directory")
        size = ENTRY + sum(LENGTHS.unpack_from(data, at + 28))
        if at + size > len(data):
            break
        at, count = at + size, count + 1
    return data[:at], count
