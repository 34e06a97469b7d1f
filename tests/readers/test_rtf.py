"""Rich text: Vietnamese in escapes and in code pages, what is left out, and what is refused."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.made_files import BODY, BYLINE, LEAD, LINES, TITLE, ends_well, escaped, rich_text
from workers.document import Document
from workers.errors import FileError
from workers.pipeline import run
from workers.readers import read
from workers.readers import rtf as reader

STORY = rich_text()
SENTENCE = "Đoàn cứu hộ ở Quảng Ngãi đã về tới bến lúc rạng sáng"


def decoded(content: bytes | str) -> list[tuple[str, tuple[str, ...]]]:
    document = read(Document(content.encode("latin-1") if isinstance(content, str) else content))
    assert document.media_type == reader.MEDIA_TYPE
    return list(zip(document.decoded.split("\n"), document.markup, strict=True))


def texts(content: bytes | str) -> list[str]:
    return [text for text, _ in decoded(content)]


def refusal(content: bytes) -> str:
    with pytest.raises(FileError) as refused:
        read(Document(content, "bai.rtf"))
    assert refused.value.code == "unreadable-document"
    return refused.value.detail


def in_1258(text: str) -> bytes:
    """Letters whole where the code page has them, else with their tone behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = b""
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
        out += (letter + "".join(mark for mark in apart if mark in tones)).encode("cp1258")
    return out


def hexed(content: bytes) -> str:
    return "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in content)


def test_a_story_in_rich_text_goes_all_the_way():
    document = run(Document(STORY, "bai viet.rtf"))
    assert (document.kind, document.title, document.lead, document.byline) == ("article", TITLE, LEAD, (BYLINE,))
    assert document.text == "\n\n".join((LEAD, *BODY))
    assert [document.decoded[block.start : block.end] for block in document.blocks] == list(LINES)


@pytest.mark.parametrize("page", ["1252", "1258", "65001", "9", "99999"])
@pytest.mark.parametrize("behind", ["?", "\\'3f", " ?"])
def test_escapes_give_vietnamese_under_any_code_page(page, behind):
    text = escaped(SENTENCE).replace("?", behind)
    assert texts(f"{{\\rtf1\\ansi\\ansicpg{page}\\uc1 {text}\\par}}") == [SENTENCE]


@pytest.mark.parametrize(
    "fonts",
    [
        "",
        "{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}}",
        "{\\fonttbl{\\f0\\fnil\\fcharset163 Arial;}{\\f1\\fcharset0 Arial;}}",
        "{\\fonttbl\\f0\\fnil\\fcharset163{\\*\\panose 020b06}Arial (Vietnamese);\\f1\\fcharset0 Arial;}",
    ],
)
def test_windows_1258_gives_vietnamese_in_hex_and_in_bytes(fonts):
    for text in (hexed(in_1258(SENTENCE)).encode(), in_1258(SENTENCE)):
        content = f"{{\\rtf1\\ansi\\ansicpg1258\\deff0{fonts}\\f0 ".encode() + text + b"\\par}"
        assert texts(content) == [SENTENCE]


def test_a_western_font_beside_a_vietnamese_one_is_western():
    fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset163 Arial;}}"
    told = "{\\rtf1\\ansi\\ansicpg1258" + fonts + "\\f0 \\'e3 \\f1 \\'e3\\par}"
    assert texts(told) == ["ã ă"]


def test_letters_beyond_the_first_plane_come_whole():
    assert texts("{\\rtf1 xong \\u-10179?\\u-8704? r\\u7891?i\\par}") == ["xong 😀 rồi"]


def test_outline_levels_and_bullets_become_markup():
    story = (
        "{\\rtf1{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard\\s1\\outlinelevel0\\f0 Title\\par"
        "\\pard\\s2\\outlinelevel1 Part\\par\\pard\\outlinelevel9 Text\\par"
        "{\\listtext\\pard\\f3\\'b7\\tab}Item\\par}"
    )
    assert decoded(story) == [("Title", ("h1",)), ("Part", ("h2",)), ("Text", ("p",)), ("Item", ("li",))]


def test_a_row_is_a_line():
    assert texts("{\\rtf1\\trowd a\\cell b c\\cell\\cell\\row\\trowd d\\cell\\row e|f\\par}") == ["a | b c", "d", "e|f"]


def test_headers_notes_pictures_and_addresses_are_left_out():
    story = (
        "{\\rtf1{\\header top\\par}{\\footer bottom\\par}{\\pict\\pngblip " + "89504e47\n" * 5000 + "}One"
        '{\\footnote note} {\\field{\\*\\fldinst{HYPERLINK "http://a.example"}}{\\fldrslt{linked}}} two\\-three\\par'
        "{\\pict\\bin9 }}}{{{\\\\\\}after\\par}"
    )
    assert texts(story) == ["One linked twothree", "after"]
    assert texts("{\\rtf1 C:\\\\bin1 \\{a\\}\\par}") == ["C:\\bin1 {a}"]


def test_properties_state_title_and_author():
    title, author = map(escaped, ("Chợ nổi họp lại", "Trần Thị Bích Ngọc"))
    info = f"{{\\info{{\\upr{{\\title Ch? n?i}}{{\\*\\ud{{\\title {{{title}}}}}}}}}{{\\author {author}}}}}"
    stated = read(Document(f"{{\\rtf1\\ansi{info}\\pard x\\par}}".encode())).stated
    assert (stated.title, stated.byline, stated.published) == ("Chợ nổi họp lại", ("Trần Thị Bích Ngọc",), None)


def test_the_type_is_told_by_the_first_bytes_whatever_the_name():
    assert reader.score(STORY, "bai.doc", "application/msword") == 1
    assert reader.score(b"\xef\xbb\xbf\r\n" + STORY, "", None) == 1
    assert reader.score(b"No {\\rtf1 here", "bai.rtf", reader.MEDIA_TYPE) == 0


def test_characters_that_are_none_are_refused():
    assert "cannot be read" in refusal(b"{\\rtf1 \\u9999999?}")


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 1_000_000,
        "}" * 1_000_000,
        "{\\fonttbl" + "\\f1" * 400_000,
        "{\\fonttbl" + "{\\f1\\fcharset0 a;" * 60_000,
        '{\\field{\\*\\fldinst{HYPERLINK "a" ' * 40_000,
        "{\\pict" + "\\bin" * 250_000,
        "{\\pict\\bin999999999 a",
        "{\\info" + "{\\title " * 5_000 + "{}" * 20_000,
        "\\'e1" * 250_000,
        "\\par " * 200_000,
        "\\outlinelevel0 " * 60_000,
        ("a" * 199 + "x") * 5_000,
    ],
)
def test_hostile_files_end_soon(hostile):
    assert ends_well(b"{\\rtf1 " + hostile.encode(), "bai.rtf")


def test_a_picture_of_many_megabytes_is_passed_over_and_as_much_text_refused():
    picture = "{\\pict " + "89ab4d\n" * 2_000_000 + "}"
    assert texts("{\\rtf1" + picture + "text\\par}") == ["text"]
    assert "characters" in refusal(b"{\\rtf1 " + b"text " * 900_000 + b"}")


@settings(max_examples=80)
@given(st.integers(0, len(STORY)), st.integers(0, 7), st.booleans())
def test_a_damaged_file_is_read_or_refused(at, bit, cut):
    damaged = bytearray(STORY[:at] if cut else STORY)
    if at < len(damaged):
        damaged[at] ^= 1 << bit
    assert ends_well(bytes(damaged), "bai.rtf")


WORDS = st.sampled_from(
    ["{", "}", "\\par", "\\u", "\\u-5 ", "\\'e", "\\'ff", "\\f1", "\\fonttbl", "\\bin", "\\pict", "\\*", "\\info", "\\uc",
     "\\ansicpg", "\\ansicpg1258", "\\outlinelevel0", "{\\title", "\\row", "|", "\\\n", "\\u55357?", "\ue000", "9", " a"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_words_of_the_format_are_read_or_refused(body):
    assert ends_well(b"{\\rtf1" + body.encode("utf-8"), "bai.rtf")
