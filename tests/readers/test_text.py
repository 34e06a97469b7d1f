"""The text reader: any encoding Vietnamese pages come in, and a clear no to what is not text."""

import textwrap
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.client import STORY
from workers.document import Document
from workers.errors import FileError, UnsupportedMediaType
from workers.readers import pieces, read, readers
from workers.readers.cleaning import clean, repaired

SENTENCE = "Bà Trần Thị Mỹ Hạnh nói: “Năm nay mưa sớm, lũ về chậm”, trong buổi họp ở Cần Thơ ngày 3/4."
TONES = "\u0300\u0301\u0303\u0309\u0323"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
words = st.lists(st.text(LETTERS + LETTERS.upper(), min_size=1, max_size=7), min_size=4, max_size=60)
vietnamese = words.map(lambda parts: "Người Việt ở Hà Nội: " + " ".join(parts) + ".")


def windows_1258(text: str) -> bytes:
    """Tone marks stand behind their letter in this code page, save where it has the letter whole."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", char)
            letter = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
            out += (letter + "".join(mark for mark in apart if mark in TONES)).encode("cp1258")
    return out


def decoded(content: bytes, **hints: str) -> Document:
    return read(Document(content=content, **hints))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_form_gives_the_same_text(encoding):
    document = decoded(SENTENCE.encode(encoding))
    assert (document.decoded, document.language, document.media_type) == (SENTENCE, "vi", "text/plain")


def test_windows_1258_is_told_by_its_letters_and_composed():
    document = decoded(windows_1258(SENTENCE))
    assert document.decoded == SENTENCE
    assert document.warnings == ("encoding:windows-1258",)


def test_a_declared_charset_decides_where_the_bytes_leave_doubt():
    sentence = "The old café by the lake opens at nine"
    document = decoded(sentence.encode("cp1252"), media_type="text/plain; charset=windows-1252")
    assert (document.decoded, document.warnings) == (sentence, ("encoding:windows-1252",))


def test_a_wrong_declared_charset_does_not_break_utf_8():
    assert decoded(SENTENCE.encode(), media_type="text/plain; charset=iso-8859-1").decoded == SENTENCE


def test_a_charset_that_is_no_text_encoding_is_ignored():
    assert decoded(SENTENCE.encode(), media_type="text/plain; charset=zip").decoded == SENTENCE


def test_another_languages_code_page_is_guessed_and_said():
    sentence = "Президент подписал новый закон о выборах, сообщила пресс-служба в понедельник."
    document = decoded(sentence.encode("cp1251"))
    assert (document.decoded, document.language, document.warnings) == (sentence, "ru", ("encoding:cp1251",))


def test_letters_written_in_pieces_are_composed():
    assert decoded(unicodedata.normalize("NFD", SENTENCE).encode()).decoded == SENTENCE


def test_every_kind_of_line_end_becomes_one_newline():
    assert decoded("một\r\nhai\rba\u2028bốn\nnăm\x0csáu".encode()).decoded == "một\nhai\nba\nbốn\nnăm\nsáu"


def test_controls_are_dropped_and_told_of():
    document = decoded(f"{SENTENCE}\x00\x07\x1b\n{SENTENCE}\tHết".encode())
    assert document.decoded == f"{SENTENCE}\n{SENTENCE}\tHết"
    assert document.warnings == ("controls-removed",)


@pytest.mark.parametrize("misread", ["latin-1", "sloppy-windows-1252"])
def test_utf_8_read_as_a_western_code_page_is_repaired(misread):
    import ftfy.bad_codecs  # noqa: F401, PLC0415  registers the codec browsers use

    broken = f"{SENTENCE}\n".encode().decode(misread) + "Tin vắn"
    document = decoded(broken.encode())
    assert document.decoded == f"{SENTENCE}\nTin vắn"
    assert document.warnings == ("mojibake-repaired",)


def test_a_short_broken_headline_is_repaired():
    assert decoded("Tá»•ng thÆ° kÃ½".encode()).decoded == "Tổng thư ký"


@pytest.mark.parametrize(
    "good",
    [
        "XÃ HỘI: NGÃ BA “XÃ ĐÀN” «CÁ»… “CÔ” – BÃO",
        "ﬁle １２３ “ngoặc kép” ‘ngoặc đơn’… &amp; Ä Ö",
        "«con cá»… rồi «lá»… rơi",
    ],
)
def test_good_text_keeps_quotes_widths_ligatures_and_capitals(good):
    document = decoded(good.encode())
    assert (document.decoded, document.warnings) == (good, ())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"PK\x03\x04" + b"word/document.xml" * 9, "application/zip"),
        (b"\x1f\x8b\x08" + b"abc" * 9, "application/gzip"),
        (b"MZ\x90\x00\x03", "application/vnd.microsoft.portable-executable"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (bytes(range(256)) * 40, "no text"),
        (b"\x00" * 5000, "no text"),
        (b"\xff\xfe" + bytes(range(256)) * 40, "no text"),
        (b"\xed\xa0\x80" * 500, "no text"),
        (("\u200b\u2060" * 500).encode(), "no text"),
    ],
)
def test_bytes_that_are_no_text_are_refused_whatever_the_name_says(content, told):
    with pytest.raises(UnsupportedMediaType, match=told):
        decoded(content, filename="tin.txt", media_type="text/plain")


def test_surrogates_written_in_bytes_never_reach_the_text():
    document = decoded(SENTENCE.encode() + b" \xed\xa0\x80 \xed\xa0\xbd\xed\xb8\x80")
    assert document.decoded == f"{SENTENCE} \ufffd \U0001f600"
    assert document.warnings == ("undecodable-replaced",)


def test_a_page_cut_within_a_letter_is_still_utf_8():
    document = decoded((SENTENCE * 3 + "ế").encode()[:-1])
    assert document.decoded == SENTENCE * 3 + "\ufffd"


@pytest.mark.parametrize("blank", [b"", b" \t\r\n \n", "\ufeff\u00a0\u3000".encode(), b"\x00\x00"])
def test_a_file_without_letters_has_no_language(blank):
    document = decoded(blank)
    assert (document.decoded.strip(), document.language) == ("", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The talks between the two ministers ended on Friday without a deal.", "en"),
        (SENTENCE, "vi"),
        ("404 - 12", None),
    ],
)
def test_the_language_is_told(text, code):
    assert decoded(text.encode()).language == code


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "content",
    [
        (SENTENCE * 50_000).encode()[:5_000_000],
        f"{SENTENCE}\r\n".encode() * 200_000,
        SENTENCE.encode().decode("latin-1").encode() * 15_000,
        ("ê" + "\u0301\u0323" * 800_000).encode(),
    ],
    ids=["one line of 5 MB", "200,000 lines", "broken letters only", "a million marks on one letter"],
)
def test_hostile_sizes_do_not_hold_the_reader_up(content):
    assert decoded(content).decoded


def test_the_reader_that_fits_best_takes_the_file(monkeypatch):
    class Sure:
        score = staticmethod(lambda content, filename, media_type: 0.9 if content.startswith(b"<note>") else 0.0)
        read = staticmethod(lambda document: replace(document, decoded="a note"))

    monkeypatch.setattr("workers.readers.readers", lambda: (*readers(), Sure()))
    assert decoded(b"<note>abc").decoded == "a note"
    assert decoded(SENTENCE.encode()).decoded == SENTENCE


@given(vietnamese, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "1258"]))
@example(f"Người Việt ở Hà Nội: {'Ă' * 200} {'ă' * 200}.", "utf-16-le")
@example(f"Người Việt ở Hà Nội: {'Ă' * 200} {'ă' * 200}.", "utf-16-be")
def test_any_vietnamese_text_comes_back_from_any_encoding(text, encoding):
    content = windows_1258(text) if encoding == "1258" else text.encode(encoding)
    assert decoded(content).decoded == unicodedata.normalize("NFC", text)


@given(vietnamese)
def test_good_vietnamese_is_never_repaired(text):
    assert repaired(text) == text
    assert clean(text) == (text, ())


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_lawful_text_or_a_refusal(content):
    try:
        text = decoded(content).decoded
    except FileError as refused:
        assert refused.detail
        return
    assert text.encode("utf-8").decode("utf-8") == text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text)


def test_paragraphs_cut_at_a_width_are_on_one_line_again_and_are_read_as_a_story():
    title, *paragraphs = [line for line in STORY.split("\n") if line][1:]
    wrapped = "\n\n".join("\n".join(textwrap.wrap(text, 62)) for text in [title, *paragraphs * 4])
    document = decoded(wrapped.encode())
    assert document.warnings == ("lines-joined",)
    assert [line for line in document.decoded.split("\n") if line] == [title, *paragraphs * 4]


def test_lines_that_their_author_ended_stay_apart():
    verses = "\n".join(f"Dòng thơ thứ {n} dài ngắn khác nhau {'và cứ thế ' * (n % 5)}mà xuống dòng" for n in range(40))
    document = decoded(verses.encode())
    assert (document.decoded, document.warnings) == (verses, ())


def test_a_mark_alone_behind_a_few_words_tells_that_they_are_links_of_the_line_above():
    whole = [
        "Sáng nay, bến đò Cồn Nổi chuyển về bờ bên kia sông, gần chợ và trường học của Tân Hà và Phú Lễ.",
        "Vé đò giữ ở mức 5.000 đồng.",
    ]
    broken = whole[0].replace("Tân Hà và Phú Lễ.", "\nTân Hà\nvà\nPhú Lễ\n.")
    document = decoded("\n".join(["Thể thao", "Giải trí", broken, whole[1], "Bạn đọc"]).encode())
    assert document.decoded.split("\n") == ["Thể thao", "Giải trí", *whole, "Bạn đọc"]


def test_paragraphs_broken_at_their_links_are_on_one_line_again():
    whole = [
        "Theo thông báo của Cục Đường thủy, bến đò Cồn Nổi sẽ dừng hoạt động từ đầu tháng sau để nhường chỗ cho cầu mới.",
        "Ông Lê Hữu Phú (chủ đò), người ở phường Tân Hà, nói bà con đã quen đi đò suốt bốn mươi năm qua.",
        "Vé đò giữ ở mức 5.000 đồng.",
    ]
    broken = whole[0].replace("Cồn Nổi", "\nCồn Nổi\n") + "\n" + whole[1].replace("phường Tân Hà", "\nphường Tân Hà\n")
    document = decoded(f"{broken}\n{whole[2]}\nThể thao\ngiải trí".encode())
    assert document.decoded.split("\n") == [*whole, "Thể thao", "giải trí"]
    assert document.warnings == ("lines-joined",)


@pytest.mark.parametrize(
    "lines",
    [
        ["Mưa về trên bến sông quê", "mẹ ngồi nhặt lá chiều che bóng mình", "gió đưa câu hát ân tình", "qua sông"] * 4,
        ["Giá điện thoại giảm mạnh nhất từ đầu năm ở các cửa hàng", "iPhone và mười mẫu máy khác cùng xuống giá"],
        ["Từ khóa của bài viết về bến đò Cồn Nổi ngày đóng cửa", "bến đò", "cồn nổi", "đò ngang", "cầu mới"],
        ["title: Bến đò cuối cùng trên sông đóng cửa sau bốn mươi năm", "lead: Từ đầu tháng sau đò nghỉ", "url: x"],
    ],
)
def test_verses_and_names_in_small_letters_stay_on_lines_of_their_own(lines):
    text = "\n".join(lines)
    assert (decoded(text.encode()).decoded, decoded(text.encode()).warnings) == (text, ())


@given(st.lists(st.text("aáB ,.:\t", max_size=30), max_size=20))
def test_putting_pieces_together_neither_loses_nor_makes_words(lines):
    assert "".join("".join(pieces.whole(lines)).split()) == "".join("".join(lines).split())


def test_a_page_on_one_line_with_bars_between_its_parts_is_read_line_by_line():
    parts = [f"Mục {number}" for number in range(20)] + [SENTENCE, f"{SENTENCE} Và còn nữa."]
    document = decoded("|".join(parts).encode())
    assert document.decoded == "\n".join(parts)
    assert document.warnings == ("lines-divided",)


def test_bars_of_a_menu_over_a_story_divide_nothing():
    text = "\n".join([" | ".join(["Thời sự"] * 30), *[SENTENCE] * 3])
    assert decoded(text.encode()).decoded == text


def test_spaces_of_every_kind_are_plain_ones():
    document = decoded(SENTENCE.replace(" ", "\xa0").encode() + "\nMột\u2009hai\u3000ba".encode())
    assert document.decoded == f"{SENTENCE}\nMột hai ba"
    assert document.warnings == ()


def test_what_nobody_sees_is_dropped_be_it_behind_every_word():
    document = decoded(("\u200b" + SENTENCE.replace(" ", " \u200b") + "\n\u200b\ncông\xadviệc\ufeff").encode())
    assert document.decoded.split("\n") == [SENTENCE, "", "côngviệc"]
    assert "👩\u200d🌾" in decoded(f"{SENTENCE} 👩\u200d🌾".encode()).decoded


def test_entities_that_were_left_when_tags_were_taken_away_are_decoded():
    escaped = "Gi&aacute; g&#7841;o &amp; ng&ocirc; &ldquo;tăng&rdquo;&nbsp;nhẹ, xem ?a=1&para=2"
    document = decoded(f"{SENTENCE}\n{escaped}".encode())
    assert document.decoded == f"{SENTENCE}\nGiá gạo & ngô “tăng” nhẹ, xem ?a=1&para=2"
    assert document.warnings == ("entities-decoded",)
    assert decoded(f"{SENTENCE} Thẻ &amp; của HTML".encode()).decoded.endswith("Thẻ &amp; của HTML")
