"""Archives that would do harm are refused, and garbage ends in members or a refusal, nothing else."""

import gzip
import random
import stat
import struct
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.archives import ArchiveError, Limits
from tests.service.archive_files import document, is_archive, page, record, tarred, unpacked, zipped

STORY = b"Nuoc song dang nhanh trong dem."
SMALL = Limits(member_bytes=1000, total_bytes=20_000, members=3)
HTML = "Content-Type: text/html"
CRAWL = record("https://bao.example/tin", page(STORY, HTML)) * 2


def linked(kind, target="/etc/passwd"):
    info = tarfile.TarInfo("tin.txt")
    info.type, info.linkname = kind, target
    return tarred((info, b""))


def symlink_in_zip():
    info = zipfile.ZipInfo("tin.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return zipped((info, b"/etc/passwd"))


def overlapping():
    """Two names for one file's bytes: the little brother of a bomb that shares a kernel."""
    content = zipped(("a.txt", STORY), ("b.txt", STORY), method=zipfile.ZIP_STORED)
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + bytes(4) + content[second + 46 :]


def refusal(content, name="tin", limits=SMALL):
    with pytest.raises(ArchiveError) as refused:
        unpacked(content, name, limits=limits)
    return refused.value


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize(
    "path", ["../tin.txt", "a/../../tin.txt", "/etc/tin.txt", "C:\\tin.txt", "..\\tin.txt", "\\\\h\\t"]
)
def test_a_path_that_leads_out_is_refused(make, path):
    assert refusal(make((path, STORY))).code == "unsafe-archive"


@pytest.mark.parametrize(
    "content",
    [linked(kind) for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)]
    + [symlink_in_zip()],
)
def test_links_and_devices_are_refused(content):
    assert "link or a device" in refusal(content).detail


INNER = {
    "zip": zipped(("a.txt", STORY)),
    "tar": tarred(("a.txt", STORY)),
    "gz": gzip.compress(STORY),
    "warc": CRAWL,
    "jsonl": b'{"a": 1}\n{"a": 2}\n',
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(30),
}


@pytest.mark.parametrize("outer", [zipped, tarred])
@pytest.mark.parametrize("inner", INNER)
def test_an_archive_in_an_archive_is_refused_whatever_its_name(outer, inner):
    content = outer(("tin.txt", INNER[inner]))
    assert "archive itself" in refusal(content, limits=Limits(20_000, 50_000, 3)).detail


def test_a_zip_or_gzip_in_gzip_is_refused():
    assert "archive itself" in refusal(gzip.compress(INNER["zip"])).detail
    assert "archive itself" in refusal(gzip.compress(INNER["gz"])).detail


@pytest.mark.parametrize(
    "content",
    [
        zipped(("a.txt", bytes(1001))),
        tarred(("a.txt", bytes(1001))),
        gzip.compress(b"a" * 1001),
        record("https://b.example/", page(bytes(1001), HTML)),
        record("https://b.example/", page(gzip.compress(bytes(1001)), HTML, "Content-Encoding: gzip")),
        gzip.compress(b'{"a": "' + b"x" * 1001 + b'"}\n{}\n'),
    ],
    ids=["zip", "tar", "gzip", "warc", "warc of a packed page", "json lines"],
)
def test_a_member_over_the_limit_is_refused(content):
    assert "limit for a file" in refusal(content).detail


@pytest.mark.parametrize("make", [zipped, tarred])
def test_too_many_bytes_or_files_in_all_are_refused(make):
    many = make(*((f"{n}.txt", b"a" * 900) for n in range(6)))
    assert "limit for an upload" in refusal(many, limits=Limits(1000, 5000, 100)).detail
    assert "more than 3 files" in refusal(many, limits=Limits(1000, 100_000, 3)).detail
    assert "more than 3 files" in refusal(b'{"a": 1}\n' * 4).detail


def test_a_bomb_is_stopped_where_the_limit_is_however_small_it_says_it_is():
    bomb = zipped(("a.txt", bytes(10_000_000)))
    place = bomb.rindex(b"PK\x01\x02") + 24
    lie = bomb[:place] + struct.pack("<I", 50) + bomb[place + 4 :]
    assert refusal(bomb).code == refusal(lie).code == "unsafe-archive"
    assert "limit for an upload" in refusal(tarred(("._a", bytes(10_000_000)), mode="w:gz")).detail


def test_members_that_share_bytes_are_refused():
    assert "overlap" in refusal(overlapping()).detail


def test_a_tar_header_that_asks_for_memory_is_refused():
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "x" * 100_000}
    assert "header" in refusal(tarred((info, STORY)), limits=Limits(10**6, 10**7, 3)).detail


@pytest.mark.parametrize(("place", "value"), [("flags", 1), ("method", 12), ("method", 14), ("method", 99)])
def test_a_locked_or_oddly_packed_zip_is_of_a_kind_that_nobody_reads(place, value):
    content = bytearray(zipped(("a.txt", STORY)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + offset + (0 if place == "flags" else 2)
        content[at : at + 2] = struct.pack("<H", value)
    assert refusal(bytes(content)).code == "unsupported-media-type"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("zip without its end", zipped(("a.txt", STORY))[:-40]),
        ("zip with a wrong byte", zipped(("a.txt", STORY), method=zipfile.ZIP_STORED).replace(b"song", b"sang")),
        ("tar cut in a file", tarred(("a.txt", STORY * 100))[:2000]),
        ("tar cut between two files", tarred(("a.txt", STORY), ("b.txt", STORY))[:1024]),
        ("gzip cut", gzip.compress(STORY)[:-9]),
        ("gzip with a wrong sum", gzip.compress(STORY)[:-8] + bytes(8)),
        ("tar.gz cut behind its last file", tarred(("a.txt", STORY), mode="w:gz")[:-6]),
        ("warc cut in a page", CRAWL[:-20]),
        ("warc cut in a header", CRAWL[: len(CRAWL) // 2 + 30]),
    ],
)
def test_a_broken_archive_is_refused(name, content):
    refused = refusal(content, limits=Limits(10_000, 50_000, 3))
    assert refused.code == "unsafe-archive"
    assert "broken" in refused.detail or "cut off" in refused.detail


def test_a_document_that_was_cut_off_is_left_to_its_reader():
    assert not is_archive(document("docx")[:-40])
    assert not is_archive(document("odt")[:-40])
    assert not is_archive(zipped(("a.xml", STORY))[:-40], "tin.docx")


WHOLE = {
    "zip": zipped(("a.txt", STORY), ("b.txt", STORY)),
    "tar": tarred(("a.txt", STORY), ("b.txt", STORY)),
    "tar.gz": tarred(("a.txt", STORY), ("b.txt", STORY), mode="w:gz"),
    "warc": CRAWL,
    "warc.gz": gzip.compress(CRAWL),
    "jsonl": b'{"a": 1}\n{"a": 2}\n',
}


@settings(max_examples=300)
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    cut=st.floats(0, 1),
    wrong=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), max_size=4),
)
def test_damaged_archives_end_in_members_or_a_refusal(kind, cut, wrong):
    content = WHOLE[kind][: int(len(WHOLE[kind]) * cut)]
    for place, put in wrong:
        at = int(len(content) * place)
        content = content[:at] + put + content[at + len(put) :]
    try:
        found = unpacked(content, f"tin.{kind}", limits=Limits(10_000, 50_000, 3))
        assert all(found.values())
    except ArchiveError as refused:
        assert refused.detail


@pytest.mark.parametrize(
    "mark", [b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\x00", b"WARC/1.0\r\n"]
)
def test_garbage_behind_the_mark_of_an_archive_is_refused(mark):
    for seed in range(20):
        assert refusal(mark + random.Random(seed).randbytes(3000)).code in {"unsafe-archive", "empty-file"}
