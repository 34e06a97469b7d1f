"""tar: every file of it; links and devices are refused."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, cast

from service.archives import paths
from service.archives.parcel import CHUNK, Budget, Member, Parcel, unsafe
from service.archives.stream import Stream

BLOCK = tarfile.BLOCKSIZE


class _Tape:
    """A stream as tarfile reads it: no header larger than a chunk, and the last bytes that were read."""

    def __init__(self, stream: Stream):
        self._stream, self.last = stream, b""
        self.tell, self.seek = stream.tell, stream.seek

    def read(self, size: int) -> bytes:
        if size > CHUNK:
            raise unsafe("a header in it is too large")
        self.last = self._stream.read(size)
        return self.last


def told(parcel: Parcel) -> bool:
    """Whether the first block is a header whose checksum is right, or the end block of an empty tar."""
    block = parcel.head[:BLOCK]
    if block == bytes(BLOCK):
        return parcel.name.lower().endswith(".tar")
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        return True
    except (tarfile.HeaderError, ValueError):
        return False


def members(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """Its files in order."""
    tape = _Tape(Stream.over(parcel, budget.limits.total_bytes))
    with tarfile.open(fileobj=cast(IO[bytes], tape), mode="r:", encoding="utf-8", errors="surrogateescape") as tar:
        while info := tar.next():
            tar.members.clear()  # type: ignore[attr-defined]  # tarfile would keep every header it has read
            path = paths.safe(paths.decoded(info.name.encode("utf-8", "surrogateescape")))
            if not (info.isreg() or info.isdir()):
                raise unsafe(f"{path} is a link or a device")
            if info.isreg() and not paths.is_clutter(path):
                yield Member(path, budget.read(cast(IO[bytes], tar.extractfile(info)), path))
    if tape.last != bytes(BLOCK):
        raise unsafe("it is cut off")
