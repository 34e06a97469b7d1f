"""How far a body's name goes, firms without a head, what only looks like a body."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.entities import tag_entities


def bodies(text: str) -> set[str]:
    found = tag_entities(document(text)).entities
    return {mention.text for entity in found if entity.type == "organization" for mention in entity.mentions}


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Cảnh sát điều tra tội phạm về trật tự xã hội Công an tỉnh Thái Bình",
        "Tòa Gia đình và Người chưa thành niên TP.HCM",
        "Công ty CP Đầu tư và Phát triển Địa ốc Hưng Lộc Phát",
        "Trường THPT chuyên Lương Văn Tụy",
        "Nhà máy Xi măng Sông Thao Xanh",
        "Lữ đoàn Công binh 279",
        "Phái bộ Liên Hợp Quốc tại Nam Sudan",
        "TAND khu vực 3",
    ],
)
def test_a_long_name_is_taken_whole(name: str):
    assert name in bodies(f"Chiều qua, {name} tiếp nhận hồ sơ của ông Lê Văn Bảy.")


def test_a_name_ends_before_a_verb_in_small_letters():
    assert bodies("Đại học Tartu mở ngành mới.") == {"Đại học Tartu"}


def test_a_name_ends_before_a_verb_in_a_headline_of_capitals():
    assert bodies("GIÁM ĐỐC BỎ TRỐN, CÔNG TY HƯNG THỊNH VƯỢNG BỊ KIỆN") == {"CÔNG TY HƯNG THỊNH VƯỢNG"}


def test_a_foreign_word_makes_vietnamese_ones_a_firm():
    assert bodies("Khách đòi Minh Khang Logistics bồi thường.") == {"Minh Khang Logistics"}


def test_a_trade_and_a_name_are_a_firm_where_its_shares_are_spoken_of():
    assert bodies("Cổ đông Thép Việt Long bỏ phiếu.") == {"Thép Việt Long"}


def test_a_shop_that_looks_like_a_person_is_a_shop():
    assert bodies("Kẻ lạ xông vào tiệm vàng Kim Ngọc Hà.") == {"Kim Ngọc Hà"}


def test_a_firm_is_known_by_the_last_words_of_its_name():
    text = "Công ty CP Thép Hòn Sao bị phạt. Nhà máy của Hòn Sao ở bên sông."
    assert "Hòn Sao" in bodies(text)


def test_a_government_that_opens_a_sentence_before_a_country_is_none():
    assert not bodies("Chính phủ Chile muốn đánh thuế. Quốc hội hai nước sẽ họp.")


def test_the_police_of_a_village_that_open_a_sentence_are_none():
    assert not bodies("Công an xã xem sổ rồi cho về.")


def test_a_museum_is_a_place_to_those_who_are_in_it():
    assert not bodies("Triển lãm bày ở Bảo tàng Mỹ thuật Đà Nẵng.")


def test_a_city_in_a_table_is_its_club():
    text = "Vòng 9 V-League, các đội bóng ghi nhiều bàn thắng.\n1. Nam Định 13 8 2 3"
    assert "Nam Định" in bodies(text)


def together(text: str) -> list[set[str]]:
    """The printed forms of each entity."""
    return [{mention.text for mention in entity.mentions} for entity in tag_entities(document(text)).entities]


def test_listed_hospitals_whose_names_begin_alike_stay_apart():
    text = "Ca mổ do Bệnh viện Nhi đồng 2 và Bệnh viện Nhi đồng Thành phố cùng thực hiện."
    assert sorted(map(len, together(text))) == [1, 1]


def test_a_firm_of_a_larger_name_is_not_the_listed_one():
    assert {"LG"} in together("Hôm qua, LG cho biết LG Biển Xanh đã dời trụ sở.")


def test_a_listed_body_that_is_all_head_is_still_the_one_named_in_full():
    text = "Cơ quan Cảnh sát điều tra Công an tỉnh Lào Cai bắt ba người. Theo Cơ quan Cảnh sát điều tra, họ đã khai."
    assert {
        "Cơ quan Cảnh sát điều tra",
        "Cơ quan Cảnh sát điều tra Công an tỉnh Lào Cai",
    } in together(text)


@pytest.mark.parametrize(
    "text",
    ["Hạ viện bác bỏ dự luật ấy.", "Dự luật ấy bị Hạ viện trả lại.", "Hạ viện tuyên bố sẽ họp lại."],
)
def test_a_chamber_of_parliament_is_a_body_by_itself(text: str):
    assert bodies(text) == {"Hạ viện"}


def test_letters_of_a_broker_among_others_are_no_prince():
    assert bodies("Nhóm chứng khoán có MBS, SSI cùng giảm, UPCoM đứng giá.") == {"MBS", "SSI", "UPCoM"}


@pytest.mark.parametrize("title", ["trưởng phòng Đào tạo", "phó trưởng phòng Kế hoạch", "trưởng khoa Nhi"])
def test_the_end_of_a_title_heads_no_body(title: str):
    (entity,) = tag_entities(document(f"Ông Lê Hải Đăng, {title}, trả lời.")).entities
    assert entity.name == "Lê Hải Đăng"


def test_what_an_officer_is_in_charge_of_is_no_school():
    assert not bodies("Theo Vụ trưởng Giáo dục đại học Lê Minh Thắng, cả nước có nhiều trường.")


def test_a_title_s_office_with_its_place_is_a_body():
    text = "Ông Lê Hải Đăng, trưởng phòng Tham mưu Công an TP.HCM, trả lời."
    assert bodies(text) == {"phòng Tham mưu Công an TP.HCM"}


@pytest.mark.parametrize("body", ["Hiệp hội Đậu nành Mỹ", "Hiệp hội Hạt điều Việt Nam", "Hiệp hội Bán dẫn Mỹ"])
def test_who_deals_in_goods_is_named_by_them(body: str):
    assert bodies(f"Sáng nay, {body} lên tiếng.") == {body}


def test_a_legal_person_is_a_firm():
    assert bodies("Tiền đi qua hai pháp nhân Lumina và Octava rồi về nước.") == {"Lumina", "Octava"}
