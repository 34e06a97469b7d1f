"""Bytes that are read forwards only and end with an error past a limit."""

from __future__ import annotations

import io
from typing import IO

from service.archives.parcel import CHUNK, HEAD, Parcel, unsafe

TAIL = 4


class _Counted(io.RawIOBase):
    def __init__(self, source: IO[bytes], most: int):
        self._source, self._most, self._place = source, most, 0
        self.tail = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self._place:
            raise io.UnsupportedOperation("an archive is read forwards only")
        while self._place < offset and self._take(min(CHUNK, offset - self._place)):
            pass
        return self._place

    def readinto(self, buffer) -> int:
        taken = self._take(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)

    def _take(self, size: int) -> bytes:
        taken = self._source.read(size)
        self._place += len(taken)
        self.tail = (self.tail + taken[-TAIL:])[-TAIL:]
        if self._place > self._most:
            raise unsafe(f"it unpacks to more than {self._most} bytes, the limit for an upload")
        return taken


class Stream(io.BufferedReader):
    """A file read once from its beginning, of at most ``most`` bytes; ``peek()`` shows what it begins with."""

    def __init__(self, source: IO[bytes], most: int):
        self._counted = _Counted(source, most)
        super().__init__(self._counted, HEAD)

    @property
    def tail(self) -> bytes:
        """The last bytes that were taken from the file."""
        return self._counted.tail

    @classmethod
    def over(cls, parcel: Parcel, most: int) -> Stream:
        """The parcel's file as a stream."""
        return parcel.file if isinstance(parcel.file, Stream) else cls(parcel.file, most)
