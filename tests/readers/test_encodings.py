"""Vietnamese from before Unicode: tables whole, encodings told apart, other languages left alone."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import lexicons
from workers.document import Document
from workers.readers import read
from workers.readers.decoding import decode
from workers.readers.vietnamese import NAMES, as_western, told

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES} | {"đ"}
MARKED = {char for char in SMALL | {char.upper() for char in SMALL} if not char.isascii()}
STORY = (
    "Sáng thứ hai, hơn một nghìn học sinh của Trường Nguyễn Huệ đã trở lại lớp sau trận lũ.\n"
    "Thầy hiệu trưởng cho biết nhà trường đã quét dọn sạch sẽ, kê lại bàn ghế và phát sách vở mới.\n"
    "Đường vào xã vẫn ngập nước, nhiều phụ huynh phải đưa con đi bằng thuyền."
)
MENU = "Home | World | Business | Sport | Contact us\nLog in\n"
words = st.lists(st.sampled_from(sorted(set(re.findall(r"\w+", STORY.lower())))), max_size=90)
CODES = {
    name: {row["character"]: bytes.fromhex(row["bytes"]) for row in lexicons.rows(f"encodings/{name}.tsv")}
    for name in NAMES
}


def written(text: str, name: str) -> bytes:
    """The text in the bytes of an encoding; capitals TCVN3 lacks become small letters, as under its capital fonts."""
    codes = CODES[name]
    return b"".join(codes.get(char) or codes.get(char.lower()) or char.encode("ascii") for char in text)


def windows_1258(text: str) -> bytes:
    apart = re.sub("[^\\W\\d_]", lambda letter: _tone_behind(letter[0]), unicodedata.normalize("NFC", text))
    return apart.encode("cp1258")


def _tone_behind(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES)) + tone


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_every_letter_once(name):
    rows = lexicons.rows(f"encodings/{name}.tsv")
    letters = [row["character"] for row in rows]
    whole = MARKED if name != "tcvn3" else {char for char in MARKED if char in SMALL or char in "ĂÂÊÔƠƯĐ"}
    assert len(MARKED) == 134
    assert sorted(letters) == sorted(whole)
    assert len({row["bytes"] for row in rows}) == len(rows)


def test_known_words_are_read_as_they_were_printed():
    assert decode("Bé tr\u00adëng Bé Gi¸o dôc th¨m c¸c tr\u00adêng häc".encode("latin-1")) == (
        "Bộ trưởng Bộ Giáo dục thăm các trường học",
        ("encoding:tcvn3",),
    )
    assert decode("Boä tröôûng Boä Giaùo duïc thaêm caùc tröôøng hoïc".encode("latin-1"))[1] == ("encoding:vni",)


@pytest.mark.parametrize("name", NAMES)
def test_a_story_in_bytes_comes_back(name):
    assert decode(written(STORY, name)) == (STORY, (f"encoding:{name}",))


@pytest.mark.parametrize("name", NAMES)
def test_a_story_saved_as_utf_8_by_a_program_that_took_it_for_western_is_repaired(name):
    assert decode(as_western(written(STORY, name)).encode()) == (STORY, (f"encoding:{name}",))
    assert decode(as_western(written(STORY, name)).encode("utf-16"))[0] == STORY


@given(words, st.sampled_from(NAMES), st.booleans())
def test_any_vietnamese_text_comes_back_from_any_table(syllables, name, saved):
    text = f"{STORY} {' '.join(syllables)}"
    content = written(text, name)
    assert decode(as_western(content).encode() if saved else content) == (text, (f"encoding:{name}",))


@given(words)
def test_windows_1258_is_none_of_the_tables(syllables):
    text = f"{STORY} {' '.join(syllables)}"
    assert decode(windows_1258(text)) == (text, ("encoding:windows-1258",))


@pytest.mark.parametrize("name", ["vni", "viscii"])
def test_capitals_and_small_letters_come_back(name):
    text = f"TRƯỜNG HỌC MỞ CỬA TRỞ LẠI\n{STORY}\nỞ Đồng Hới, Ấp Ỷ Lan và Ẵng Tở"
    assert decode(written(text, name))[0] == text


def test_marks_of_small_letters_behind_capitals_are_read_in_vni():
    assert decode("THAØNH PHOÁ HOÀ CHÍ MINH, HAø NOäI, ÑAø NAüNG".encode("latin-1"))[0] == (
        "THÀNH PHỐ HỒ CHÍ MINH, HÀ NỘI, ĐÀ NẴNG"
    )


def test_capitals_of_tcvn3_are_known_by_the_plain_letters_around():
    text = decode(written(f"TRƯỜNG HỌC Ở HUẾ MỞ CỬA\n{STORY}\nÔng NGUYỄN HOÀNG nói", "tcvn3"))[0]
    assert text == f"TRƯỜNG HỌC Ở HUẾ MỞ CỬA\n{STORY}\nÔng NGUYỄN HOÀNG nói"


@pytest.mark.parametrize("sign", ["-", "\u2212"])
def test_the_soft_hyphen_of_tcvn3_is_known_in_other_guises(sign):
    told_text = as_western(written(STORY, "tcvn3")).replace("\u00ad", sign)
    assert decode(told_text.encode()) == (STORY, ("encoding:tcvn3",))


@pytest.mark.parametrize("name", NAMES)
def test_english_menus_and_markup_around_a_story_stay(name):
    before, after = f'<html><title>News</title><body class="x-y">{MENU}<p>', "</p>All rights reserved</body></html>"
    content = before.encode() + written(STORY, name) + after.encode()
    assert decode(content) == (before + STORY + after, (f"encoding:{name}",))


@pytest.mark.parametrize("name", NAMES)
def test_a_story_under_menus_in_unicode_is_repaired_and_the_menus_are_not(name):
    menus = "Trang chủ | Thời sự | Thể thao\nThái Lan\nNhà hát\n© 2003 Báo Mới\n"
    text, warnings = decode((menus + as_western(written(STORY, name))).encode())
    assert (text, warnings) == (menus + STORY, (f"encoding:{name}",))


FOREIGN = {
    "cp1252": [
        "Le Président de la République a été reçu à l'hôtel de ville où il a évoqué la sécurité des élèves, déjà "
        "menacée l'été dernier. Très tôt, les députés ont quitté la séance; là où on rêvait de paix, même le maire "
        "a protesté: «c'est à voir», dit-il.",
        "Die Bürger müssen künftig für größere Häuser höhere Gebühren zahlen, erklärte der Bürgermeister von "
        "München am Dienstag. Über die Änderung wird nächste Woche im Rathaus abgestimmt; viele hätten früher gehört.",
        "El año próximo habrá más médicos en la región, según anunció el ministro. «Está aquí la solución», añadió "
        "tras visitar León y Málaga, donde también inauguró una estación eléctrica. ¿Qué más podría pedir el país?",
        "A população de São Paulo não terá água até amanhã, informou a direção. Há três opções à mão, mas o João já "
        "avisou que são caras; é também o que a mãe dele pensa.",
    ],
    "cp1250": [
        "Prezydent podpisał wczoraj ustawę o szkołach wyższych. Część posłów uważa, że zmiany są zbyt późne, a "
        "uczniowie będą musieli czekać na książki aż do świąt Bożego Narodzenia.",
        "Příští týden začne v Praze řízení o přestavbě nádraží. Město už dříve žádalo stát o peníze, ale úředníci "
        "prý čekají na další posudky a žádné řešení zatím nepřijali.",
    ],
    "gb18030": ["国务院总理昨天在北京会见了来访的外国代表团,双方就经济合作交换了意见。" * 3],
    "big5": ["行政院昨天宣布新的教育計畫,明年起將增加各級學校的經費。" * 3],
    "cp1251": ["Президент подписал новый закон о выборах, сообщила пресс-служба в понедельник вечером." * 2],
    "koi8_r": ["Президент подписал новый закон о выборах, сообщила пресс-служба в понедельник вечером." * 2],
    "shift_jis": ["首相はきのう東京で記者会見を開き、来年度の予算について説明した。" * 3],
    "euc_jp": ["首相はきのう東京で記者会見を開き、来年度の予算について説明した。" * 3],
    "tis_620": ["นายกรัฐมนตรีแถลงข่าวเมื่อวานนี้ที่กรุงเทพเกี่ยวกับแผนเศรษฐกิจใหม่ของรัฐบาล" * 2],
}


@pytest.mark.parametrize(
    ("encoding", "text"), [(encoding, text) for encoding, texts in FOREIGN.items() for text in texts]
)
def test_other_languages_are_never_taken_for_old_vietnamese(encoding, text):
    content = text.encode(encoding)
    assert told(as_western(content)) is None
    assert told(MENU + as_western(content)) is None
    assert decode(text.encode()) == (text, ())


@pytest.mark.parametrize(
    "good",
    [
        STORY,
        unicodedata.normalize("NFD", STORY),
        "Bà ta là nhà báo, ba má là nông dân. Nhà có ao cá, có cây na và hai con bò.",
        "Thái Lan\nTài chính\nVăn hóa\nPhóng sự\nGiáo dục\nXã hội",
        STORY.encode().decode("latin-1"),
    ],
    ids=["a story", "in pieces", "letters of latin-1 only", "a menu", "UTF-8 read as latin-1"],
)
def test_unicode_is_left_as_it_is(good):
    assert told(good) is None


def test_a_few_words_are_no_proof():
    assert told("Bé tr\u00adëng") is None


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("joint", ["\n", " ", ""])
def test_millions_of_letters_do_not_hold_the_reader_up(name, joint):
    content = written(STORY + "\n", name) + joint.join(["ab\xe9-"] * 1_000_000).encode("latin-1")
    assert read(Document(content=content)).decoded
