"""Archives: one file in, its members out.

A kind of archive is one module here with ``told(parcel)``, whether the file is one (by content first, then by name),
and ``members(parcel, budget)``, which gives its files in order or raises; ``packed`` asks others for what is inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Protocol

from service.archives import jsonl, packed, tars, warcs, zips
from service.archives.parcel import ArchiveError, Budget, Limits, Member, Parcel, unsafe

__all__ = ["ArchiveError", "Budget", "Limits", "Member", "Parcel", "is_archive", "unpack"]


class Kind(Protocol):
    """What a module must have to be a kind of archive."""

    def told(self, parcel: Parcel) -> bool:
        """Whether the file is an archive of this kind."""

    def members(self, parcel: Parcel, budget: Budget) -> Iterator[Member]:
        """Its files."""


KINDS: tuple[Kind, ...] = (zips, packed, tars, warcs, jsonl)
SEALED = {b"7z\xbc\xaf\x27\x1c": "a 7z archive", b"Rar!\x1a\x07": "a RAR archive"}


def _kind(parcel: Parcel) -> Kind | None:
    return next((kind for kind in KINDS if kind.told(parcel)), None)


def is_archive(parcel: Parcel) -> bool:
    """Whether the file counts as its members."""
    return _kind(parcel) is not None


def unpack(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """The members that are not empty; raises ArchiveError, at any of them, for an archive that cannot be taken."""
    kind = _kind(parcel)
    if kind is None:
        raise unsafe("it is no archive")
    found = 0
    try:
        for member in kind.members(parcel, budget):
            if member.content:
                found += 1
                _check_nesting(member)
                yield member
    except ArchiveError:
        raise
    except Exception as error:  # what the libraries raise over hostile bytes is open-ended
        raise unsafe(f"it is broken: {error or type(error).__name__}") from error
    if not found:
        raise ArchiveError("empty-file", "there is no file in it")


def _check_nesting(member: Member) -> None:
    """Where the archive says what its members are (a line, a page), they are no archives."""
    if member.media_type is None:
        parcel = Parcel.of(BytesIO(member.content), member.name)
        if is_archive(parcel) or parcel.head.startswith(tuple(SEALED)):
            raise unsafe(f"{member.name} is an archive itself")
