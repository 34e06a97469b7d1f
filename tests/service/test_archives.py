"""Archives are told by content and give their files in order."""

import bz2
import gzip
import json
import lzma
import zipfile

import brotli
import pytest

from service.archives import ArchiveError
from tests.service.archive_files import document, is_archive, members, page, record, tarred, unpacked, zipped

FILES = (("2024/lũ lớn.txt", b"Nuoc song dang nhanh."), ("bão.html", b"<p>Bao so 3</p>"))
HTML = "<html><body><p>Trời hửng nắng ở Tây Nguyên.</p></body></html>".encode()
HTML_TYPE = "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize(
    "content",
    [zipped(*FILES), zipped(*FILES, method=zipfile.ZIP_STORED)]
    + [tarred(*FILES, mode=mode) for mode in ("w", "w:gz", "w:bz2", "w:xz")],
)
def test_every_kind_of_archive_is_told_by_content_and_gives_its_files_in_order(content):
    assert list(unpacked(content, "không tên").items()) == list(FILES)


@pytest.mark.parametrize(
    ("name", "content", "inside"),
    [
        ("tin.html.gz", gzip.compress(HTML), "tin.html"),
        ("tin.txt.bz2", bz2.compress(b"Mua to"), "tin.txt"),
        ("tin.xz", lzma.compress(b"Mua to"), "tin"),
        ("tin.txt", gzip.compress(b"Mua to"), "tin.txt"),
    ],
)
def test_a_compressed_file_alone_is_its_one_member(name, content, inside):
    assert list(unpacked(content, name)) == [inside]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_what_systems_leave_behind_folders_and_empty_files_are_skipped(make):
    clutter = ("__MACOSX/._tin.txt", "a/.DS_Store", "a/Thumbs.db", "a/desktop.ini", "._tin.txt")
    content = make(*((name, b"x") for name in clutter), ("rong.txt", b""), ("tin.txt", b"Mua to"))
    assert list(unpacked(content)) == ["tin.txt"]
    assert list(unpacked(zipped(("a/", b""), ("a\\b\\", b""), ("a/tin.txt", b"Mua to")))) == ["a/tin.txt"]


@pytest.mark.parametrize("content", [zipped(), tarred(), zipped(("a/", b"")), gzip.compress(b""), tarred(mode="w:gz")])
def test_an_archive_without_a_file_is_empty(content):
    with pytest.raises(ArchiveError) as refused:
        unpacked(content, "trong.tar.gz" if content[:1] == b"\x1f" else "trong.tar")
    assert refused.value.code == "empty-file"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_vietnamese_names_are_read_though_nobody_says_their_encoding(make, encoding):
    name = "Hôm nay ba\u0303o vào Đà.txt".encode(encoding)
    content = make(("x" * len(name), b"Mua to")).replace(b"x" * len(name), name)
    if make is tarred:  # the checksum of the header counts its bytes
        content = _with_checksum(content)
    assert list(unpacked(content)) == ["Hôm nay bão vào Đà.txt"]


def _with_checksum(tar: bytes) -> bytes:
    total = sum(tar[:148]) + sum(tar[156:512]) + 8 * 32
    return tar[:148] + f"{total:06o}".encode() + b"\x00 " + tar[156:]


def test_a_name_of_dos_days_keeps_its_letters():
    content = zipped(("caf#.txt", b"Mua to")).replace(b"caf#", b"caf\x82")
    assert list(unpacked(content)) == ["café.txt"]


def test_names_are_in_nfc_without_control_characters_and_not_too_long():
    long = "a" * 300 + ".txt"
    content = zipped(("ba\u0303o.txt", b"1"), ("xu\x07ong\n.txt", b"2"), (long, b"3"), ("./a//b.txt", b"4"))
    assert list(unpacked(content)) == ["bão.txt", "xuong.txt", "a" * 251 + ".txt", "a/b.txt"]


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_documents_that_are_zips_are_files_and_may_be_members(kind):
    assert not is_archive(document(kind), "tin.zip")
    assert list(unpacked(zipped((f"tin.{kind}", document(kind))))) == [f"tin.{kind}"]


def test_each_line_of_json_is_a_file_named_by_its_number():
    lines = [json.dumps({"title": f"Tin {n}"}).encode() for n in range(3)]
    content = b"\xef\xbb\xbf" + lines[0] + b"\r\n\n  \n" + lines[1] + b"\nno JSON at all\n" + lines[2]
    found = members(content, "crawl.jsonl")
    assert [member.name for member in found] == [f"crawl.jsonl#{n}.json" for n in (1, 4, 5, 6)]
    assert [member.content for member in found] == [lines[0], lines[1], b"no JSON at all", lines[2]]
    assert {member.media_type for member in found} == {"application/json"}
    assert list(unpacked(gzip.compress(content), "crawl.jsonl.gz")) == [member.name for member in found]


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b'{"a": 1}', "tin.jsonl", None),
        (b'{"a": 1}\nno JSON\n', "tin.NDJSON", None),
        (b'{"a": 1}', "tin", "application/x-ndjson; charset=utf-8"),
        (b'{"a": 1}\n\n{"a": 2}\n', "tin.txt", "text/plain"),
        (b'{"a": "' + b"x" * 90_000 + b'"}\n{"a": 2}\n', "tin.txt", "text/plain"),
    ],
)
def test_json_lines_are_told_by_name_by_media_type_or_by_their_first_lines(content, name, media_type):
    assert is_archive(content, name, media_type)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'{"a": 1}\n', "tin.json"),
        (b'{\n"a": 1\n}\n', "tin.json"),
        (b'{"a": 1}\nTin trong ngay\n{"a": 2}\n', "tin.txt"),
        (b"[1]\n[2]\n", "tin.json"),
        ("{Ảnh: TTXVN}\n{Ảnh: AFP}\n".encode(), "tin.txt"),
        (b"[" * 100_000 + b"\n{}", "tin.json"),
        (b"%PDF-1.7\n", "tin.jsonl"),
        ("Mưa to\n".encode(), "tin.jsonl"),
    ],
)
def test_json_alone_and_text_with_braces_are_no_json_lines(content, name):
    assert not is_archive(content, name)


def test_the_pages_of_a_warc_are_files_with_their_addresses():
    content = (
        record("", b"software: x\r\n", "warcinfo", "application/warc-fields")
        + record("https://bao.example/a/tin-1.html?x=1", b"GET / HTTP/1.1\r\n\r\n", "request")
        + record("https://bao.example/a/tin-1.html?x=1", page(HTML, HTML_TYPE))
        + record("https://bao.example/", page(HTML, "Content-Type: application/xhtml+xml"))
        + record("https://bao.example/404", page(HTML, HTML_TYPE, status="404 Not Found"))
        + record("https://bao.example/anh.png", page(b"\x89PNG", "Content-Type: image/png"))
        + record("dns:bao.example", b"bao.example. 1 IN A 127.0.0.1", "response", "text/dns")
    )
    for made in (content, gzip.compress(content)):
        found = members(made, "crawl.warc.gz")
        assert [(one.name, one.source_url) for one in found] == [
            ("bao.example/a/tin-1.html", "https://bao.example/a/tin-1.html?x=1"),
            ("bao.example/index.html", "https://bao.example/"),
        ]
        assert [one.media_type for one in found] == ["text/html; charset=utf-8", "application/xhtml+xml"]
        assert {one.content for one in found} == {HTML}


CHUNKED = b"7\r\n" + HTML[:7] + b"\r\n%x\r\n" % len(HTML[7:]) + HTML[7:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML), ["Content-Encoding: gzip"]),
        (brotli.compress(HTML), ["Content-Encoding: br"]),
        (CHUNKED, ["Transfer-Encoding: chunked"]),
        (HTML, ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
    ],
    ids=["gzip", "brotli", "chunked", "decoded by the crawler already"],
)
def test_a_page_of_a_warc_is_freed_of_what_http_wrapped_it_in(body, headers):
    content = record("https://bao.example/tin", page(body, HTML_TYPE, *headers))
    assert list(unpacked(content).values()) == [HTML]


def test_a_warc_without_a_page_is_empty():
    with pytest.raises(ArchiveError) as refused:
        unpacked(record("https://bao.example/anh.png", page(b"\x89PNG", "Content-Type: image/png")))
    assert refused.value.code == "empty-file"
