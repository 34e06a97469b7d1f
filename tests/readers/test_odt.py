"""OpenDocument texts: what styles and levels say, what is left out, and what is refused."""

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.made_files import (
    BODY,
    BYLINE,
    LEAD,
    LINES,
    TITLE,
    changed,
    ends_well,
    members,
    open_document,
    saved,
    zipped,
)
from workers.document import Document
from workers.errors import FileError
from workers.pipeline import run
from workers.readers import odt as reader
from workers.readers import read

STORY = open_document()
SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)


def body(inner: str, styles: str = "") -> bytes:
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    text = f"<office:body><office:text>{inner}</office:text></office:body>"
    return f"<office:document-content{SPACES}>{automatic}{text}</office:document-content>".encode()


def decoded(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
    document = read(Document(content))
    assert document.media_type == reader.MEDIA_TYPE
    return list(zip(document.decoded.split("\n"), document.markup, strict=True))


def texts(inner: str) -> list[str]:
    return [text for text, _ in decoded(changed(STORY, content=body(inner)))]


def refusal(content: bytes) -> str:
    with pytest.raises(FileError) as refused:
        read(Document(content, "bai.odt"))
    assert refused.value.code == "unreadable-document"
    return refused.value.detail


def test_a_story_in_libreoffice_goes_all_the_way():
    document = run(Document(STORY, "bai viet.odt"))
    assert (document.kind, document.title, document.lead, document.byline) == ("article", TITLE, LEAD, (BYLINE,))
    assert document.text == "\n\n".join((LEAD, *BODY))
    assert [document.decoded[block.start : block.end] for block in document.blocks] == list(LINES)


def test_levels_styles_and_lists_become_markup():
    made = odfdo.Document("text")
    made.body.clear()
    for element in (
        odfdo.Header(1, "đầu đề"),
        odfdo.Header(3, "tít phụ"),
        odfdo.List(["mục"]),
        odfdo.Paragraph("ảnh", style="Illustration"),
        odfdo.Paragraph("đoạn", style="Text_20_body"),
        odfdo.Paragraph("sa-pô", style="Subtitle"),
        odfdo.Paragraph("mục lục", style="Contents_20_1"),
    ):
        made.body.append(element)
    assert [markup for _, markup in decoded(saved(made))] == [
        ("h1",), ("h2",), ("li",), ("figcaption",), ("p",), ("p",), ("site",),
    ]  # fmt: skip


def test_a_style_made_for_one_paragraph_is_what_it_follows():
    style = '<style:style style:name="{}" style:family="{}" style:parent-style-name="{}"/>'
    styles = style.format("P7", "paragraph", "Title") + style.format("P7", "text", "Caption")
    inner = '<text:p text:style-name="P7">Cầu treo về bản</text:p>'
    assert decoded(changed(STORY, content=body(inner, styles))) == [("Cầu treo về bản", ("h1",))]


def test_spaces_tabs_breaks_and_spans_are_read_in_order():
    inner = "<text:p>Một<text:s/>dòng<text:tab/>rồi <text:span>đậm\n<text:span>hơn</text:span></text:span> nữa"
    assert texts(inner + "<text:line-break/>dòng hai</text:p>") == ["Một dòng rồi đậm hơn nữa", "dòng hai"]


def test_a_row_is_a_line_but_a_row_of_one_cell_is_its_paragraphs():
    cell = "<table:table-cell>{}</table:table-cell>"
    one, two = "<text:p>Tỉnh</text:p>", "<text:p>Số</text:p><text:p>hộ</text:p>"
    rows = (cell.format(one) + cell.format("") + cell.format(two), cell.format(two) + cell.format("<text:p/>"))
    inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert texts(f"<table:table>{inner}</table:table>") == ["Tỉnh | Số hộ", "Số", "hộ"]


def test_notes_remarks_struck_text_and_comments_are_left_out():
    note = "<text:note><text:note-body><text:p>chú thích</text:p></text:note-body></text:note>"
    remark = "<office:annotation><text:p>xem lại</text:p></office:annotation>"
    struck = "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes>"
    frame = (
        "<draw:frame><svg:title>tên ảnh</svg:title><draw:text-box><text:p>Ảnh chợ</text:p></draw:text-box></draw:frame>"
    )
    inner = f"{struck}<text:p>Giá {note}gạo{remark}<!-- c --> tăng<?x y?> nhẹ{frame}.</text:p>"
    assert texts(inner) == ["Ảnh chợ", "Giá gạo tăng nhẹ."]


def test_properties_state_title_and_author_but_no_date_of_publication():
    made = odfdo.Document("text")
    made.meta.title, made.meta.initial_creator = "Chợ nổi họp lại", "Trần Thị Bích Ngọc"
    stated = read(Document(saved(made))).stated
    assert (stated.title, stated.byline, stated.published) == ("Chợ nổi họp lại", ("Trần Thị Bích Ngọc",), None)


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", zipped({"a": "a"})[:-30]])
def test_a_broken_document_is_told_by_its_name_and_refused(content):
    with pytest.raises(FileError, match="broken"):
        read(Document(content=content, filename="bai.odt"))
    assert reader.score(b"no zip", "bai.odt", reader.MEDIA_TYPE) == 0


def test_the_type_is_told_by_the_first_member_and_of_a_repacked_file_by_its_name():
    parts = members(STORY)
    repacked = zipped({"a": "", **{name: parts[name] for name in reversed(parts)}})
    assert reader.score(STORY, "bai.zip", "application/zip") == 1
    assert reader.score(repacked, "bai.odt", None) == reader.score(repacked, "", reader.MEDIA_TYPE) == 0.9
    assert reader.score(repacked, "bang.ods", None) == 0
    assert reader.score(saved(odfdo.Document("spreadsheet")), "bang.odt", None) < 1
    assert reader.score(b"PK\x03\x04", "bai.zip", None) == 0


def test_a_document_of_one_part_is_enough():
    content = zipped({"mimetype": reader.MEDIA_TYPE, "content.xml": body("<text:p>Một dòng.</text:p>")})
    assert decoded(content) == [("Một dòng.", ("p",))]


def test_a_password_is_said_to_be_the_reason():
    manifest = members(STORY)["META-INF/manifest.xml"].replace(b"</manifest:manifest>", b"<manifest:encryption-data/>")
    assert refusal(changed(STORY, manifest=manifest, content=bytes(999))) == "the document is locked with a password"


def test_broken_and_missing_content_is_refused():
    assert refusal(changed(STORY, content=None)) == "content.xml is missing"
    for content in (b"<office:document", f"<office:document-content{SPACES}/>".encode(), b"<html/>"):
        assert "cannot be read" in refusal(changed(STORY, content=content))


def test_entities_are_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mật khẩu")
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    for entities in (f'<!ENTITY a9 SYSTEM "{secret.as_uri()}">', f'<!ENTITY a0 "ha">{laughs}'):
        hostile = f"<!DOCTYPE o [{entities}]>".encode() + body("<text:p>&a9;</text:p>")
        for part in ("content", "styles", "meta"):
            assert "document type" in refusal(changed(STORY, **{part: hostile}))


def test_deep_and_long_documents_end():
    deep = "<text:span>" * 100_000 + "đáy" + "</text:span>" * 100_000
    assert "cannot be read" in refusal(changed(STORY, content=body(f"<text:p>{deep}</text:p>")))
    assert refusal(changed(STORY, content=body("<text:p/>" * 2_100_000)))
    assert texts("<text:p/>" * 300_000 + "<text:p>hết</text:p>") == ["hết"]


def test_a_number_of_spaces_is_not_believed():
    assert texts('<text:p>a<text:s text:c="2000000000"/>b</text:p>') == ["a b"]


@settings(max_examples=60)
@given(st.integers(0, len(STORY)), st.integers(0, 7), st.booleans())
def test_a_damaged_file_is_read_or_refused(at, bit, cut):
    damaged = bytearray(STORY[:at] if cut else STORY)
    if at < len(damaged):
        damaged[at] ^= 1 << bit
    assert ends_well(bytes(damaged), "bai.odt")


@settings(max_examples=60)
@given(
    st.sampled_from(("content", "styles", "meta", "manifest")),
    st.integers(0, 60_000),
    st.integers(0, 255),
    st.integers(0, 40),
)
def test_a_damaged_part_is_read_or_refused(name, at, byte, cut):
    part = next(part for path, part in members(STORY).items() if path.endswith(f"{name}.xml"))
    at %= len(part)
    assert ends_well(changed(STORY, **{name: part[:at] + bytes([byte]) + part[at + cut :]}), "bai.odt")
