"""EPUB: chapters in the order of reading, what the package says of them, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.made_files import (
    BODY,
    BYLINE,
    LEAD,
    LINES,
    TITLE,
    book,
    changed,
    chapter,
    ends_well,
    members,
    package,
    zipped,
)
from workers.document import Document
from workers.errors import FileError
from workers.pipeline import run
from workers.readers import epub as reader
from workers.readers import read

STORY = book()
ITEM = '<item id="{0}" href="text/{0}.xhtml" media-type="application/xhtml+xml" {1}/>'
REF = '<itemref idref="{}"/>'


def decoded(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
    document = read(Document(content))
    assert document.media_type == reader.MEDIA_TYPE
    return list(zip(document.decoded.split("\n"), document.markup, strict=True))


def stated(metadata: str):
    return read(Document(book(described=package(metadata)))).stated


def refusal(content: bytes) -> str:
    with pytest.raises(FileError) as refused:
        read(Document(content, "bai.epub"))
    assert refused.value.code == "unreadable-document"
    return refused.value.detail


def test_a_story_in_a_book_goes_all_the_way():
    document = run(Document(STORY, "bai.epub"))
    assert (document.kind, document.title, document.lead, document.byline) == ("article", TITLE, LEAD, (BYLINE,))
    assert document.text == "\n\n".join((LEAD, *BODY))
    assert [document.decoded[block.start : block.end] for block in document.blocks] == list(LINES)


def test_headings_lists_and_rows_become_lines_with_their_markup():
    body = "<h1>Tít</h1><h3>Phần</h3><ul><li>mục</li></ul><table><tr><td>a</td><td>b</td></tr></table><p>hết</p>"
    told = [("Tít", "h1"), ("Phần", "h2"), ("mục", "li"), ("a | b", None), ("hết", "p")]
    assert [(text, (*markup, None)[0]) for text, markup in decoded(book(body))] == told


def test_elements_closed_in_their_opening_tag_hold_nothing():
    body = '<p>Một<a id="x"/> dòng</p><div class="a"/><script src="b"/><p>hai<br/>ba &nbsp; bốn</p>'
    assert [text for text, _ in decoded(book(body))] == ["Một dòng", "hai", "ba bốn"]
    assert not any("linked" in markup for _, markup in decoded(book(body)))


def test_chapters_stand_in_the_order_of_the_spine_once_each():
    more = {f"OEBPS/text/{name}.xhtml": chapter(f"<p>{name}</p>") for name in ("two", "nav", "notes", "chương 3")}
    manifest = (
        ITEM.format("two", "")
        + ITEM.format("nav", 'properties="nav"')
        + ITEM.format("notes", "")
        + '<item id="three" href="text/ch%C6%B0%C6%A1ng%203.xhtml#top" media-type="application/xhtml+xml"/>'
        + '<item id="gone" href="text/gone.xhtml" media-type="application/xhtml+xml"/>'
        + '<item id="image" href="text/a.png" media-type="image/png"/>'
    )
    order = "".join(map(REF.format, ("nav", "three", "image", "two", "gone", "nothing", "one", "two")))
    described = package("", manifest, order + '<itemref idref="notes" linear="no"/>')
    assert [text for text, _ in decoded(book("<p>one</p>", described, **more))] == ["chương 3", "two", "one"]


def test_the_package_states_title_author_publisher_address_and_day():
    said = stated(
        "<dc:title>Unknown</dc:title><dc:title>Chợ nổi họp lại</dc:title><dc:creator>Trần Thị Bích Ngọc</dc:creator>"
        "<dc:creator>calibre</dc:creator><dc:publisher>calibre</dc:publisher><dc:publisher>Báo Sông Hậu</dc:publisher><dc:source>9786041234567</dc:source>"
        "<dc:source>https://bao.example/cho-noi.html</dc:source><dc:description>Lời bạt</dc:description>"
        '<dc:date opf:event="modification">2024-05-09</dc:date><dc:date>2024</dc:date><dc:date>2024-05-02</dc:date>'
    )
    assert (said.title, said.byline, said.publisher) == ("Chợ nổi họp lại", ("Trần Thị Bích Ngọc",), "Báo Sông Hậu")
    assert (said.source_url, said.published, said.lead) == ("https://bao.example/cho-noi.html", "2024-05-02", None)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2024-05-02T08:30:00+07:00", "2024-05-02T08:30:00+07:00"),
        ("2024-05-02T08:30:00", "2024-05-02"),
        ("0101-01-01T00:00:00+00:00", None),
        ("2024-13-45", None),
        ("hôm nay", None),
    ],
)
def test_a_date_is_believed_where_it_is_one(date, published):
    assert stated(f"<dc:date>{date}</dc:date>").published == published


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", zipped({"a": "a"})[:-30]])
def test_a_broken_book_is_told_by_its_name_and_refused(content):
    with pytest.raises(FileError, match="broken"):
        read(Document(content=content, filename="bai.epub"))
    assert reader.score(b"no zip", "bai.epub", reader.MEDIA_TYPE) == 0


def test_the_type_is_told_by_the_first_member_and_of_a_repacked_file_by_its_name():
    parts = members(STORY)
    repacked = zipped({name: parts[name] for name in reversed(parts)})
    assert reader.score(STORY, "bai.zip", "application/zip") == 1
    assert reader.score(repacked, "bai.EPUB", None) == reader.score(repacked, "", reader.MEDIA_TYPE) == 0.9
    assert reader.score(repacked, "bai.zip", None) == reader.score(b"PK\x03\x04", "bai.zip", None) == 0
    assert [text for text, _ in decoded(STORY)] == list(LINES)


def test_a_book_that_is_sold_locked_is_refused_but_scrambled_fonts_are_no_lock():
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><e:EncryptedData '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData><e:CipherReference URI="{}"/></e:CipherData>'
        "</e:EncryptedData></encryption>"
    )
    locked, open_ = (
        book(**{"META-INF/encryption.xml": encryption.format(name)}) for name in ("OEBPS/text/one.xhtml", "a.otf")
    )
    assert "locked" in refusal(locked)
    assert [text for text, _ in decoded(open_)] == list(LINES)


@pytest.mark.parametrize("part", ["container", "book", "one"])
def test_missing_parts_are_refused(part):
    assert refusal(changed(STORY, **{part: None}))


@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"\xff\xfe", b'<container xmlns="a"><rootfile/></container>'])
def test_a_broken_description_is_refused(content):
    assert refusal(changed(STORY, container=content))
    assert refusal(changed(STORY, book=content))


def test_an_empty_chapter_has_no_lines():
    assert read(Document(changed(STORY, one=b" "))).decoded == ""


def test_entities_are_refused_in_the_description_and_stay_unresolved_in_a_chapter(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mật khẩu")
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    for entities in (f'<!ENTITY a9 SYSTEM "{secret.as_uri()}">', f'<!ENTITY a0 "hi hi">{laughs}'):
        doctype = f"<!DOCTYPE html [{entities}]>"
        for part in ("container", "book"):
            hostile = doctype.encode() + next(old for name, old in members(STORY).items() if part in name)
            assert "document type" in refusal(changed(STORY, **{part: hostile}))
        said = "\n".join(text for text, _ in decoded(changed(STORY, one=f"{doctype}<p>Hết &a9;</p>".encode())))
        assert "Hết" in said and "mật khẩu" not in said and said.count("hi hi") <= 1


def test_a_path_out_of_the_book_leads_nowhere():
    for path in ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"):
        described = package("", f'<item id="x" href="{path}" media-type="text/html"/>', REF.format("x"))
        assert refusal(book(described=described)) == "the book has no chapters"


def test_deep_and_long_chapters_end():
    assert ends_well(changed(STORY, one=b"<div>" * 100_000 + b"x"), "bai.epub")
    assert ends_well(changed(STORY, one=b"<p>x" * 50_000), "bai.epub")
    assert ends_well(changed(STORY, one=b"<a " * 300_000), "bai.epub")
    assert ends_well(changed(STORY, one=b"<" + b"a" * 5_000_000), "bai.epub")
    assert "tags" in refusal(changed(STORY, one=b"<p>" * 500_000))


def test_lines_beyond_the_limit_are_not_read_nor_the_chapters_after_them(monkeypatch):
    monkeypatch.setattr(reader, "LINES", 3)
    described = package("", ITEM.format("two", ""), REF.format("one") + REF.format("two"))
    content = book(described=described, **{"OEBPS/text/two.xhtml": "<p>" * 500_000})
    assert [text for text, _ in decoded(content)] == list(LINES[:3])


@settings(max_examples=60)
@given(st.integers(0, len(STORY)), st.integers(0, 7), st.booleans())
def test_a_damaged_file_is_read_or_refused(at, bit, cut):
    damaged = bytearray(STORY[:at] if cut else STORY)
    if at < len(damaged):
        damaged[at] ^= 1 << bit
    assert ends_well(bytes(damaged), "bai.epub")


@settings(max_examples=80)
@given(st.sampled_from(("container", "book", "one")), st.integers(0, 5_000), st.integers(0, 255), st.integers(0, 40))
def test_a_damaged_part_is_read_or_refused(name, at, byte, cut):
    part = next(part for path, part in members(STORY).items() if name in path)
    at %= len(part)
    assert ends_well(changed(STORY, **{name: part[:at] + bytes([byte]) + part[at + cut :]}), "bai.epub")
