"""What kind of thing a name is of, told by the words around it and inside it."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.entities import tag_entities


def names(text: str) -> set[tuple[str, str]]:
    return {(m.text, one.type) for one in tag_entities(document(text)).entities for m in one.mentions}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Đồn Biên phòng Mường Hoong bắt hai người.", "Đồn Biên phòng Mường Hoong", "organization"),
        ("Ông là vụ phó Vụ Chính quyền địa phương.", "Vụ Chính quyền địa phương", "organization"),
        ("Chị học ở Học viện Hí kịch Bắc Kinh.", "Học viện Hí kịch Bắc Kinh", "organization"),
        ("Vở diễn ở nhà văn hóa Thủ Đức tối qua.", "nhà văn hóa Thủ Đức", "location"),
        ("Anh là tuyển thủ khúc côn cầu Ấn Độ.", "Ấn Độ", "location"),
    ],
)
def test_a_word_for_what_a_body_does_or_for_a_house_is_in_its_name(text: str, name: str, kind: str):
    assert (name, kind) in names(text)


def test_a_given_name_behind_a_middle_mark_need_not_be_vietnamese():
    assert ("Lò Văn Khoongs", "person") in names("Bố em, anh Lò Văn Khoongs, mất năm 2015.")


def test_who_chairs_a_chamber_is_a_person():
    assert ("Marlen Bosmans", "person") in names("Việc này thuộc về chủ tịch hạ viện Marlen Bosmans.")


def test_the_end_of_a_word_written_large_is_no_person():
    assert names("Anh nhận Huân chương Bảo vệ Tổ quốc hạng ba.") == set()


@pytest.mark.parametrize("firm", ["Barlow Fire & Marine", "ABX Holdings"])
def test_a_firm_goes_on_behind_letters_and_an_and_sign(firm: str):
    assert (firm, "organization") in names(f"Tập đoàn mẹ {firm} mất 12% hôm qua.")


def test_a_city_whose_coach_is_named_behind_it_is_its_club():
    text = "Nam Định của HLV Lê Văn Ba thắng 2-1. Trận đấu có hai bàn thắng và một thẻ đỏ ở hiệp hai."
    assert ("Nam Định", "organization") in names(text)


def test_a_tongue_is_no_short_name_of_somebody():
    text = "Cô Nguyễn Thị Quỳnh Anh dạy văn. Ở môn tiếng Anh, em được 7,8."
    assert names(text) == {("Nguyễn Thị Quỳnh Anh", "person")}


def test_who_may_be_a_listed_person_is_one_in_a_row_of_people():
    text = "Nhóm có Jisoo, Jennie, Rosé và Lisa."
    assert names(text) == {(name, "person") for name in ("Jisoo", "Jennie", "Rosé", "Lisa")}


@pytest.mark.parametrize("place", ["hội trường Bạch Long", "khách sạn Palgrave Hạ Long"])
def test_what_is_built_keeps_its_word(place: str):
    assert names(f"Buổi sáng, họ gặp nhau tại {place}.") == {(place, "location")}


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("5.000 liều", "TDVac"),
        ("lô trái phiếu", "DTLH2325001"),
        ("chứng chỉ quỹ", "FUTDVND"),
        ("tính năng", "Side Guard"),
    ],
)
def test_doses_bonds_and_functions_are_products(before: str, name: str):
    assert names(f"Hôm qua, họ mua {before} {name} nữa.") == {(name, "product")}


def test_who_chairs_a_town_is_a_person_though_listed():
    assert ("Nguyễn Văn Trỗi", "person") in names("Chiều nay, Chủ tịch thành phố Nguyễn Văn Trỗi tiếp dân.")


@pytest.mark.parametrize("driven", ["Tài xế xe đầu kéo", "Lúc đó, lái xe khách", "Hôm qua, phụ xe tải"])
def test_who_drives_a_vehicle_is_a_person_and_no_make(driven: str):
    assert ("Bùi Tá Khoái", "person") in names(f"{driven} Bùi Tá Khoái, 41 tuổi, không bị thương.")
