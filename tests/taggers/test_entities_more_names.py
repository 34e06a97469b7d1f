"""Names of peoples of the highlands, of clubs, firms, works and events, and what the story tells of short ones."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.dates import tag_dates
from workers.taggers.entities import tag_entities


def names(text: str) -> set[tuple[str, str]]:
    return {(mention.text, e.type) for e in tag_entities(document(text)).entities for mention in e.mentions}


def forms(text: str) -> list[set[str]]:
    return [{mention.text for mention in e.mentions} for e in tag_entities(document(text)).entities]


def test_a_highlander_is_named_with_the_letter_before_the_name():
    text = "Già làng Y Brông Ksơr kể chuyện cho H'Juen Mlô và Giàng A Páo nghe."
    assert names(text) == {("Y Brông Ksơr", "person"), ("H'Juen Mlô", "person"), ("Giàng A Páo", "person")}


def test_a_letter_before_a_body_is_no_highlander():
    assert not any(kind == "person" for _, kind in names("Trường Đại học Y Hà Nội tuyển sinh."))


def test_a_hyphen_ties_the_syllables_of_a_given_name():
    assert names("Giáo sư Kim Tae-ho dự họp.") == {("Kim Tae-ho", "person")}


def test_a_person_may_stand_right_behind_the_place_of_an_office():
    found = names("Chủ tịch UBND tỉnh Sơn La Lò Văn Thịnh đi kiểm tra.")
    assert found == {("UBND tỉnh Sơn La", "organization"), ("Lò Văn Thịnh", "person")}


def test_a_given_name_that_is_also_a_country_is_the_person_who_came_in_before():
    text = "Công an bắt Lò Thị Nga (SN 1990) ở Sơn La. Nga giữ sổ sách."
    assert ("Nga", "person") in names(text)


def test_it_is_the_country_where_the_story_speaks_of_the_country():
    text = "Công an bắt Lò Thị Nga khi từ Nga trở về. Tổng thống Nga chưa lên tiếng."
    assert ("Nga", "location") in names(text)


def test_a_score_makes_provinces_their_clubs():
    assert names("Quảng Nam 2-2 Bình Dương") == {("Quảng Nam", "organization"), ("Bình Dương", "organization")}


def test_a_line_in_capitals_is_no_row_of_acronyms():
    assert names("NHỮNG VIỆC CẦN LÀM NGAY") == set()


def test_words_in_two_columns_are_no_name():
    assert names("Mã\tGiá\tĐóng cửa") == set()


def test_a_number_is_a_products_version_unless_it_counts():
    text = "Con chip Exynos 2500 chạy tốt. Mình chơi game Candy Crush 20 phút."
    assert names(text) == {("Exynos 2500", "product"), ("Candy Crush", "product")}


def test_an_event_keeps_its_count_and_is_one_thing_with_and_without():
    text = "Liên hoan phim Berlin lần thứ 74 khép lại. Liên hoan phim Berlin có 20 phim."
    assert {"Liên hoan phim Berlin lần thứ 74", "Liên hoan phim Berlin"} in forms(text)


def test_a_firm_is_called_by_the_end_of_its_name():
    text = "Công ty CP Đầu tư Sao Khuê (gọi tắt là Sao Khuê) vay 400 tỷ đồng. Sao Khuê chưa trả."
    assert forms(text) == [{"Công ty CP Đầu tư Sao Khuê", "Sao Khuê"}]


def test_a_firms_legal_form_makes_it_no_other_firm():
    text = "Ngân hàng TMCP Nam Hải báo lãi. Ngân hàng Nam Hải mở thêm chi nhánh."
    assert forms(text) == [{"Ngân hàng TMCP Nam Hải", "Ngân hàng Nam Hải"}]


def test_a_head_that_opens_the_sentence_stays_out():
    assert ("Cẩm Trung", "location") in names("Xã Cẩm Trung đã sơ tán 300 hộ.")


def test_the_season_in_the_name_of_a_league_is_no_date():
    story = tag_dates(tag_entities(document("Vòng 14 V-League 2024-2025 khởi tranh ngày 23/2/2025.")))
    assert [date.text for date in story.dates] == ["ngày 23/2/2025"]


def test_quoted_titles_behind_one_head_are_all_works():
    text = 'Chị hát ca khúc "Bến lở" và "Đò muộn chiều mưa" trong đêm diễn.'
    assert {("Bến lở", "product"), ("Đò muộn chiều mưa", "product")} <= names(text)


def test_a_title_quoted_once_is_known_without_marks():
    text = 'Bộ phim "Gió qua ngõ vắng" vừa đóng máy. Khán giả chờ Gió qua ngõ vắng từ mùa hè.'
    assert [name for name in names(text) if name[1] == "product"] == [("Gió qua ngõ vắng", "product")]
    assert forms(text)[0] == {"Gió qua ngõ vắng"}


def test_a_title_behind_a_head_goes_on_in_small_letters():
    assert ("Người thợ may già", "product") in names("Nhà hát ra mắt vở Người thợ may già của tác giả trẻ.")


def test_words_beside_the_marks_tell_of_a_title():
    text = 'Thảo Nghi đóng trong "Nắng bên sông". "Mùa hoa dại" dời lịch chiếu sang tháng sau.'
    assert {("Nắng bên sông", "product"), ("Mùa hoa dại", "product")} <= names(text)


def test_a_slogan_in_marks_is_no_title():
    assert ("Chung một niềm tin", "product") not in names('Khẩu hiệu "Chung một niềm tin" treo khắp phố.')


def test_an_evening_in_marks_is_an_event():
    assert ("Sắc màu quê", "event") in names('Triển lãm "Sắc màu quê" mở cửa sáng nay.')


def test_a_ship_is_named_by_letters_and_number():
    assert ("QNg 95512 TS", "product") in names("Rạng sáng nay, tàu cá QNg 95512 TS bị chìm ngoài khơi.")


def test_a_brand_with_a_models_code_is_a_product():
    assert ("Komatsu D65", "product") in names("Chiếc máy ủi Komatsu D65 nằm im bên bờ ruộng.")


def test_how_much_it_stores_is_no_part_of_a_products_name():
    assert ("iPhone 17 Pro", "product") in names("Chiếc iPhone 17 Pro 256GB giá 34 triệu đồng.")


def test_a_firm_is_its_platform_where_one_sells_on_it():
    assert ("eBay", "product") in names("Người mua rao lại món đồ trên eBay với giá gấp đôi.")
    assert ("eBay", "organization") in names("Tập đoàn eBay công bố doanh thu quý ba.")


def test_a_word_like_mang_ten_joins_a_thing_to_its_name():
    assert ("NightCrow", "product") in names("Một phần mềm mang tên NightCrow lây qua thư rác.")


def test_the_word_for_a_treaty_stays_out_before_its_letters():
    assert ("EVFTA", "event") in names("Nhờ Hiệp định EVFTA, thuế tôm về 0%.")


def test_stock_indexes_are_products():
    text = "Chốt phiên, Dow Jones mất 522 điểm, S&P 500 và Nikkei 225 cùng giảm."
    assert names(text) == {("Dow Jones", "product"), ("S&P 500", "product"), ("Nikkei 225", "product")}


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn Hùng gặp ông Nguyễn Văn Hưng.",
        "Công ty Hòa Phát kiện Công ty Hoa Phát.",
        "Владимир Путин gặp Сергей Лавров.",
    ],
)
def test_no_two_entities_of_a_story_have_one_id(text):
    ids = [entity.id for entity in tag_entities(document(text)).entities]
    assert len(ids) == len(set(ids)) > 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ca sĩ hát ca khúc “Tôi ‘yêu’ em” tối qua. Tôi không nghe. Tôi về nhà.", "Tôi ‘yêu’ em"),
        ("Phim “Don't Look Up” ra rạp hôm nay.", "Don't Look Up"),
    ],
)
def test_marks_inside_a_title_do_not_end_it(text, title):
    assert [mention.text for entity in tag_entities(document(text)).entities for mention in entity.mentions] == [title]


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("Nhiều người thích chiếc Tesla do Elon Musk giới thiệu.", "Tesla do Elon Musk"),
        ("Bài đăng trên Nature do Johan Rockström viết.", "Nature do Johan Rockström"),
        ("Vaccine Qdenga do Takeda sản xuất đã về nước.", "Qdenga do Takeda"),
    ],
)
def test_do_between_two_foreign_names_means_by(text: str, glued: str):
    found = {mention.text for entity in tag_entities(document(text)).entities for mention in entity.mentions}
    assert glued not in found
    assert glued.split(" do ")[1] in found


def ids(text: str) -> dict[str, str]:
    """The id of each printed form."""
    return {mention.text: e.id for e in tag_entities(document(text)).entities for mention in e.mentions}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Artemis II", "Artemis III"), ("Hằng Nga 5", "Hằng Nga 7"), ("Ariane 5", "Ariane 6"), ("MH370", "MH17")],
)
def test_the_number_of_a_listed_thing_tells_it_from_another(one: str, other: str):
    found = ids(f"Hôm qua, họ so sánh {one} với {other} trong một giờ.")
    assert found[one] != found[other]


@pytest.mark.parametrize("name", ["Thần Châu 97", "DJI Phantom 96"])
def test_a_number_behind_a_listed_product_is_another_than_the_listed_one(name: str):
    assert ids(f"Hôm qua, {name} được giới thiệu tại Hà Nội.")[name].endswith(name[-2:])


def test_a_state_title_before_a_country_makes_no_person_of_it():
    text = "Hôm qua, Ngoại trưởng Jordan phát biểu. Quốc vương Jordan gọi cho Tổng thống Georgia."
    assert names(text) == {("Jordan", "location"), ("Georgia", "location")}


def test_an_address_before_the_same_name_does():
    assert names("Ca sĩ Jordan hát ba bài.") == {("Jordan", "person")}


def test_a_last_name_that_is_listed_is_not_the_listed_ones_behind_another_first_name():
    found = ids("Bộ trưởng Oliver Bowen dự họp. Ông Bowen nói vậy. Sau đó Bowen ra về.")
    assert found == dict.fromkeys(("Oliver Bowen", "Bowen"), "local:person:oliver-bowen")


def test_letters_in_a_bracket_that_are_surely_another_thing_are_not_the_body_before_it():
    found = tag_entities(document("Hội nghị khí hậu của Liên Hợp Quốc (COP31) khai mạc tháng tới.")).entities
    assert {(e.name, e.type) for e in found} >= {("Liên hợp quốc", "organization"), ("COP31", "event")}


@pytest.mark.parametrize("name", ["AJ Park", "CL Huang", "TM Roh", "TJ Monterde"])
def test_two_letters_behind_a_title_are_first_names(name):
    assert (name, "person") in names(f"Mở màn, ông {name} giới thiệu bộ ba máy mới.")


@pytest.mark.parametrize("text", ["Xe đỗ trên đường {} (quận 3).", "Tai nạn xảy ra ở ngã tư đường {} và quốc lộ 13."])
def test_a_street_bears_a_man_s_full_name(text):
    assert ("Huỳnh Văn Nghệ", "location") in names(text.format("Huỳnh Văn Nghệ"))


def test_somebody_on_the_way_is_no_street():
    assert ("Trần Văn Ba", "person") in names("Trên đường Trần Văn Ba nói chuyện với bạn.")


def test_a_first_name_that_the_lists_have_alone_goes_on_with_its_last_name():
    assert ("Tim Hallworth", "person") in names("Hôm qua, bà Lan và ông Tim Hallworth soạn một thỏa thuận.")
