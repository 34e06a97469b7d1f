"""gzip, bzip2 and xz: a compressed tar, WARC or JSON Lines file, or one file alone."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator

from service.archives import jsonl, tars, warcs
from service.archives.parcel import CHUNK, HEAD, Budget, Member, Parcel
from service.archives.stream import Stream

OPENERS: dict[bytes, Callable] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
ENDINGS = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar", ".gz": "", ".bz2": "", ".xz": ""}
INSIDE = (tars, warcs, jsonl)


def told(parcel: Parcel) -> bool:
    """Whether the file begins as one of them does."""
    return parcel.head.startswith(tuple(OPENERS))


def members(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """The members of what is inside, or the file inside; read to the end, where the checksum stands."""
    opener = next(opener for mark, opener in OPENERS.items() if parcel.head.startswith(mark))
    with opener(parcel.file, "rb") as source:
        stream = Stream(source, budget.limits.total_bytes)
        inner = Parcel(stream, _name(parcel.name), None, stream.peek()[:HEAD])
        kind = next((kind for kind in INSIDE if kind.told(inner)), None)
        if kind:
            yield from kind.members(inner, budget)
        else:
            yield Member(inner.name, budget.read(stream, inner.name))
        while stream.read(CHUNK):
            pass


def _name(name: str) -> str:
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)] + ENDINGS.get(ending, "") or "untitled"
