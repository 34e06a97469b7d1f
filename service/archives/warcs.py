"""WARC: every page that a crawler was given (HTTP 200, HTML)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from service.archives import paths
from service.archives.parcel import CHUNK, Budget, Member, Parcel, Readable, unsafe
from service.archives.stream import Stream

PAGES = {"text/html", "application/xhtml+xml"}
LONGEST_URL = 2000
END = b"\r\n\r\n"  # of every record
CODINGS: dict[str, Callable[[Any], Readable]] = {
    "chunked": ChunkedReader,
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": lambda source: GzipReader(source, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}


def told(parcel: Parcel) -> bool:
    """Whether the file begins as every record does."""
    return parcel.head.startswith(b"WARC/")


def members(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """Its pages in order, decoded of what HTTP wrapped them in."""
    stream = Stream.over(parcel, budget.limits.total_bytes)
    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
        if record.http_headers is not None and _is_page(record):
            yield _page(record, record.http_headers, budget)
    while stream.read(CHUNK):
        pass
    if not stream.tail.endswith(END):
        raise unsafe("it is cut off")


def _is_page(record: WarcRecord) -> bool:
    return record.http_headers.status_code == 200 and (record.http_content_type or "").lower() in PAGES


def _page(record: WarcRecord, headers: HeaderMap, budget: Budget) -> Member:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    name = _name(url)
    payload = b"".join(iter(lambda: record.reader.read(CHUNK), b""))  # no more than the stream gives
    if len(payload) < record.content_length:
        raise unsafe(f"it is cut off in {name}")
    return Member(name, _decoded(payload, headers, name, budget), headers.get("Content-Type"), _address(url))


def _decoded(payload: bytes, headers: HeaderMap, name: str, budget: Budget) -> bytes:
    """The body; as it came where it is not coded as the headers say (crawlers decode and keep the headers)."""
    source: Readable = BytesIO(payload)
    codings = f"{headers.get('Content-Encoding', '')},{headers.get('Transfer-Encoding', '')}".lower()
    for coding in reversed([coding.strip() for coding in codings.split(",")]):
        source = CODINGS[coding](source) if coding in CODINGS else source
    try:
        return budget.read(source, name)
    except OSError:
        return budget.read(BytesIO(payload), name)


def _name(url: str) -> str:
    """Host and path of an address, as a path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "untitled.html"
    path = unquote(parts.path, errors="replace").strip("/")
    return paths.cleaned(f"{parts.netloc}/{path or 'index.html'}".strip("/"))


def _address(url: str) -> str | None:
    is_one = url.startswith(("http://", "https://")) and len(url) <= LONGEST_URL and url.isprintable()
    return url if is_one else None
