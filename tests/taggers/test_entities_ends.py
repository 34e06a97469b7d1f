"""Where names end and the next begins: letters joined by &, models behind hyphens, bodies and the words in brackets."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.entities import tag_entities


def names(text: str) -> set[tuple[str, str]]:
    return {(mention.text, e.type) for e in tag_entities(document(text)).entities for mention in e.mentions}


def test_a_field_behind_the_name_of_a_firm_is_another_s():
    found = names("Công ty Luật TNHH Minerva và luật sư Trần Thị Bích Hà nêu quan điểm.")
    assert found == {("Công ty Luật TNHH Minerva", "organization"), ("Trần Thị Bích Hà", "person")}


def test_a_body_s_own_word_in_brackets_is_its_name_too():
    (entity,) = tag_entities(document("Tổng công ty Cao su Miền Đông (Micasu) báo lãi. Micasu trả cổ tức.")).entities
    assert {mention.text for mention in entity.mentions} == {"Tổng công ty Cao su Miền Đông", "Micasu"}


def test_someone_from_a_country_is_not_named_with_it():
    found = names("Đại sứ Việt Nam tại Áo Vũ Lê Hoài Nam trình quốc thư.")
    assert {("Áo", "location"), ("Vũ Lê Hoài Nam", "person")} <= found


@pytest.mark.parametrize("name", ["Zhuqian-3", "Long March-12B"])
def test_a_number_behind_a_hyphen_belongs_to_the_model(name):
    assert (name, "product") in names(f"Năm nay, hãng phóng {name}, rồi dừng lại.")


def test_letters_that_a_mark_joins_to_a_foreign_word_are_a_firm_s():
    assert names("Liên danh gồm Sol E&C và Vinaconex thi công.") >= {("Sol E&C", "organization")}


def test_the_beginning_of_what_a_law_is_about_is_no_event():
    assert names("Luật Khoa học, Công nghệ và Đổi mới sáng tạo có hiệu lực.") == set()


def test_a_plenum_has_its_number_and_term():
    assert ("Hội nghị Trung ương 14 khóa XIII", "event") in names("Ông nói tại Hội nghị Trung ương 14 khóa XIII.")


def test_clergymen_are_no_country():
    found = names("Đức Tổng Giám mục Giuse Lê Văn Ninh dâng lễ ở Nhà thờ Chính tòa Hà Nội.")
    assert found == {("Giuse Lê Văn Ninh", "person"), ("Nhà thờ Chính tòa Hà Nội", "location")}


def test_a_metro_line_is_named_by_its_number_and_its_ends():
    assert ("metro số 2 Bến Thành - Tham Lương", "location") in names(
        "Thành phố làm metro số 2 Bến Thành - Tham Lương."
    )


@pytest.mark.parametrize("text", ["Khán đài B. Phút 60 có bàn thắng.", "Uống vitamin C. Bệnh sẽ giảm."])
def test_a_letter_that_ends_a_sentence_is_nobody_s_initial(text):
    assert not names(text)


def test_a_letter_tied_to_a_model_ends_with_the_sentence():
    assert names("Quân đội phóng tên lửa Tochka-U. Phần lớn bị chặn.") == {("Tochka-U", "product")}


@pytest.mark.parametrize("place", ["ga Bến Lội", "cảng cá Bãi Gạo", "khu đô thị Mũi Cát Đỏ", "khu tái định cư Lộc An"])
def test_what_is_built_keeps_its_head_before_a_place_that_begins_like_one(place):
    assert names(f"Đoàn xe đi qua {place}, rồi dừng lại.") == {(place, "location")}


@pytest.mark.parametrize("place", ["Đạ Huoai 3", "Bảo Lâm 2", "Cam Ly - Đà Lạt"])
def test_a_commune_has_its_number_or_its_town(place):
    assert names(f"Mưa lớn ở xã {place}, nước lên nhanh.") == {(place, "location")}


def test_a_number_behind_a_commune_that_counts_is_not_of_its_name():
    assert names("Ở xã Tân Lập 2 người bị thương.") == {("Tân Lập", "location")}


@pytest.mark.parametrize("place", ["tịnh xá Ngọc Hạnh", "thiền viện Trúc Lam", "tổ đình Linh Bửu"])
def test_a_house_of_prayer_is_a_place(place):
    assert names(f"Bà nấu cháo ở {place} mỗi sáng.") == {(place, "location")}


def test_a_listed_body_ends_before_a_verb_that_is_also_a_field():
    found = names("Hôm qua Ngân hàng Thế giới dự báo thương mại Ấn Độ chững lại.")
    assert {("Ngân hàng Thế giới", "organization"), ("Ấn Độ", "location")} <= found


@pytest.mark.parametrize(
    "body",
    [
        "Tòa án nhân dân cấp cao tại Cần Thơ",
        "Đoàn Kinh tế - Quốc phòng 345",
        "Khoa Nội - Chấn thương",
        "Viện Nghiên cứu sản xuất vaccine và sinh phẩm y tế",
    ],
)
def test_a_court_has_its_seat_a_unit_its_number_a_ward_its_trade(body):
    assert (body, "organization") in names(f"Hôm qua, họ đến {body} làm việc.")


def test_a_word_of_its_own_making_in_brackets_tells_where_a_body_s_name_ends():
    found = names("Giống do Trung tâm Lúa thơm xuất khẩu miền sông nước (Rizavo) làm ra.")
    assert ("Trung tâm Lúa thơm xuất khẩu miền sông nước", "organization") in found


def test_a_bank_s_branch_has_its_place():
    found = names("Trưởng quỹ Agribank chi nhánh Bến Tre Lê Bá Lộc vắng mặt.")
    assert found == {("Agribank chi nhánh Bến Tre", "organization"), ("Lê Bá Lộc", "person")}
