"""The look at the door: what no reader takes is turned away, doubtful files are let in."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.media import text_problem
from tests.service.archive_files import document, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SENTENCE = "Giá cà phê hôm nay tăng 500 đồng mỗi kg, nông dân Đắk Lắk phấn khởi."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xdb", "JPEG"),
        (b"7z\xbc\xaf\x27\x1c", "7z archive"),
        (b"Rar!\x1a\x07", "RAR archive"),
        (b"MZ\x90\x00", "Windows program"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
        (b"\x00\x00\x00\x20ftypisom", "video"),
        (b"SQLite format 3\x00", "SQLite"),
        (OLE + bytes(600), "old office document"),
        (document("xlsx"), "workbook"),
        (document("pptx"), "slides"),
        (document("ods"), "OpenDocument"),
        (zipped(("META-INF/MANIFEST.MF", b"a")), "program"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(content, kind):
    assert kind in text_problem(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\x80\x81" + bytes(200),
        b"\n\n%PDF-1.4\n" + bytes(200),
        b"{\\rtf1 Tin " + bytes(50),
        OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        *map(document, ("docx", "odt", "epub")),
        document("docx")[:-30],
        b"From: a@bao.example\r\nSubject: Tin\r\n\r\nMua to",
        b'<?xml version="1.0"?><rss/>',
        b'{"title": "Tin"}',
    ],
)
def test_documents_of_the_kinds_that_readers_take_are_let_in(content):
    assert text_problem(content) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_text_is_let_in_however_it_is_encoded(encoding):
    assert text_problem(SENTENCE.encode(encoding)) is None


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"MZ la hai chu cai", SENTENCE.encode() + b"\x00\x01", b"\xed\xa0\x80"]
)
def test_doubt_is_left_to_the_readers(content):
    assert text_problem(content) is None


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\x00" * 1000, random.Random(7).randbytes(50_000)])
def test_control_characters_in_numbers_are_no_text(content):
    assert "no text" in text_problem(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_without_controls_is_turned_away(text):
    assert text_problem(b"- " + text.encode()) is None
