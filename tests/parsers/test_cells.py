"""Tables that a page prints cell by cell are the story's, and a line over them is their heading."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Giải đua ghe ngo Trà Quýt đổi cách tính điểm"
STORY = [
    "Sáng 12/11, ban tổ chức giải đua ghe ngo Trà Quýt công bố cách tính điểm mới, đội về nhì cũng có điểm thưởng.",
    "Ban tổ chức giải đua ghe ngo Trà Quýt cho biết mười hai đội của sáu xã sẽ đua ba vòng trên đoạn sông dài 1.200 m.",
    "Trước đó, nhiều đội ghe ngo đề nghị tính cả thời gian về đích vì nước ròng chảy xiết ở khúc sông gần chợ.",
]
END = "Theo kế hoạch, vòng cuối của giải đua ghe ngo Trà Quýt diễn ra trước chợ huyện vào chiều chủ nhật tuần sau."
CELLS = ["TT", "Đội ghe", "Lượt", "Điểm", "1", "Phù Ly", "4", "10", "2", "Đại Tâm", "4", "8", "3", "Tham Đôn", "3", "5"]
OTHERS = ["Giá cá tra tăng ngày thứ ba liên tiếp ở miền Tây", "Hai xã cù lao có điện lưới từ tháng sau"]


def roles(*lines):
    page = parse(Document(content=b"", decoded="\n".join(("Thể thao", TITLE, "12/11/2024 08:30", *lines))))
    return {block.text: block.role for block in page.blocks}


def test_a_table_that_a_heading_names_is_the_story_s_though_nothing_of_it_follows():
    found = roles(*STORY, END, "Bảng xếp hạng sau vòng 2", *CELLS, "Tin liên quan", *OTHERS)
    assert found["Bảng xếp hạng sau vòng 2"] == "subhead"
    assert {found[cell] for cell in CELLS} == {"body"}
    assert [found[line] for line in OTHERS] == ["teaser_title"] * 2


def test_a_headline_right_under_a_table_is_no_cell_of_it():
    blurb = "Chủ vựa ở ba tỉnh nói cá trong ao không còn nhiều vì nhiều nhà đã bỏ nuôi từ giữa năm ngoái."
    found = roles(*STORY, END, "Bảng xếp hạng sau vòng 2", *CELLS, OTHERS[0], blurb, OTHERS[1])
    assert [found[line] for line in (OTHERS[0], blurb, OTHERS[1])] == ["teaser_title", "teaser_text", "teaser_title"]


def test_a_note_under_a_table_is_its_own_and_the_story_goes_on_below_it():
    cells = [
        "Hạng vé",
        "Người lớn",
        "Trẻ em",
        "Bờ bắc",
        "20.000 VNĐ",
        "10.000 VNĐ",
        "Bờ nam",
        "15.000 VNĐ",
        "8.000 VNĐ",
    ]
    note = "(*) Vé chưa gồm tiền gửi xe."
    found = roles(*STORY, "Bảng giá vé xem đua", *cells, note, END)
    assert {found[line] for line in (*cells, note, END)} == {"body"}
    assert found["Bảng giá vé xem đua"] == "subhead"


def test_a_line_of_some_words_over_the_names_of_columns_heads_them():
    heading = "Điểm thưởng theo thứ hạng mới"
    found = roles(*STORY, heading, *CELLS[1:], END)
    assert found[heading] == "subhead"
    assert {found[cell] for cell in CELLS[1:]} == {"body"}


def test_differences_with_their_sign_are_cells():
    cells = ["Đội ghe", "Hiệu số", "Phù Ly", "+11", "Đại Tâm", "+6", "Tham Đôn", "-4", "Ngọc Tố", "-13"]
    found = roles(*STORY, END, "Bảng xếp hạng sau vòng 2", *cells, "Tin liên quan", *OTHERS)
    assert {found[cell] for cell in cells} == {"body"}


def test_a_long_line_in_capitals_over_a_table_heads_it():
    heading = "BẢNG ĐIỂM TẠM TÍNH NGÀY 12/11/2024 (điểm/lượt)"
    found = roles(*STORY, heading, *CELLS[1:], END)
    assert found[heading] == "subhead"
    assert {found[cell] for cell in CELLS[1:]} == {"body"}


def test_the_column_of_numbers_under_a_colon_is_no_paper_s_name():
    found = roles(*STORY, "Điểm của ba đội dẫn đầu như sau:", *CELLS, END)
    assert [found[line] for line in ("Điểm của ba đội dẫn đầu như sau:", "TT", "Đội ghe")] == ["body"] * 3
