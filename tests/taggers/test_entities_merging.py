"""Names of one thing that are put together, and those of two that are not."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.entities import tag_entities


def things(text: str) -> list[set[str]]:
    """The printed names of each thing of a text."""
    return [{mention.text for mention in one.mentions} for one in tag_entities(document(text)).entities]


@pytest.mark.parametrize(
    "body",
    ["Cơ quan Minh bạch bơi lội quốc tế (AQXI)", "Ủy ban Lúa gạo chung (JTQ)", "Liên minh Cứu rỗi làng chài (LCR5)"],
)
def test_the_letters_of_a_body_in_brackets_tell_where_its_name_ends(body: str):
    name, _, letters = body.rstrip(")").partition(" (")
    assert {name, letters} in things(f"Hôm qua {body} kết luận anh vô tội. {letters} không nói thêm.")


@pytest.mark.parametrize(
    "text",
    ["Hội Nông dân huyện này đã mời đoàn thanh tra (XQZ) tới.", "Tập đoàn Sao Thủy ra mắt dòng xe mới (XQZ) hôm qua."],
)
def test_a_sentence_between_a_body_and_a_bracket_is_no_name(text: str):
    assert not any("(" in text[text.find(name) + len(name) :][:2] for one in things(text) for name in one)


def test_a_unit_is_called_by_its_head_and_number():
    text = "Lữ đoàn Công binh 249 diễn tập. Binh sĩ Lữ đoàn 249 tới sớm. Lữ đoàn 147 ở lại."
    assert sorted(map(sorted, things(text))) == [["Lữ đoàn 147"], ["Lữ đoàn 249", "Lữ đoàn Công binh 249"]]


def test_two_units_of_one_number_have_no_short_form_together():
    text = "Trung đoàn Tên lửa 236 và Trung đoàn Phòng không 236 cùng tập. Binh sĩ Trung đoàn 236 tới sớm."
    assert {"Trung đoàn 236"} in things(text)


def test_a_party_committee_of_a_ministry_is_not_the_ministry():
    text = "Ông là Bí thư Đảng ủy Bộ Xây dựng. Sau đó Bộ Xây dựng họp."
    assert {"Đảng ủy Bộ Xây dựng"} in things(text) and {"Bộ Xây dựng"} in things(text)


def test_a_ward_named_for_a_part_of_a_city_is_not_the_city():
    assert {"Quy Nhơn Đông"} in things("Ông ở phường Quy Nhơn Đông. Anh đi từ Quy Nhơn về.")


def test_a_highlander_without_a_title_is_called_by_the_beginning_of_the_name():
    assert things("Công an bắt Y Thuân Niê. Đêm ấy, Y Thuân về nhà.") == [{"Y Thuân Niê", "Y Thuân"}]


def test_the_party_s_central_committee_is_called_the_centre():
    assert things("Ông tới trụ sở Trung ương Đảng. Ông nói Trung ương kỳ vọng nhiều.") == [
        {"Trung ương Đảng", "Trung ương"}
    ]


def test_a_firm_in_brackets_that_has_its_name_in_common_is_the_same():
    text = "Công ty CP Tập đoàn Thiên Lộc Phát (Thiên Lộc Group) vay tiền. Thiên Lộc Group nợ."
    assert {"Công ty CP Tập đoàn Thiên Lộc Phát", "Thiên Lộc Group"} in things(text)


def test_who_is_named_in_full_right_behind_a_short_form_is_not_meant_by_it():
    text = "Chủ tịch Lê Hồng Phúc, Phó chủ tịch Vũ Văn Phúc có mặt. Ông Phúc nói, rồi nhắc ông Vũ Văn Phúc theo dõi."
    assert things(text) == [{"Lê Hồng Phúc", "Phúc"}, {"Vũ Văn Phúc"}]
