"""Whom a pronoun beside a quoted piece means: who begins a sentence of the paragraph, not who spoke long before."""

from __future__ import annotations

import pytest

from tests.taggers.stories import said
from workers.document import Block, Document
from workers.taggers.entities import tag_entities
from workers.taggers.quotes import tag_quotes

BEFORE = 'Sáng qua, ông Phạm Văn Tỵ nói: "Chúng tôi đang theo dõi việc này". Bà Nguyễn Khánh Linh cũng có mặt.\n\n'
WORDS = "Nước đổ xuống như thác, chẳng ai kịp nghĩ gì"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Anh Hoàng Đình Thuần, đầu bếp ở khu phố cổ, ôm con chạy 28 tầng. “{WORDS}”, anh kể.", "Hoàng Đình Thuần"),
        (f"Chị Trương Mỹ Dung, mẹ của hai bé, đứng đợi từ 15h. “{WORDS}”, chị cười.", "Trương Mỹ Dung"),
        (
            f"Giáo sư Trần Đức Kha đoán thành phố sẽ chờ chuyến thăm của ông Lê Bá Lộc. Theo ông, “{WORDS}”.",
            "Trần Đức Kha",
        ),
        (
            f"Ông Lê Bá Lộc dự lễ cùng vợ là bà Cao Thị Hiền và Bộ trưởng Đỗ Quang Sáng. Ông thề: “{WORDS}”.",
            "Lê Bá Lộc",
        ),
        (f"Ông Lê Bá Lộc đặt hoa ở đài do cựu hạ sĩ Đỗ Quang Sáng dựng. Nói với AFP, ông coi “{WORDS}”.", "Lê Bá Lộc"),
        (
            f"Thủ tướng Lê Bá Lộc đăng ảnh ông uống trà với ông Vũ Minh Phát và ông Đỗ Quang Sáng, kèm dòng chữ “{WORDS}”.",
            "Lê Bá Lộc",
        ),
        (f"Qua mạng, chị Lê Thị Lựu quen một người tự xưng là David Trần. “{WORDS}”, chị khai.", "Lê Thị Lựu"),
    ],
)
def test_a_pronoun_means_who_begins_a_sentence_of_its_paragraph(text, speaker):
    assert said(BEFORE + text)[-1] == (WORDS, speaker)


def test_a_pronoun_means_who_spoke_last_where_nobody_begins_a_sentence():
    assert said(f"{BEFORE}Hai tổ khác được gọi thêm trong đêm. “{WORDS}”, ông kể.")[-1] == (WORDS, "Phạm Văn Tỵ")


def test_a_body_right_behind_according_to_said_it():
    text = f"{BEFORE}Theo Ngân hàng Đại Thuận, quyền lợi của người gửi tiền “được bảo đảm theo đúng cam kết đã nêu”."
    assert said(text)[-1] == ("được bảo đảm theo đúng cam kết đã nêu", "Ngân hàng Đại Thuận")


def test_he_is_who_begins_a_sentence_behind_a_clause_that_names_nobody():
    text = """Ông Lê Văn Bình nói: "Tôi vui lắm hôm nay".
Thay mặt tỉnh, ông Trần Văn Tú đề nghị Lê Văn Bình làm sớm. “Chúng tôi sẽ làm xong trong tháng này”, ông nói."""
    assert said(text)[1][1] == "Trần Văn Tú"


@pytest.mark.parametrize(
    "text",
    [
        f"Lê Bá Lộc, Ủy viên Hội đồng, Trưởng Ban Quản lý rừng, trao quà cho ông Vũ Minh Phát, Phó trưởng Ban Quản lý rừng. “{WORDS}”, Trưởng Ban Quản lý rừng nói.",
        f"Nghệ sĩ Lê Bá Lộc nhận giải. Kịch bản do tác giả Vũ Minh Phát viết cho nhà văn hóa, tuổi trẻ của bác sĩ ấy ở đó. “{WORDS}”, nghệ sĩ 60 tuổi kể.",
    ],
)
def test_an_office_is_told_by_words_side_by_side_in_any_clause_behind_a_name_and_is_not_its_deputy_s(text):
    assert said(BEFORE + text)[-1] == (WORDS, "Lê Bá Lộc")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Cụ bà Lê Thị Sáu ngồi hàng đầu. Tan buổi, bà ôm Ngọc Mai, nói khẽ: “{WORDS}”.", "Lê Thị Sáu"),
        (
            f"Ông Lê Bá Lộc cũng đến. Ông nhắc các bạn trên tàu và thuyền trưởng Vũ Minh Phát: “{WORDS}”.",
            "Lê Bá Lộc",
        ),
        (
            f"Tòa buộc Vũ Minh Phát đền cho ông Lê Bá Lộc. Người đàn ông này xin giảm án cho Phát: “{WORDS}”.",
            "Lê Bá Lộc",
        ),
    ],
)
def test_who_is_spoken_of_before_a_colon_is_not_who_speaks(text, speaker):
    assert said(text)[-1] == (WORDS, speaker)


def test_a_pronoun_means_whom_the_paragraph_before_is_about():
    text = f"Ông Lê Bá Lộc quê ở Huế. Năm 2019, ông Lộc về xã.\nNhận việc mới, ông cho biết sẽ “{WORDS}”."
    assert said(BEFORE + text)[-1] == (WORDS, "Lê Bá Lộc")


def test_a_pronoun_means_somebody_of_its_own_paragraph_before_one_of_the_paragraph_before():
    text = f"Lê Bá Lộc về quê.\nVở kịch của Cao Ngọc Hiền được khen. Tan buổi, bà ôm Mai, nói khẽ: “{WORDS}”."
    assert said(BEFORE + text)[-1] == (WORDS, "Cao Ngọc Hiền")


@pytest.mark.parametrize(
    "text",
    [
        f"Giờ nghỉ, HLV Lê Bá Lộc rút Vũ Minh Phát, tung Đỗ Quang Sáng vào sân. “{WORDS}”, nhà cầm quân 60 tuổi kể.",
        f"Sau trận, Lê Bá Lộc ôm thủ môn Vũ Minh Phát rất lâu. “{WORDS}”, anh kể.",
    ],
)
def test_who_is_named_under_a_title_behind_a_clause_of_time_begins_the_sentence(text):
    assert said(BEFORE + text)[-1] == (WORDS, "Lê Bá Lộc")


def _headed(title: str, body: str) -> list[tuple[str, str | None]]:
    """Who said what in a story of a title and one line."""
    text = f"{title}\n\n{body}"
    first = Block("title", title, 0, len(title))
    story = Document(
        content=b"", decoded=text, kind="article", blocks=(first, Block("body", body, len(title) + 2, len(text)))
    )
    return [(quote.text, quote.speaker) for quote in tag_quotes(tag_entities(story)).quotes]


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Bí thư xã: 'Chẳng ai bỏ làng trong đêm nước lên'", "Chẳng ai bỏ làng trong đêm nước lên"),
        ("'Chẳng ai bỏ làng đêm nước lên'", "Chẳng ai bỏ làng đêm nước lên"),
    ],
)
def test_the_words_of_a_headline_are_whose_they_are_in_the_story(title, short):
    body = (
        "Bà Cao Thị Hiền nói: “Chẳng ai bỏ làng trong đêm nước lên, kể cả người già”. Bí thư xã Vũ Minh Phát đi cùng."
    )
    assert _headed(title, body)[0] == (short, "Cao Thị Hiền")


def test_few_words_of_a_headline_and_one_that_names_who_speaks_stay_whose_they_are():
    body = "Bà Cao Thị Hiền nói: “Chúng tôi không sợ nước lớn trong đêm”."
    headed = _headed("Ông Vũ Minh Phát: 'Chúng tôi không sợ nước lớn'", body)
    assert headed[0] == ("Chúng tôi không sợ nước lớn", "Vũ Minh Phát")


def test_a_sentence_right_behind_that_was_said_though_it_is_short():
    text = "Ông Lê Bá Lộc cảnh báo chủ tàu Vũ Minh Phát rằng “Sóng sẽ cao” nếu gió không đổi hướng trong chiều."
    assert said(text) == [("Sóng sẽ cao", "Lê Bá Lộc")]


def test_an_office_that_shares_scattered_words_only_is_another():
    text = (
        f"Ông Lê Bá Lộc cho rằng đê yếu. “{WORDS}”, Phó hiệu trưởng Đại học Thủy lợi tính toán và nói.\n\n"
        "Bà Cao Thị Hiền, Phó trưởng Đoàn đại biểu Quốc hội tỉnh, ngồi nghe."
    )
    assert said(text) == [(WORDS, "Lê Bá Lộc")]


def test_what_stands_before_a_verb_is_not_the_office_of_who_is_named_behind_it():
    text = f"Hàng tiền vệ có Vũ Minh Phát đá hay.\n\nĐội trưởng Lê Bá Lộc đứng lặng. “{WORDS}”, tiền vệ 30 tuổi nói."
    assert said(text) == [(WORDS, "Lê Bá Lộc")]


def test_nu_in_the_middle_of_a_name_is_a_woman_s():
    text = f"Trên sàn mà bà Cao Thị Hiền cho mượn, Lê Bá Lộc cảm ơn thợ ảnh, Trần Nữ Khê Yên. “{WORDS}”, ông nói."
    assert said(text)[-1] == (WORDS, "Lê Bá Lộc")


def test_a_title_of_whom_something_is_of_is_nobody_who_speaks():
    text = "Đài huyện phát thư của ông Lê Bá Lộc, trong đó già làng 86 tuổi khẳng định con đê “sẽ không thể đứng vững lâu”."
    before = "Già làng Lê Bá Lộc vắng mặt.\n\n" + BEFORE
    assert said(before + text)[-1] == ("sẽ không thể đứng vững lâu", "Lê Bá Lộc")
