"""Who signs a story and when, over its title, under its lead, below its text and behind the tags."""

from tests.parsers.test_frame import BODY, END, LEAD, MENU, OTHERS, TITLE, parsed, roles


def test_the_name_under_a_story_is_its_author_s_though_headlines_follow():
    below = ["Giá cá tra tăng ngày thứ ba liên tiếp ở miền Tây", "Hai xã cù lao có điện lưới từ tháng sau"]
    assert parsed(*MENU, TITLE, LEAD, *BODY, END, "Minh Hải", *below).byline == ("Minh Hải",)


def test_a_name_under_other_stories_is_the_author_s_where_the_paper_s_name_or_a_button_follows():
    others = ["Giá cá tra tăng ngày thứ ba liên tiếp ở miền Tây", "Hai xã cù lao có điện lưới từ tháng sau"]
    page = parsed(*MENU, TITLE, LEAD, *BODY, END, "Tin liên quan", *others, "Minh Hải", "Chia sẻ")
    assert page.byline == ("Minh Hải",)


def test_the_first_of_the_tags_under_a_story_is_no_author():
    assert parsed(*MENU, TITLE, LEAD, *BODY, END, "Minh Hải", "chợ nổi", "sạt lở", "ghe", "Chia sẻ").byline == ()


def test_a_name_and_a_weekday_s_date_sign_the_story():
    page = parsed(*MENU, TITLE, "Trương Hoài Nam Thứ hai, 05/05/2025 - 08:30", LEAD, *BODY, END)
    assert (page.byline, page.published) == (("Trương Hoài Nam",), "2025-05-05T08:30:00+07:00")


def test_the_author_s_name_over_a_story_is_a_byline_under_it_too():
    times = [
        "17h00 ngày 24/5: Cái Vồn - Bến Đò",
        "18h00 ngày 24/5: Bến Đò - Cái Vồn",
        "19h15 ngày 25/5: Chợ Mới - Bến Đò",
    ]
    below = [*times, "Minh Hải", "Chia sẻ", "Từ khóa", "Cái Vồn - Bến Đò", "chợ nổi", "tàu đò"]
    page = parsed(*MENU, TITLE, "05/12/2023 16:08", "Minh Hải", LEAD, *BODY, END, "Lịch tàu đò", *below)
    assert [block.role for block in page.blocks if block.text == "Minh Hải"] == ["byline", "byline"]
    assert page.byline == ("Minh Hải",)


def test_a_pen_name_right_over_the_tags_of_a_story_is_its_author_s():
    assert parsed(*MENU, TITLE, LEAD, *BODY, END, "Đảo Sậy", "Từ khóa:", "chợ nổi", "ghe").byline == ("Đảo Sậy",)


def test_a_letter_is_signed_by_its_reader():
    letter = ["Tuổi già chẳng còn bao lâu, nhưng lũ trẻ thì còn phải thở.", "Trần Thị Thử (thôn Bến Mẫu, xã Cái Thử)"]
    assert parsed(*MENU, TITLE, LEAD, *BODY, *letter, "Huyện: Sẽ kiểm tra đột xuất", END).byline == ("Trần Thị Thử",)


def test_a_month_before_its_day_dates_the_story():
    page = parsed(*MENU, TITLE, "Đăng vào Tháng Mười Hai 5, 2023", LEAD, *BODY, END)
    assert page.published == "2023-12-05"


def test_a_name_with_its_paper_behind_a_stroke_under_the_title_signs_the_story():
    page = parsed(*MENU, "July 14, 2025 : 6:12 PM", TITLE, "Thy Mẫu/Báo Thử", "Facebook", LEAD, *BODY, END)
    assert (page.byline, page.published) == (("Thy Mẫu",), "2025-07-14")


def test_a_desk_and_its_date_run_together_are_an_author_line_with_a_date():
    page = parsed(*MENU, TITLE, "Ban Thời sự-Thứ năm, ngày 12/09/2024 19:20 GMT+7", LEAD, *BODY, END)
    assert (page.byline, page.published) == (("Ban Thời sự",), "2024-09-12T19:20:00+07:00")


def test_a_desk_below_the_buttons_under_the_story_signs_it():
    page = parsed(*MENU, TITLE, LEAD, *BODY, END, "Tải thêm", "Trở lại chủ đề", "NHÓM PHÓNG VIÊN MIỀN TRUNG", "Tin mới")
    assert page.byline == ("NHÓM PHÓNG VIÊN MIỀN TRUNG",)


def test_a_date_over_the_title_is_the_story_s_though_buttons_in_a_row_stand_between():
    tools = ["Xem cỡ chữ", "Đọc bài viết", "Chia sẻ", "In trang", "Màu chữ"]
    page = parsed(*MENU, "03/10/2025 16:22", *tools, TITLE, LEAD, *BODY, END)
    assert page.published == "2025-10-03T16:22:00+07:00"


def test_a_title_that_comes_again_over_the_text_is_a_title_in_both_places_and_keeps_its_date():
    stamp, tools = "05/12/2023 16:08", ["Facebook", "Twitter", "In bài viết"]
    for page in (
        parsed(*MENU, TITLE, stamp, TITLE, "Lan Anh", LEAD, *BODY, END),
        parsed(*MENU, stamp, TITLE, *tools, OTHERS[0], TITLE, LEAD, *BODY, END),
    ):
        assert [block.role for block in page.blocks if block.text == TITLE] == ["title", "title"]
        assert (page.lead, page.published) == (LEAD, "2023-12-05T16:08:00+07:00")


def test_a_clock_under_the_date_over_the_title_is_part_of_it():
    found = roles(*MENU, "16/11/2022", "14:08", TITLE, "Thanh Huyền", LEAD, *BODY, END)
    assert [found["16/11/2022"], found["14:08"]] == ["dateline"] * 2


def test_a_name_of_a_subhead_over_its_figures_is_a_cell_of_the_table():
    cells = ["Dài (mm)", "4.365", "Trục cơ sở (mm)", "2.640", "Động cơ", "Xăng 1.5, 4 xi-lanh", "Công suất", "113"]
    found = roles(*MENU, TITLE, LEAD, *BODY, "Thông số kỹ thuật", *cells, END)
    assert {found[cell] for cell in cells} == {"body"}


def test_a_name_beside_the_date_over_the_title_signs_the_story():
    page = parsed(*MENU, "Sống khỏe", "Thiên Lan", "|", "06-04-2025 - 22:41", "(0)", TITLE, LEAD, *BODY, END)
    assert page.byline == ("Thiên Lan",)


def test_a_name_right_under_the_lead_signs_a_story_that_no_other_signs():
    tools = ["4 phút đọc", "Lưu", "Chia sẻ", "Nghe"]
    asked = "Sau 60 năm họp trên sông, chợ nổi Cái Vồn dời bến, và ai còn nhớ tô bún ăn trên mũi ghe năm ấy?"
    page = parsed(
        "Đời sống",
        "05/12/2023 16:08",
        TITLE,
        asked,
        "Hà Lan",
        *tools,
        *BODY,
        END,
        "#chợ nổi",
        "VỀ TÁC GIẢ",
        "Hà Lan",
        "Bài mới",
    )
    assert next(block.role for block in page.blocks if block.text == "Hà Lan") == "byline"


def test_a_name_under_the_tags_over_the_button_to_the_source_signs_the_story():
    tags = ["Từ khóa:", "giá thịt heo", "chợ nổi", "dịch tả lợn châu Phi"]
    page = parsed(*MENU, TITLE, LEAD, *BODY, END, *tags, "Thảo Vân", "Link bài gốc", "Copy Link", "Tin mới")
    assert page.byline == ("Thảo Vân",)


def test_names_with_dates_under_the_headlines_below_a_story_sign_others():
    teasers = [OTHERS[0], "Quỳnh Chi | 20/09/2024", OTHERS[1], "Trần Tuấn | 21/09/2024"]
    page = parsed(*MENU, TITLE, "Lan Anh | 22/09/2024", LEAD, *BODY, END, "Tin liên quan", *teasers)
    assert page.byline == ("Lan Anh",)


def test_a_name_with_its_title_over_the_date_is_no_teaser():
    page = parsed(
        *MENU, TITLE, "Ảnh: BVCC", "ThS.BS Kim Ngân - Thu Hường", "Thứ Hai, 01/12/2025 - 07:11", LEAD, *BODY, END
    )
    assert page.byline == ("Kim Ngân", "Thu Hường")
