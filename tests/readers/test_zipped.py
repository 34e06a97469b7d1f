"""Members of a zip: read within bounds, whatever the zip says of itself."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.made_files import members, zipped
from workers.errors import FileError
from workers.readers import docx, epub, odt, rtf
from workers.readers import zipped as reading
from workers.readers.zipped import Members, names

STARTS = (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"{\\rtf", zipped({"word/document.xml": "<a/>"}))


def refusal(content: bytes, name: str = "a.xml", how: str = "xml") -> str:
    with pytest.raises(FileError) as refused:
        getattr(Members(content), how)(name)
    assert refused.value.code == "unreadable-document"
    return refused.value.detail


def test_names_are_told_without_opening_the_zip():
    assert list(names(zipped({"một.xml": "a", "thư mục/hai.xml": "b"}))) == ["một.xml", "thư mục/hai.xml"]


@given(st.binary(max_size=300))
def test_names_of_garbage_never_raise(garbage):
    list(names(garbage))
    list(names(b"PK\x03\x04" + garbage + b"PK\x05\x06" + garbage))


@given(st.integers(0, 400), st.integers(0, 255))
def test_names_of_a_damaged_zip_never_raise(at, byte):
    whole = bytearray(zipped({"a.xml": "<a/>", "b.xml": "<b/>", "c.xml": "<c/>"}))
    whole[at % len(whole)] = byte
    list(names(bytes(whole)))
    list(names(bytes(whole)[:at]))


@pytest.mark.parametrize("reader", [docx, odt, rtf, epub], ids=lambda reader: reader.MEDIA_TYPE)
@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(["", "a.docx", "a.odt", "a.rtf", "a.epub"]))
def test_scores_of_garbage_never_raise(reader, start, garbage, filename):
    assert 0 <= reader.score(start + garbage, filename, None) <= 1


def test_a_zip_bomb_is_stopped_long_before_it_is_unpacked():
    bomb = zipped({"first": "", "a.xml": b"<a>" + b" " * 200_000_000})
    assert len(bomb) < 400_000
    assert "unpacks to more" in refusal(bomb)


def test_small_members_count_together(monkeypatch):
    monkeypatch.setattr(reading, "ALWAYS", 1_000_000)
    content = zipped({"first": "", **{str(number): b" " * 300_000 for number in range(10)}})
    opened = Members(content)
    with pytest.raises(FileError, match="unpacks to more"):
        for number in range(10):
            opened.read(str(number))


def test_the_size_in_the_header_is_not_believed():
    content = zipped({"first": "", "a.xml": b"<a>" + b"x" * 50_000 + b"</a>"})
    assert content.count(struct.pack("<I", 50_007)) == 2
    less, more = (content.replace(struct.pack("<I", 50_007), struct.pack("<I", size)) for size in (1, 0xFFFFFFF0))
    assert "cannot be unpacked" in refusal(less)
    assert len(Members(more).read("a.xml")) == 50_007


def test_a_zip_of_very_many_members_is_refused():
    content = zipped({str(number): "" for number in range(reading.MEMBERS + 1)})
    with pytest.raises(FileError, match="members"):
        Members(content)


def test_a_locked_member_is_refused_with_the_reason():
    content = zipped({"a.xml": "<a/>"})
    for record, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(record) + at
        content = content[:start] + b"\x01" + content[start + 1 :]
    assert "locked with a password" in refusal(content)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_method_that_the_formats_do_not_know_is_refused(method):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as made:
        made.writestr("a.xml", "<a/>")
    assert "method" in refusal(into.getvalue())


def test_a_missing_member_and_a_broken_zip_are_refused():
    assert refusal(zipped({"b.xml": "<b/>"})) == "a.xml is missing"
    with pytest.raises(FileError, match="broken"):
        Members(b"PK\x03\x04" + bytes(100))


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "C:\\a.xml"])
def test_a_path_out_of_the_zip_is_only_a_name(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = zipped({"first": "", name: "<a/>"})
    assert Members(content).read(name) == b"<a/>"
    assert list(tmp_path.iterdir()) == []
    assert set(members(content)) == {"first", name}


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<?xml version="1.0"?>\n<!DOCTYPE a><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a><a/>'.encode("cp037"),
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-',
        b'<?xml version="1.0" ' + b" " * 5000 + b'encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-',
    ],
)
def test_xml_with_a_document_type_or_hidden_from_sight_is_refused(xml):
    assert "document type" in (told := refusal(zipped({"a.xml": xml}))) or "no XML in UTF-8" in told


@pytest.mark.parametrize("xml", [b"<a/>", b"\xef\xbb\xbf<a/>", b'<?xml version="1.0" encoding="UTF-8"?>\n<a/>'])
def test_plain_xml_is_taken(xml):
    assert Members(zipped({"a.xml": xml})).xml("a.xml") == xml


@pytest.mark.parametrize("xml", [b"<a>" + b"<b/>" * 1_000_000 * 2, b"<a " + b"b=''" * 2_000_000])
def test_xml_of_very_many_tags_or_attributes_is_refused(xml):
    assert "tags and attributes" in refusal(zipped({"first": "", "a.xml": xml}), how="markup")
