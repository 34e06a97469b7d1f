"""Where a line stands tells what it is: breadcrumbs over a title, facts inside a story, services on a page of none."""

import pytest

from workers.document import Document
from workers.parsers import parse

TITLE = "Cầu mới qua sông Lam thông xe sớm ba tháng"
STORY = """Sáng 4/5, cầu mới qua sông Lam chính thức thông xe, sớm hơn kế hoạch ba tháng sau hai năm thi công liên tục.
Ban quản lý dự án cho biết cầu dài 1,2 km, bốn làn xe, nối hai huyện ven sông với quốc lộ chạy qua tỉnh.
Trước đó, người dân hai bờ phải đi đò hoặc vòng hơn 20 km để sang sông Lam mỗi ngày."""
END = "Theo kế hoạch, ban quản lý dự án sẽ bàn giao cầu mới qua sông Lam cho tỉnh trong tháng tới."


def roles(text):
    return {block.text: block.role for block in parse(Document(content=b"", decoded=text)).blocks}


def story(*inside, above=(), below=()):
    return "\n".join([*above, TITLE, STORY, *inside, END, *below])


def test_a_home_link_and_what_follows_it_over_the_title_are_a_breadcrumb():
    found = roles(story(above=["Diễn đàn", "Mua bán", "Trang chủ", "Xã hội", "Giao thông"]))
    assert [found[line] for line in ("Trang chủ", "Xã hội", "Giao thông")] == ["breadcrumb"] * 3
    assert {found["Diễn đàn"], found["Mua bán"]} == {"noise"}


def test_a_long_run_of_sections_over_the_title_is_a_menu():
    menu = ["Trang chủ", "Thời sự", "Thế giới", "Kinh tế", "Thể thao", "Giải trí", "Pháp luật"]
    found = roles(story(above=menu))
    assert {found[line] for line in menu} == {"noise"}


def last_roles(text, number):
    """The roles of the last lines before the title: a line that comes twice has two."""
    blocks = parse(Document(content=b"", decoded=text)).blocks
    title = next(at for at, block in enumerate(blocks) if block.text == TITLE)
    return [block.role for block in blocks[:title]][-number:]


def test_a_section_that_the_menu_named_before_is_the_breadcrumb_when_it_comes_again_over_the_title():
    menu = ["Chính sách", "Vùng cao", "Làng nghề", "Dân sinh", "Đặc sản", "Nhà nông"]
    assert last_roles(story(above=[*menu, "Dân sinh"]), 3) == ["noise", "noise", "breadcrumb"]
    assert last_roles(story(above=[*menu, "Dân sinh", "Cầu đường"]), 3) == ["noise", "breadcrumb", "breadcrumb"]


def test_a_menu_that_comes_twice_holds_no_breadcrumb():
    menu = ["Chính sách", "Vùng cao", "Làng nghề", "Dân sinh", "Đặc sản", "Nhà nông"]
    assert set(last_roles(story(above=[*menu, *menu]), 12)) == {"noise"}


def test_two_steps_with_a_line_for_the_mark_between_them_are_a_breadcrumb():
    found = roles(story(above=["Hotline: 0909 000 000", "Gia đình", "/", "Tổ ấm nhỏ"]))
    assert [found["Gia đình"], found["Tổ ấm nhỏ"]] == ["breadcrumb"] * 2


def test_names_of_sections_above_the_steps_of_a_breadcrumb_are_a_menu():
    above = ["Gia đình", "Làm mẹ", "Giải trí", "Ăn ngon", "Tâm sự", "Trang chủ", "Xã hội"]
    assert last_roles(story(above=above), 7) == ["noise"] * 5 + ["breadcrumb"] * 2


def test_what_tells_which_article_one_reads_is_noise_however_long_it_is():
    notice = f"Bạn đang đọc bài viết {TITLE} tại chuyên mục Xã hội của Báo Sông Lam. Mọi thông tin góp ý và chia sẻ, "
    notice += "xin vui lòng liên hệ số máy của tòa soạn hoặc gửi thư về địa chỉ hòm thư in ở cuối trang này."
    assert roles(story(below=[notice]))[notice] == "noise"


MENU = [
    "Thời sự",
    "Thế giới",
    "Kinh doanh",
    "Giáo dục",
    "Sức khỏe",
    "Du lịch",
    "Thể thao",
    "Pháp luật",
    "Đời sống",
    "Video",
    "Ảnh",
    "Podcast",
]
SHELF = ["Nhạc sĩ Trần Mai ra mắt sách thiếu nhi về biển đảo quê nhà", "Dân tộc thiểu số và miền núi", "Hồ sơ", "Ảnh"]
FOOTER = """Cơ quan chủ quản: Sở Văn hóa tỉnh Phước An
Số giấy phép: 12/GP-STTTT, cấp ngày 17/10/2020
Liên hệ tòa soạn
Điện thoại: 02003123456 - Hotline: 0900123456
Email: toasoan@phuocan.example
© 2010 Báo Phước An. All rights reserved.
Chỉ được phát hành lại thông tin từ website này khi có sự đồng ý bằng văn bản của báo.
Liên hệ quảng cáo
Hotline: 0900 123 456
Tải ứng dụng""".splitlines()


def test_a_story_is_found_below_menus_headlines_and_the_footer_of_its_page():
    above = [*MENU, *SHELF, *FOOTER * 3, *SHELF, *MENU, "Thứ Hai, 11/05/2026 - 08:52"]
    found = roles(story(above=above, below=["Tin nổi bật", *MENU]))
    assert (found[TITLE], found[END]) == ("title", "body")
    assert {found[line] for line in FOOTER} <= {"noise", "teaser_text"}


def test_labelled_facts_and_rows_of_figures_inside_a_story_are_its_body():
    facts = ["Chiều dài: 1,2 km", "Số làn xe: 4", "Vốn đầu tư: 900 tỷ đồng", "Nhà thầu: liên danh ba công ty"]
    rows = ["Hạng mục\tKế hoạch\tThực tế", "Móng trụ\t12\t10", "Nhịp chính\t24\t21"]
    found = roles(story(*facts, END.replace("tháng tới", "tháng sáu"), *rows))
    assert {found[line] for line in facts + rows} == {"body"}


def test_rows_of_figures_over_a_story_are_a_ticker():
    ticker = ["VN-INDEX 1.257,41 -13,49 (-1,06%)", "USD 25.450 +12 (0,05%)"]
    found = roles(story(above=ticker))
    assert {found[line] for line in ticker} == {"noise"}


def test_a_short_line_between_paragraphs_is_a_subhead():
    assert roles(story("Phương án tổ chức giao thông"))["Phương án tổ chức giao thông"] == "subhead"


def test_a_heading_that_says_what_it_heads_need_not_be_listed():
    links = ["Hai học sinh cứu bạn đuối nước được tặng bằng khen", "Giá vé tàu dịp lễ tăng nhẹ so với năm ngoái"]
    found = roles(story(below=["Chuyện ven sông liên quan", *links]))
    assert found["Chuyện ven sông liên quan"] == "block_heading"
    assert {found[line] for line in links} == {"teaser_title"}


def test_offers_and_accounts_are_no_news():
    offers = [f"Gói {number} tháng: {number}9.000 đồng/tháng, giao tận nhà bạn đọc" for number in range(3, 9)]
    document = parse(Document(content=b"", decoded="\n".join(["Trang chủ", "BẢNG GIÁ ĐẶT BÁO", *offers])))
    assert (document.kind, document.teasers) == ("other", ())


def test_a_lone_line_over_the_title_that_the_date_names_again_is_a_breadcrumb():
    found = roles(
        "\n".join(["Tìm kiếm", "Chuyện phố phường", TITLE, "04/05/2024 14:20 | Chuyện phố phường", STORY, END])
    )
    assert found["Chuyện phố phường"] == "breadcrumb"


def test_a_lone_line_over_the_title_that_heads_more_of_its_section_is_a_breadcrumb():
    more = ["Cùng chuyên mục", "Nếp Nhà Xưa", "Hai xã cù lao có điện lưới từ tháng sau"]
    text = "\n".join(["Bổ Não", "Nhịp Yêu", "Nếp Nhà Xưa", "04/05/2024", TITLE, STORY, END, *more])
    assert [block.role for block in parse(Document(content=b"", decoded=text)).blocks][:3] == ["noise"] * 2 + [
        "breadcrumb"
    ]


def test_one_line_with_a_hash_over_the_title_is_a_breadcrumb_and_names_the_section():
    page = parse(Document(content=b"", decoded="\n".join(["Tìm kiếm", "#Cầu đường", TITLE, "04/05/2024", STORY, END])))
    assert (page.blocks[1].role, page.section) == ("breadcrumb", "Cầu đường")


def test_a_step_with_a_number_below_the_first_of_a_breadcrumb_is_one():
    assert roles(story(above=["Giải trí", "12 con giáp", "04/05/2024, 00:00"]))["12 con giáp"] == "breadcrumb"


def test_a_step_that_the_menu_has_named_is_a_breadcrumb_over_the_date_though_no_list_knows_it():
    above = ["Đặt báo", "Rao vặt", "Xóm Núi", "Xóm Biển", "Nhập từ khóa:", "Xóm Núi", "14/07/2025"]
    assert last_roles(story(above=above), 2) == ["breadcrumb", "dateline"]


def test_a_menu_in_capitals_is_none_of_the_story_s_breadcrumb():
    menu = ["Cáo phó", "TRANG CHỦ", "TIN CHÍNH", "HOA KỲ", "VIỆT NAM", "THẾ GIỚI", "SỐNG ĐẸP", "VĂN HÓA", "THỂ THAO"]
    found = roles(story(above=menu))
    assert {found[line] for line in menu} == {"noise"}


def test_steps_with_marks_between_them_may_be_named_like_two_sections():
    found = roles(story(above=["Trang chủ", ">", "Bạn đọc hỏi", ">", "Bảo hiểm xã hội", "14/07/2025"]))
    assert [found[line] for line in ("Trang chủ", "Bạn đọc hỏi", "Bảo hiểm xã hội")] == ["breadcrumb"] * 3


def test_sections_over_a_live_mark_and_a_title_are_a_breadcrumb():
    found = roles(story(above=["Đăng nhập", "Mở trong ứng dụng", "Thời sự", "Môi trường", "● TRỰC TIẾP"]))
    assert [found["Thời sự"], found["Môi trường"]] == ["breadcrumb"] * 2


def test_what_a_picture_shows_and_where_it_is_from_are_captions():
    found = roles(story("Người đàn ông đứng bên bờ ruộng nứt nẻ", "Nguồn hình ảnh, Mai Lan/Báo Mẫu"))
    assert [found["Người đàn ông đứng bên bờ ruộng nứt nẻ"], found["Nguồn hình ảnh, Mai Lan/Báo Mẫu"]] == [
        "caption"
    ] * 2


def test_short_lines_under_a_line_that_announces_pictures_are_captions():
    row = ["Một số hình ảnh tại lễ thông xe:", "Đoàn xe đầu tiên qua cầu", "Học sinh hai xã dự lễ từ sớm"]
    found = roles("\n".join([TITLE, STORY, END, *row, "Người viết: Lò Văn Mẫu", "Tin mới"]))
    assert [found[line] for line in row] == ["caption"] * 3


def test_what_comes_again_below_with_its_photographer_is_a_caption():
    caption = "Đoàn xe đầu tiên qua cầu sau lễ thông xe sáng nay."
    found = roles(story(caption, f"{caption} Ảnh: TRUNG MẪU"))
    assert [found[caption], found[f"{caption} Ảnh: TRUNG MẪU"]] == ["caption"] * 2


def test_a_longer_entry_between_short_ones_of_a_menu_is_one_too():
    menu = ["Thời sự", "Kiểm sát 24h", "Công tố - Kiểm sát tư pháp", "Pháp đình", "An ninh - Trật tự", "Dân sinh"]
    found = roles(story(above=[*menu, "Tin nóng", "Khởi tố nguyên kế toán xã chiếm hơn 900 triệu đồng", ""]))
    assert found["Công tố - Kiểm sát tư pháp"] == "noise"


@pytest.mark.parametrize("row", ["Pháp luật | Tư vấn", "Trang chủ  Diễn đàn  Bình luận"])
def test_sections_in_a_row_right_over_the_date_and_the_title_are_a_breadcrumb(row):
    found = roles(story(above=["Bản in", row, "Thứ Sáu, ngày 30/5/2025 - 09:30"]))
    assert [found[row], found["Thứ Sáu, ngày 30/5/2025 - 09:30"]] == ["breadcrumb", "dateline"]


def test_a_sentence_over_a_line_for_its_photographer_is_a_caption():
    caption = "Ông Lập bên tủ phim trong căn nhà ở ven sông Lam."
    found = roles(story(caption, "Ảnh: Tư liệu gia đình"))
    assert [found[caption], found["Ảnh: Tư liệu gia đình"]] == ["caption"] * 2


def test_names_of_languages_in_a_row_are_buttons():
    found = roles(story(above=["Multimedia", "English 中文 Русский ລາວ ខ្មែរ", "Chính trị", "Quốc phòng", "Kinh tế"]))
    assert found["English 中文 Русский ລາວ ខ្មែរ"] == "noise"


def test_buttons_run_together_are_buttons():
    buttons = "Chia sẻ FacebookChia sẻ ZaloSao chép liên kếtIn bài viết"
    assert roles(story(buttons))[buttons] == "noise"


def test_a_paper_s_name_over_its_licence_is_no_headline():
    teasers = ["Tin mới", "Bão số 3 đổi hướng, tàu thuyền vào bờ tránh gió", "Giá tiêu tăng ngày thứ tư liên tiếp"]
    foot = [
        "Báo Mẫu Ven Sông. Cơ quan của Hội Nhà nông các tỉnh ven sông",
        "Giấy phép số 12/GP-MAU",
        *(f"Điện thoại: 0203 800 90{at}" for at in range(9)),
    ]
    found = roles(story(below=[*teasers, *foot]))
    assert [found[line] for line in (*teasers[1:], foot[0])] == ["teaser_title", "teaser_title", "noise"]


def test_what_a_paper_forbids_its_readers_and_offers_them_is_no_blurb():
    lines = ["Hãy nhận thư tin sáng thứ hai của báo: tin hay, chuyện lạ, lời bàn, món ngon."]
    lines.append("Không sử dụng lại nội dung khi chưa được báo trả lời bằng văn bản.")
    found = roles(story(below=["Tin mới", "Giá tiêu tăng ngày thứ tư liên tiếp ở miền núi", *lines]))
    assert {found[line] for line in lines} == {"noise"}


def test_a_paper_s_name_in_the_menu_credits_nothing():
    menu = ["Thời sự", "Kinh tế", "Giải trí", "Tin tức 24h", "Hotline: 0909 000 000"]
    assert roles(story(above=menu))["Tin tức 24h"] == "noise"


def test_the_parts_of_a_section_behind_the_breadcrumb_that_leads_to_it_are_its_menu():
    menu = ["Thời sự", "Kinh tế", "Thị trường", "Pháp luật", "Văn hóa"]
    parts = ["Hàng hóa", "Giá cả", "Bán lẻ", "Hàng nội"]
    found = last_roles(story(above=[*menu, "Trang chủ", "Thị trường", *parts]), 11)
    assert found == ["noise"] * 5 + ["breadcrumb"] * 2 + ["noise"] * 4
