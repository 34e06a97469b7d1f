"""Word documents: what their styles say, what is left out, and what is refused."""

import re

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.made_files import BODY, BYLINE, LEAD, LINES, TITLE, changed, ends_well, members, saved, word, zipped
from workers.document import Document
from workers.errors import FileError
from workers.pipeline import run
from workers.readers import docx as reader
from workers.readers import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STORY = word()
NAMES = ("document", "styles", "core")


def body(inner: str) -> bytes:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode()


def paragraph(text: str, inside: str = "") -> str:
    return f"<w:p>{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def decoded(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
    document = read(Document(content, "bai.docx"))
    assert document.media_type == reader.MEDIA_TYPE
    return list(zip(document.decoded.split("\n"), document.markup, strict=True))


def refusal(content: bytes) -> str:
    with pytest.raises(FileError) as refused:
        read(Document(content, "bai.docx"))
    assert refused.value.code == "unreadable-document"
    return refused.value.detail


def test_a_story_in_word_goes_all_the_way():
    document = run(Document(STORY, "bai viet.docx"))
    assert (document.kind, document.title, document.lead, document.byline) == ("article", TITLE, LEAD, (BYLINE,))
    assert document.text == "\n\n".join((LEAD, *BODY))
    assert [document.decoded[block.start : block.end] for block in document.blocks] == list(LINES)


def test_a_story_without_styles_is_read_by_its_lines_alone():
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    document = run(Document(saved(made)))
    assert (document.kind, document.title, document.text) == ("article", TITLE, "\n\n".join((LEAD, *BODY)))


def test_styles_become_markup():
    made = docx.Document()
    for style in ("Heading 1", "Heading 2", "Normal", "List Bullet", "List Paragraph", "Caption", "Subtitle"):
        made.add_paragraph(style, style=style)
    told = ["h1", "h2", "p", "li", "p", "figcaption", "p"]
    assert [markup for _, markup in decoded(saved(made))] == [(name,) for name in told]


def test_a_style_of_ones_own_is_what_it_follows():
    made = docx.Document()
    own = made.styles.add_style("Tít bài", 1)
    own.base_style = made.styles["Heading 1"]
    made.add_paragraph("Cầu treo về bản", style=own)
    assert decoded(saved(made)) == [("Cầu treo về bản", ("h1",))]


def test_numbered_and_outlined_paragraphs_are_told_without_a_style():
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    outlined = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
    inner = "".join(paragraph("dòng", inside) for inside in (numbered, *map(outlined.format, "019")))
    assert [markup for _, markup in decoded(changed(STORY, document=body(inner)))] == [
        ("li",),
        ("h1",),
        ("h2",),
        ("p",),
    ]


def test_a_row_is_a_line_but_a_row_of_one_cell_is_its_paragraphs():
    made = docx.Document()
    table = made.add_table(2, 3)
    for column, text in enumerate(("Tỉnh", "Số hộ", "Tổng vốn")):
        table.cell(0, column).text = text
    table.cell(1, 1).text = "Đoạn một.\nĐoạn hai."
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "bảng"
    assert [text for text, _ in decoded(saved(made))] == [
        "Tỉnh | Số hộ | Tổng vốn",
        "Đoạn một.",
        "Đoạn hai.",
        "trong | bảng",
    ]


def test_headers_footers_struck_text_and_field_codes_are_left_out():
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "đầu trang"
    made.sections[0].footer.paragraphs[0].text = "cuối trang"
    made.add_paragraph("Giá vé ").add_run("tăng")
    into = made.paragraphs[0]._p
    into.append(parse_xml(f"<w:del {W}><w:r><w:delText>giảm</w:delText></w:r></w:del>"))
    into.append(parse_xml(f"<w:r {W}><w:instrText>HYPERLINK x</w:instrText></w:r>"))
    into.append(parse_xml(f"<w:ins {W}><w:r><w:tab/><w:t>mạnh</w:t><w:br/><w:t>từ mai</w:t></w:r></w:ins>"))
    assert [text for text, _ in decoded(saved(made))] == ["Giá vé tăng mạnh", "từ mai"]


def test_a_text_box_is_read_once():
    box = "<w:pict><w:txbxContent>" + paragraph("Hộp tin") + "</w:txbxContent></w:pict>"
    old = f'<x:Fallback xmlns:x="http://schemas.openxmlformats.org/markup-compatibility/2006">{box}</x:Fallback>'
    inner = f"<w:p><w:r>{box}{old}<w:t>Đoạn văn</w:t></w:r></w:p>"
    assert [text for text, _ in decoded(changed(STORY, document=body(inner)))] == ["Hộp tin", "Đoạn văn"]


def test_properties_state_title_and_author_but_no_date_of_publication():
    made = docx.Document()
    made.add_paragraph("Một dòng.")
    made.core_properties.title, made.core_properties.author = "Chợ nổi họp lại", "Trần Thị Bích Ngọc; Admin; HP User"
    stated = read(Document(saved(made))).stated
    assert (stated.title, stated.byline, stated.published) == ("Chợ nổi họp lại", ("Trần Thị Bích Ngọc",), None)


@pytest.mark.parametrize(
    "title", ["Document1", "Microsoft Word - bai 3", "tin moi.docx", "Tài liệu1", "Untitled", "  "]
)
def test_a_title_that_a_program_filled_in_is_none(title):
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = title, "Windows User"
    stated = read(Document(saved(made))).stated
    assert (stated.title, stated.byline) == (None, ())


def test_the_type_is_told_by_the_parts_whatever_the_name():
    assert reader.score(STORY, "bai.txt", "text/plain") == 1
    assert reader.score(zipped({"bai.docx": STORY}), "bai.docx", reader.MEDIA_TYPE) == 0


@pytest.mark.parametrize("content", [STORY[:900], STORY[:-30], b"PK\x03\x04 no zip"])
def test_a_document_cut_off_is_told_and_refused(content):
    with pytest.raises(FileError):
        read(Document(content=content, filename="bai.docx"))
    assert reader.score(b"no zip", "bai.docx", reader.MEDIA_TYPE) == 0


def test_parts_of_unusual_names_and_of_the_strict_form_are_found():
    parts = {name.replace("document.xml", "document2.xml"): part for name, part in members(STORY).items()}
    assert [text for text, _ in decoded(zipped(parts))] == list(LINES)
    strict = body(paragraph("Một dòng.")).replace(reader.USUAL, reader.STRICT)
    assert decoded(changed(STORY, document=strict)) == [("Một dòng.", ("p",))]


def test_a_document_of_one_part_is_enough():
    assert decoded(zipped({"word/document.xml": body(paragraph("Một dòng."))})) == [("Một dòng.", ("p",))]
    assert read(Document(changed(STORY, core=None))).stated.title is None


def test_a_password_is_said_to_be_the_reason():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert refusal(locked) == "the document is locked with a password"


def test_broken_xml_and_missing_bodies_are_refused():
    assert "cannot be read" in refusal(changed(STORY, document=b"<w:document"))
    for root in (f"<w:document {W}/>".encode(), b"<html/>"):
        assert refusal(changed(STORY, document=root))


def test_entities_are_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mật khẩu")
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    for entities in (f'<!ENTITY a9 SYSTEM "{secret.as_uri()}">', f'<!ENTITY a0 "ha">{laughs}'):
        hostile = f"<!DOCTYPE w [{entities}]>".encode() + body(paragraph("&a9;"))
        for part in NAMES:
            assert "document type" in refusal(changed(STORY, **{part: hostile}))


def test_deep_and_long_documents_end():
    deep = "<w:tbl><w:tr><w:tc>" * 50_000 + paragraph("đáy") + "</w:tc></w:tr></w:tbl>" * 50_000
    assert "cannot be read" in refusal(changed(STORY, document=body(deep)))
    assert refusal(changed(STORY, document=body("<w:p/>" * 2_100_000)))
    assert read(Document(changed(STORY, document=body("<w:p/>" * 300_000)))).decoded == ""


def test_lines_beyond_the_limit_are_not_read(monkeypatch):
    monkeypatch.setattr("workers.readers.manuscript.LINES", 3)
    assert [text for text, _ in decoded(STORY)] == list(LINES[:3])


def test_styles_that_follow_each_other_in_a_circle_say_nothing():
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    styles = f"<w:styles {W}>{style.format('a', 'b')}{style.format('b', 'a')}</w:styles>".encode()
    inner = paragraph("Một dòng.", '<w:pPr><w:pStyle w:val="a"/></w:pPr>')
    assert decoded(changed(STORY, document=body(inner), styles=styles)) == [("Một dòng.", ("p",))]


def test_a_style_without_the_name_it_must_have_is_refused():
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:name/></w:style></w:styles>'.encode()
    with pytest.raises(FileError):
        decoded(changed(STORY, styles=styles))


@settings(max_examples=60)
@given(st.integers(0, len(STORY)), st.integers(0, 7), st.booleans())
def test_a_damaged_file_is_read_or_refused(at, bit, cut):
    damaged = bytearray(STORY[:at] if cut else STORY)
    if at < len(damaged):
        damaged[at] ^= 1 << bit
    assert ends_well(bytes(damaged), "bai.docx")


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.integers(0, 30_000), st.integers(0, 255), st.integers(0, 40))
def test_a_damaged_part_is_read_or_refused(name, at, byte, cut):
    part = next(part for path, part in members(STORY).items() if re.search(rf"\b{name}\.xml$", path))
    at %= len(part)
    assert ends_well(changed(STORY, **{name: part[:at] + bytes([byte]) + part[at + cut :]}), "bai.docx")
