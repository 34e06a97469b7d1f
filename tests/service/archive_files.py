"""Archives made for the tests, and what comes out of them."""

from __future__ import annotations

import io
import tarfile
import zipfile

from service import archives
from service.archives import Budget, Limits, Member, Parcel

MIB = 1024 * 1024
LIMITS = Limits(member_bytes=20 * MIB, total_bytes=200 * MIB, members=10_000)


def unpacked(content: bytes, name: str = "tin.zip", media_type: str | None = None, limits: Limits = LIMITS):
    """The members of an archive by name."""
    found = members(content, name, media_type, limits)
    return {member.name: member.content for member in found}


def members(content: bytes, name: str, media_type: str | None = None, limits: Limits = LIMITS) -> list[Member]:
    """The members of an archive in order."""
    return list(archives.unpack(Parcel.of(io.BytesIO(content), name, media_type), Budget(limits)))


def is_archive(content: bytes, name: str = "tin", media_type: str | None = None) -> bool:
    """Whether the bytes count as their members."""
    return archives.is_archive(Parcel.of(io.BytesIO(content), name, media_type))


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content, method)
    return made.getvalue()


def tarred(*files: tuple[str | tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    """A tar of files."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def page(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer of HTTP as a crawler keeps it."""
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers))
    return f"{head}\r\n".encode() + body


def record(url: str, block: bytes, kind: str = "response", media_type: str = "application/http; msgtype=response"):
    """A record of a WARC."""
    head = [f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2024-05-06T07:08:09Z"]
    head += [f"Content-Type: {media_type}", f"Content-Length: {len(block)}"]
    head += ["WARC-Record-ID: <urn:uuid:0190f1d2-0000-7000-8000-000000000001>"]
    return "\r\n".join(["WARC/1.0", *head, "", ""]).encode() + block + b"\r\n\r\n"


def document(kind: str) -> bytes:
    """A ZIP that is an office document, as far as the door looks."""
    if kind in {"odt", "epub", "ods"}:
        types = {"odt": "vnd.oasis.opendocument.text", "ods": "vnd.oasis.opendocument.spreadsheet"}
        told = f"application/{types.get(kind, 'epub+zip')}".encode()
        return zipped(("mimetype", told), ("content.xml", b"<a/>"), method=zipfile.ZIP_STORED)
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[kind]
    return zipped(("[Content_Types].xml", b"<Types/>"), (f"{folder}/document.xml", b"<a/>"))
