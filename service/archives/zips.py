"""ZIP: every file of it, unless it is a document itself (DOCX, ODT, EPUB)."""

from __future__ import annotations

import stat
import zipfile
from array import array
from collections.abc import Iterator

from service.archives import documents, paths
from service.archives.directory import Zip
from service.archives.parcel import Budget, Member, Parcel, unread, unsafe

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
LOCAL_HEADER = 30
IS_UTF8, IS_LOCKED = 0x800, 0x1
# zipfile gives bzip2 and LZMA out without a bound: 64 KiB may become a gigabyte in one read
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def told(parcel: Parcel) -> bool:
    """Whether the file is a ZIP of files."""
    is_zip = parcel.head.startswith(MARKS)
    return is_zip and documents.kind(parcel.file, parcel.name) == documents.ARCHIVE


def members(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """Its files, in the order of its directory."""
    with Zip(parcel.file) as archive:
        _check_places(archive)
        for info in archive.entries():
            path = paths.safe(_name(info))
            _check_mode(info, path)
            if not _is_folder(info) and not paths.is_clutter(path):
                yield Member(path, _content(archive, info, path, budget))


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith(("/", "\\"))


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename if info.flag_bits & IS_UTF8 else paths.decoded(info.filename.encode("cp437"))


def _check_mode(info: zipfile.ZipInfo, path: str) -> None:
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise unsafe(f"{path} is a link or a device")


def _check_places(archive: Zip) -> None:
    """Members that share bytes make a little archive unpack to terabytes."""
    starts, ends = array("Q"), array("Q")
    for info in archive.entries():
        starts.append(info.header_offset)
        ends.append(info.header_offset + LOCAL_HEADER + info.compress_size)
    # places lie apart when each, in their order, ends before the next begins
    following = [*sorted(starts)[1:], archive.start_dir]
    if any(end > start for end, start in zip(sorted(ends), following, strict=False)):
        raise unsafe("its files overlap")


def _content(archive: Zip, info: zipfile.ZipInfo, path: str, budget: Budget) -> bytes:
    if info.flag_bits & IS_LOCKED:
        raise unread(f"{path} is locked with a password")
    if info.compress_type not in METHODS:
        raise unread(f"{path} is compressed in another way than deflate")
    with archive.open(info) as source:
        return budget.read(source, path)
