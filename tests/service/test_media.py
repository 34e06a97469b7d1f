"""The look at the door: binary files are turned away, doubtful ones are let in."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.media import text_problem

SENTENCE = "Giá cà phê hôm nay tăng 500 đồng mỗi kg, nông dân Đắk Lắk phấn khởi."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xdb", "JPEG"),
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04\x14", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"MZ\x90\x00", "Windows program"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(content, kind):
    assert kind in text_problem(content)


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
