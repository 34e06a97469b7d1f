"""What goes into an archive's reader and what comes out: parcels, members, the limits they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Protocol

HEAD = 256 * 1024  # of the beginning: two lines of JSON that hold whole pages fit in
CHUNK = 64 * 1024


class ArchiveError(Exception):
    """Why an archive is refused; ``code`` is a problem's slug."""

    def __init__(self, code: str, detail: str):
        super().__init__(detail)
        self.code, self.detail = code, detail


def unsafe(detail: str) -> ArchiveError:
    """It is broken, or would do harm."""
    return ArchiveError("unsafe-archive", detail)


def unread(detail: str) -> ArchiveError:
    """It is packed in a way that is not read here."""
    return ArchiveError("unsupported-media-type", detail)


@dataclass(frozen=True)
class Parcel:
    """A file that may be an archive; ``file`` stands at its beginning, ``head`` is what it begins with."""

    file: IO[bytes]
    name: str
    media_type: str | None
    head: bytes

    @classmethod
    def of(cls, file: IO[bytes], name: str, media_type: str | None = None) -> Parcel:
        """The parcel of a file that can be sought in."""
        file.seek(0)
        head = file.read(HEAD)
        file.seek(0)
        return cls(file, name, media_type, head)


@dataclass(frozen=True)
class Member:
    """One file of an archive; ``media_type`` and ``source_url`` where the archive says so."""

    name: str
    content: bytes
    media_type: str | None = None
    source_url: str | None = None


@dataclass(frozen=True)
class Limits:
    """How far archives may unpack."""

    member_bytes: int
    total_bytes: int
    members: int


class Budget:
    """What may still be unpacked; one for all archives of a request."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._bytes = self._members = 0

    def read(self, source: Readable, name: str) -> bytes:
        """A member's bytes, counted while they come: no size that an archive states is believed."""
        chunks, size = [], 0
        while chunk := source.read(CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            self._check(size, name)
        self._bytes += size
        self._members += bool(size)
        if self._members > self.limits.members:
            raise unsafe(f"it holds more than {self.limits.members} files")
        return b"".join(chunks)

    def _check(self, size: int, name: str) -> None:
        if size > self.limits.member_bytes:
            raise unsafe(f"{name} unpacks to more than {self.limits.member_bytes} bytes, the limit for a file")
        if self._bytes + size > self.limits.total_bytes:
            raise unsafe(f"it unpacks to more than {self.limits.total_bytes} bytes, the limit for an upload")


class Readable(Protocol):
    """Gives at most so many of its next bytes, none at its end."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
