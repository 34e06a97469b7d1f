"""One thing under several names: nicknames inside a name, letters that a story explains, what someone is called."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.document import Document
from workers.pipeline import run
from workers.taggers.entities import tag_entities


def entities(text: str) -> list[tuple[str, set[str]]]:
    found = tag_entities(document(text)).entities
    return [(entity.type, {mention.text for mention in entity.mentions}) for entity in found]


def names(text: str) -> set[tuple[str, str]]:
    return {(name, kind) for kind, shown in entities(text) for name in shown}


@pytest.mark.parametrize(
    ("name", "shorts"),
    [('Đỗ "Rồng" Duy Khoát', {"Rồng", "Duy Khoát", "Khoát"}), ('Kim "mOnk" Jeong-ho', {"mOnk"})],
)
def test_a_nickname_stands_inside_a_name_and_for_it(name, shorts):
    told = " ".join(f"Hôm qua {short} lại thắng." for short in shorts)
    assert ("person", {name, *shorts}) in entities(f"Đội trưởng {name} vắng mặt. {told}")


def test_a_word_for_acting_as_is_a_name_before_a_nickname():
    assert ("person", {"Hoàng Văn Quyền", 'Quyền "Sẹo"'}) in entities('Hoàng Văn Quyền, tức Quyền "Sẹo", bị bắt.')


def test_a_name_behind_a_comma_and_a_word_for_called_is_the_same_person():
    found = entities("Công an bắt Lý A Pao, tức Tiểu Hổ, ở biên giới. Tiểu Hổ khai nhận.")
    assert ("person", {"Lý A Pao", "Tiểu Hổ"}) in found


def test_letters_are_the_body_that_the_story_explains_them_by():
    (found,) = (
        shown for _, shown in entities("Lực lượng Hỗ trợ Nhanh (RSF) rút đi. RSF nói sẽ trở lại.") if "RSF" in shown
    )
    assert found == {"Lực lượng Hỗ trợ Nhanh", "RSF"}


def test_letters_that_the_lists_explain_alike_keep_their_id():
    found = tag_entities(document("Cơ quan Hàng không vũ trụ Mỹ (NASA) hoãn chuyến bay.")).entities
    assert {e.id for e in found if "NASA" in {m.text for m in e.mentions}} == {"Q23548"}


def test_two_letters_joined_by_a_mark_in_brackets_are_the_body_before_them():
    found = entities("Bộ Giáo dục và Đào tạo (GD&ĐT) công bố đề thi. Bộ GD&ĐT nói đề vừa sức.")
    assert ("organization", {"Bộ Giáo dục và Đào tạo", "GD&ĐT", "Bộ GD&ĐT"}) in found


@pytest.mark.parametrize("name", ["Nguyễn Thị Thanh Mai", "Cao Thị Hòa An", "Trần Thị Thanh Hóa"])
def test_a_listed_name_inside_a_woman_s_name_does_not_cut_it(name):
    assert names(f"Bà {name}, phó giám đốc, trấn an phụ huynh.") == {(name, "person")}


def test_goods_and_pay_that_open_a_sentence_are_nobody_s_family_name():
    assert names("Hàng Trung Quốc rẻ hơn. Phí Hà Nội cao nhất nước.") == {
        ("Trung Quốc", "location"),
        ("Hà Nội", "location"),
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Nhóm diễn ở Kwansai Sky Dome tối nay.", "Kwansai Sky Dome", "location"),
        ("Hai bên ký với đối tác Hoshikawa Properties.", "Hoshikawa Properties", "organization"),
        ("Tối qua The Crimson Lotus đóng cửa.", "The Crimson Lotus", "organization"),
        ("Tàu huấn luyện sẽ thăm La Quintera tuần sau.", "La Quintera", "location"),
        ("Hàng vạn người đứng dọc bờ biển Kestova.", "Kestova", "location"),
        ("Ở Zelkova 133 người bước vào nhà nguyện.", "Zelkova", "location"),
        ("Hàng trăm tàu cá nằm bờ ở Sa Khuê vì dầu đắt.", "Sa Khuê", "location"),
    ],
)
def test_foreign_words_and_where_one_is_tell_a_place_or_a_firm_from_a_person(text, name, kind):
    assert (name, kind) in names(text)


def headline(text: str) -> set[str]:
    """The names found in a title over a story of the same things."""
    told = (
        f"Trang chủ > Thời sự\n\n{text}\n\n12/03/2025 08:00\n\nChiều qua, Nga và Ukraine cùng lên tiếng về việc này, "
    )
    told += (
        "sau khi nhiều người quan tâm và bàn luận suốt mấy ngày ở cả hai nước.\n\nÔng Nguyễn Văn Trung, đại diện cơ "
    )
    told += "quan chức năng, nói sẽ tiếp tục theo dõi và thông báo khi có thêm kết quả, đề nghị mọi người bình tĩnh.\n"
    document = run(Document(content=told.encode(), filename="a.txt"))
    assert document.title == text
    return {m.text for entity in document.entities for m in entity.mentions if m.start < told.index("12/03")}


def test_a_headline_with_every_word_large_names_what_the_story_names():
    assert headline("Bỏ Ý Tưởng Dùng Tài Sản Nga Để Cho Ukraine Vay") == {"Nga", "Ukraine"}
    assert headline("Cổ Phiếu Họ Dầu Kéo Thị Trường Đi Lên Ngày Thứ Ba") == set()
    assert headline("Ông Nguyễn Văn Trung Kể Chuyện Ba Ngày Dưới Đống Đổ Nát") == {"Nguyễn Văn Trung"}


def test_a_foreign_first_name_behind_a_country_is_no_part_of_its_ministry():
    found = names("Bộ trưởng Bộ Quân đội Pháp Antoine Brevelle sang thăm.")
    assert found == {("Bộ Quân đội Pháp", "organization"), ("Antoine Brevelle", "person")}


def test_a_parliament_ends_before_what_is_said_about_a_law():
    assert ("Quốc hội", "organization") in names("Đại biểu nói với Quốc hội về Luật Nhà giáo.")


def test_a_letter_that_ends_a_sentence_is_no_first_name_of_the_next():
    assert names("Nhà mạng trúng khối băng tần C. Đại diện cục khẳng định.") == set()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Bà Yevgela Marrero, chủ tiệm bánh, kể lại.", "Yevgela Marrero", "person"),
        ("Hai bên bàn việc tàu Lê Quý Đôn thăm cảng bạn.", "Lê Quý Đôn", "product"),
        ("Anh vừa giành vàng Olympic Paris 2024.", "Olympic Paris 2024", "event"),
        ("Đội nhà dự vòng loại World Cup 2026 tuần sau.", "World Cup 2026", "event"),
        ("Trung Quốc cử ủy viên Quốc vụ Thầm Vĩ Khang sang dự.", "Thầm Vĩ Khang", "person"),
    ],
)
def test_what_a_list_knows_by_a_word_goes_by_its_whole_name_here(text, name, kind):
    found = names(text)
    assert (name, kind) in found
    assert not {other for other, _ in found} & set(name.split())


def test_someone_named_in_passing_lends_no_short_form_of_whom_the_story_is_about():
    found = entities(
        "Ông Lê Thành Phong nhậm chức chủ tịch tỉnh hôm qua.\nBuổi sáng, Lê Thành Phong thăm một trường học. "
        "Đại biểu Tăng Hữu Phong đặt câu hỏi.\nSau đó ông Phong trả lời."
    )
    assert ("person", {"Lê Thành Phong", "Phong"}) in found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bão Wipha (bão số 3) suy yếu.", {"Wipha", "bão số 3"}),
        ("Bão số 10 (bão Bualoi) suy yếu.", {"Bão số 10", "Bualoi"}),
        ("Bão Noru, tức bão số 4, suy yếu.", {"Noru", "bão số 4"}),
    ],
)
def test_a_storm_and_its_number_are_one(text, shown):
    assert entities(text) == [("event", shown)]


def test_foreign_words_with_letters_at_their_end_are_a_firm():
    assert ("Quexdale ICT", "organization") in names("Nhà máy do Quexdale ICT dựng ở ngoại ô.")


def people(text: str) -> dict[str, set[str]]:
    found = [entity for entity in tag_entities(document(text)).entities if entity.type == "person"]
    return {entity.id: {mention.text for mention in entity.mentions} for entity in found}


def test_a_highlander_is_called_by_the_beginning_of_the_name():
    assert list(people("Ông Y Thanh Hà Niê Kđăm phát biểu. Ông Y Thanh Hà nói thêm.").values()) == [
        {"Y Thanh Hà Niê Kđăm", "Y Thanh Hà"}
    ]


def test_a_listed_person_from_china_is_called_by_the_family_name():
    assert people("Ngoại trưởng Vương Nghị tới thăm. Ông Vương về nước.") == {"Q701801": {"Vương Nghị", "Vương"}}


@pytest.mark.parametrize(("name", "id_"), [("Trump", "Q22686"), ("Merkel", "Q567")])
def test_somebody_known_by_one_name_has_the_id_of_the_lists(name: str, id_: str):
    assert people(f"Sáng nay, ông {name} trả lời báo chí.") == {id_: {name}}


def test_a_foreign_and_a_vietnamese_name_in_brackets_are_one_person_s():
    text = "Hậu vệ Trần Quang Vinh (Jason Pendant) ghi bàn. Quang Vinh mừng."
    assert list(people(text).values()) == [{"Trần Quang Vinh", "Jason Pendant", "Quang Vinh"}]


@pytest.mark.parametrize("text", ["{} nói sau trận.", "Công an bắt Lê Văn Kỳ (tức {})."])
def test_a_nickname_in_small_letters_belongs_to_the_given_name(text: str):
    assert ('Hùng "sứt"', "person") in names(text.format('Hùng "sứt"'))


def test_a_word_somebody_puts_in_marks_is_no_nickname():
    assert ("Nam", "person") in names('Anh Nam "xin" tiền vé.')


def test_a_foreign_name_has_its_nickname_inside():
    assert names('HLV Alexandre "Mano" Polking phản ứng. Ông Polking buồn.') == {
        ('Alexandre "Mano" Polking', "person"),
        ("Polking", "person"),
    }


def test_a_family_name_stays_whose_wife_the_other_bearer_is():
    found = [
        shown
        for _, shown in entities("Ông Olav Brekstad đến cùng phu nhân Sigrid Brekstad. Chiều nay, Brekstad về nước.")
    ]
    assert {"Olav Brekstad", "Brekstad"} in found
    assert {"Sigrid Brekstad"} in found


def test_a_country_that_is_somebodys_first_name_stays_the_country():
    assert ("Israel", "location") in names("Nghị sĩ Israel Hallworth phản đối. Ông nói Israel vẫn đóng cửa khẩu.")
