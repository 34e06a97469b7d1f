"""Menus, comments, polls and names between teasers, told from news by their form and by what stands next to them."""

import pytest

from workers.parsers.machinery import comments, contents, dated, heads, labels, pictures, polls
from workers.parsers.shapes import shape
from workers.parsers.signatures import signature

NAMED = [
    ("Lê Minh Thu - leminhthu@baomau.example", ("Lê Minh Thu",)),
    ("PGS.TS Đỗ Quang Hải", ("Đỗ Quang Hải",)),
    ("Trần Vân, phóng viên tại Paris", ("Trần Vân",)),
    ("Hà My - Ảnh: Quốc Tuấn", ("Hà My",)),
    ("Ngọc Ánh/Tiếng Nước", ("Ngọc Ánh",)),
    ("Ban Quốc tế", ("Ban Quốc tế",)),
    ("Nhóm phóng viên", ()),
    ("Theo Lê Minh Thu (Dân Việt)", ("Lê Minh Thu",)),
    ("Theo Lê Minh Thu (Tổng hợp)", ("Lê Minh Thu",)),
    ("Tác giả, Đỗ Quang Hải", ("Đỗ Quang Hải",)),
]


def shapes(*lines):
    return [shape(line) for line in lines]


@pytest.mark.parametrize(("line", "authors"), NAMED)
def test_roles_addresses_and_photographers_are_no_part_of_an_author(line, authors):
    found = signature(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line", ["Mới | Nóng | Nhạc | Phim | Thời trang", "Điện thoại: 0203 800 900", "[Tin] [Ảnh] [Sách]"]
)
def test_menus_and_telephone_numbers_are_told_by_their_form(line):
    assert {"bar", "contact"} & shape(line).features


def test_a_comment_is_what_stands_over_the_button_to_answer_it():
    page = shapes(
        "Đường này tối nào cũng ngập.", "Hoa Cúc", "Đi qua đây mà sợ, mong sớm sửa.", "Trả lời · Thích (3) · 2 giờ"
    )
    assert comments(page) == [2, 1]


def test_a_poll_goes_from_its_question_to_its_button():
    page = shapes(
        "Xã đã bàn nhiều lần.", "Bạn có đi chợ đêm không?", "Có", "Không", "Biểu quyết", "Chợ mở từ tháng tới."
    )
    assert polls(page) == [1, 2, 3, 4]


def test_papers_between_headlines_and_clocks_are_labels_when_there_are_several():
    teaser = "Lũ về sớm, bà con bãi ngang gặt chạy nước"
    assert labels(shapes(teaser, "Đất Bãi", "2 giờ", teaser, "Sông Quê", "3 giờ")) == [1, 4]
    assert labels(shapes(teaser, "Đất Bãi", "2 giờ")) == []


def test_a_short_line_over_a_run_of_headlines_heads_them():
    page = shapes("Góc vườn", "Cách giữ lan nở đến hết tháng Giêng", "Năm loại rau trồng được ở ban công hẹp")
    assert heads(page) == [0]


def test_the_lines_below_a_gallery_s_counts_are_its_pictures():
    assert pictures(shapes("1/2", "Phà cập bến lúc sáng sớm.", "2/2", "Hàng được chuyển lên xe.")) == [1, 3]


def test_subheads_listed_over_the_story_are_a_list_of_contents():
    text = "Mỗi sáng chừng ba mươi chiếc ghe ghé lại bến, chở theo dừa khô, chiếu lác và khoai lang."
    lines = shapes("Trong bài", "Bến cũ", "Chợ mới", text, "Bến cũ", text, "Chợ mới", text)
    found = [(0, "contents"), (1, "contents"), (2, "contents"), (4, "chapter"), (6, "chapter")]
    assert contents(lines, {1: 4, 2: 6, 3: 7, 5: 7}) == found


@pytest.mark.parametrize(
    "line",
    [
        "24 phố Hàng Mẫu, quận Bến Thử, Hà Nội",
        "Tầng 5, Tòa nhà Mẫu, phường An Thử, TP.HCM",
        "Số 12/3 đường Lê Thử, phường 4, Cần Thơ",
    ],
)
def test_an_address_is_no_headline(line):
    assert "contact" in shape(line).features


@pytest.mark.parametrize(
    "line", ["5 đường hoa Tết ở quận Bến Thử, TP.HCM mở cửa", "Tầng 5, phòng 12: Lớp học của cô Mẫu"]
)
def test_a_headline_that_names_a_street_is_no_address(line):
    assert "contact" not in shape(line).features


@pytest.mark.parametrize(
    "line",
    [
        "Cơ quan Trung ương của Hội Mẫu Việt Nam",
        "Minh Thử và 3 người khác thích bài này",
        "Mọi hành vi sao chép nội dung phải xin phép.",
    ],
)
def test_whose_a_paper_is_and_who_likes_it_are_no_headlines(line):
    assert "noise_start" in shape(line).features


def test_a_line_that_speaks_to_another_reader_by_name_is_a_comment():
    assert comments(shapes("Bình luận", "@minh_thu Chuẩn bác, nhà em cũng dùng loại này.", "Xem tất cả")) == [1]


def test_of_two_headlines_with_one_date_between_them_the_one_that_the_text_speaks_of_is_dated():
    over, title = "Thi bơi vượt sông: Vì sao phải đổi ngày?", "Xuất khẩu hạt tiêu chín tháng: Lượng giảm, giá tăng"
    lead = "(Mẫu Online) - Chín tháng qua, xuất khẩu hạt tiêu thu về nhiều hơn cả năm ngoái dù lượng bán ra thấp hơn."
    below = ["Đường dây điện ra hai xã cù lao dựng xong", "07:30 | 04/12/2023"]
    page = shapes(over, "16:08 | 05/12/2023", "aa", title, lead, "Tin liên quan", *below)
    assert dated(page) == [3]
    assert dated(shapes(title, "16:08 | 05/12/2023", lead, over, "07:30 | 05/12/2023", *below)) == [0]


def test_a_heading_in_brackets_heads_what_it_names():
    assert shape("[Tin liên quan]").heading == "teasers"


def test_a_name_with_the_place_that_its_reader_writes_from_signs_a_letter():
    line = "Trần Thị Thử (thôn Bến Mẫu, xã Cái Thử)"
    found = signature(line)
    assert found is not None
    assert found.authors == ("Trần Thị Thử",)
    assert "letter" in shape(line).features
    assert "letter" not in shape("Trần Thị Thử (Báo Mẫu)").features


def test_an_address_abroad_is_where_to_find_the_paper():
    assert "contact" in shape("12345 Moran Street, Westminster, CA 92683").features
    assert "contact" not in shape("12345 hộ dân, hai xã ven biển, CA nói thế").features


def test_a_lone_comment_has_a_name_and_a_clock_over_it_and_the_button_to_answer_under_it():
    text = "Nhà tôi làm đại lý nước ngọt, xin nói thêm là không phải chúng tôi không muốn cho thiếu."
    assert comments(shapes("Nguyễn Khang 09/03/2023 At 10:52", text, "Trả lời", "Bình luận")) == [1, 0]
    assert comments(shapes("Bệnh nhân hỏi", text, "Trả lời", "Chào bạn")) == []


def test_a_heading_of_teasers_over_a_clock_is_no_label_of_the_teaser_above():
    page = shapes(
        "Lũ trên sông rút chậm, nhiều thôn còn ngập", "TIN MỚI", "19:05", "Bão số 4 có thể hình thành cuối tuần"
    )
    other = shapes(
        "Lao động nghỉ Tết chín ngày liền", "Báo Mẫu", "18:00", "Cá tra tăng giá ngày thứ ba liền", "Tin Thử", "17:45"
    )
    assert 1 not in labels((*page, *other))
