"""Where authors sign besides right under a title or a last paragraph, and what the papers are that they looked up."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Lò gốm cuối cùng ở bến Phú Lợi đỏ lửa trở lại"
STORY = [
    "Sáng 12/11, lò gốm cuối cùng ở bến Phú Lợi đỏ lửa trở lại sau bảy năm nguội lạnh, với 1.200 chiếc khạp đất.",
    "Ông Lưu Văn Sến, chủ lò gốm ở bến Phú Lợi, cho biết mẻ này nung bằng trấu trong mười hai ngày mười hai đêm.",
    "Trước đó, cả xóm bến Phú Lợi có hơn ba mươi lò gốm, khói trắng phủ kín hai bờ rạch mỗi mùa gió chướng.",
]
END = "Theo kế hoạch, lò gốm của ông Sến sẽ nung thêm hai mẻ nữa trước Tết rồi mở cửa cho học sinh vào xem."
TOOLS = ["Share", "Facebook", "Twitter", "Email", "Print"]
OTHERS = ["Giá cá tra tăng ngày thứ ba liên tiếp ở miền Tây", "Hai xã cù lao có điện lưới từ tháng sau"]


def parsed(*lines):
    return parse(Document(content=b"", decoded="\n".join(("Đời sống", TITLE, "12/11/2024 08:30", *lines))))


def roles(page):
    return {block.text: block.role for block in page.blocks}


def test_a_name_with_its_paper_right_over_the_text_signs_it_though_buttons_stand_over_it():
    assert parsed(*TOOLS, "Mai Thùy/Báo Mẫu", *STORY, END).byline == ("Mai Thùy",)


def test_a_name_below_other_stories_over_the_tags_of_this_one_signs_it():
    blurb = "Chủ vựa ở ba tỉnh nói cá trong ao không còn nhiều vì nhiều nhà đã bỏ nuôi từ giữa năm ngoái."
    below = [
        OTHERS[0],
        blurb,
        "Chia sẻ",
        "Trở lại chủ đề",
        "ĐỖ TRÀ - HỮU LỘC",
        "lò gốm",
        "bến Phú Lợi",
        "Bình luận (3)",
    ]
    assert parsed(*STORY, END, *below).byline == ("ĐỖ TRÀ", "HỮU LỘC")


def test_a_name_that_the_story_tells_of_is_the_first_of_its_tags():
    assert parsed(*STORY, END, OTHERS[0], "Chia sẻ", "Lưu Văn Sến", "lò gốm", "bến Phú Lợi").byline == ()


def test_a_name_under_the_caption_of_a_story_s_video_signs_it():
    player = ["Clip: Lò gốm được châm lửa lúc rạng sáng", "Trình duyệt của bạn không hỗ trợ video."]
    assert parsed(*STORY, END, *player, "Trường Giang", "Bình luận (0)", *OTHERS).byline == ("Trường Giang",)


def test_papers_that_the_author_looked_up_are_the_story_s_sources():
    lines = ["(Có tham khảo thông tin từ Báo Mẫu Miền Tây)", "Số liệu tham khảo: Ceramics Weekly"]
    page = parsed(*STORY, END, *lines)
    assert [roles(page)[line] for line in lines] == ["source", "source"]
    assert page.credits == ("Báo Mẫu Miền Tây", "Ceramics Weekly")


def test_an_office_with_a_long_name_is_a_source_behind_the_word_for_it():
    line = "Nguồn: Vụ Quản lý các khu làng nghề"
    assert roles(parsed(*STORY, END, line, *OTHERS))[line] == "source"


def test_the_names_right_under_the_title_sign_it_though_buttons_follow_and_so_does_a_pen_name_over_its_paper():
    buttons = ["Nghe đọc bài", "3:41", "Nữ miền Nam", "Nam miền Bắc", "Lưu bài", "Aa"]
    page = (
        "\n".join(("07/08/2023 13:05 GMT+7", TITLE, name, *more, *STORY, END))
        for name, *more in (
            ["LÊ HỮU TRÀ - MAI KHANH", *buttons],
            ["Mây Lạc,", "Theo Báo Mẫu Mới", "09:02 10/05/2025"],
        )
    )
    found = [parse(Document(content=b"", decoded=text)).byline for text in page]
    assert found == [("LÊ HỮU TRÀ", "MAI KHANH"), ("Mây Lạc",)]
