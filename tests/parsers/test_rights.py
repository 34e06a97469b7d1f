"""Pictures told by whose they are: "© Mẫu / Lan Anh" around, over or under what they show."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Đàn hươu sao trở lại rừng Đồng Lách sau ba mươi năm vắng bóng"
LEAD = "Bẫy ảnh đặt ở rừng Đồng Lách đã ghi được một đàn hươu sao mười hai con, sau ba mươi năm không ai thấy dấu chân."
STORY = [
    "Hạt kiểm lâm cho biết đàn hươu sao xuống suối ở rừng Đồng Lách uống nước vào ba đêm liền, lần nào cũng gần sáng.",
    "Ông Vi Văn Thuận, người giữ rừng Đồng Lách, kể cha ông từng thấy đàn hươu sao cuối cùng bên con suối này.",
    "Trước đó, đoàn khảo sát tìm được dấu chân hươu sao ở hai khe núi, cách bìa rừng Đồng Lách chừng sáu cây số.",
]
END = "Theo kế hoạch, rừng Đồng Lách sẽ cấm săn bắt đến hết năm sau, để đàn hươu sao có thêm thời gian sinh sản."
FOOT = ["Đọc thêm", "Đàn dê núi đi lạc vào khu dân cư lúc nửa đêm", "Hai xã vùng cao có điện lưới từ tháng sau"]
FOOT += ["Giá gỗ keo tăng ngày thứ ba liên tiếp", "Liên hệ", "Giới thiệu", "Điều khoản sử dụng", "RSS"]
OWNER = "© Thư Viện Hình / Nguyễn Mẫu"


def parsed(*lines):
    return parse(Document(content=b"", decoded="\n".join(("Tin Rừng", "Môi trường", "Khoa học", *lines))))


def test_what_stands_between_two_lines_that_tell_whose_a_picture_is_is_its_caption_and_not_the_title():
    caption = "Hươu sao bên suối - Tin Rừng"
    page = parsed(TITLE, OWNER, caption, OWNER, "12/11/2024 08:30", LEAD, *STORY, END, *FOOT)
    assert page.title == TITLE
    assert [one.role for one in page.blocks if one.text in (OWNER, caption)] == ["caption"] * 3


def test_a_caption_below_its_owner_with_the_paper_s_name_behind_it_is_one_and_so_is_the_same_without():
    shown = "Dấu chân để lại trên bãi cát ven suối"
    lines = (OWNER, f"{shown} - Tin Rừng, 1920, 12.11.2024", shown)
    page = parsed(TITLE, "12/11/2024 08:30", LEAD, *STORY[:2], *lines, STORY[2], END, *FOOT)
    assert [one.role for one in page.blocks if one.text in lines] == ["caption"] * 3


def test_whose_the_page_is_is_said_at_its_foot_and_belongs_to_no_picture():
    foot = ("© Báo Tin Rừng / Hội Kiểm lâm", "Đàn dê núi đi lạc vào khu dân cư lúc nửa đêm")
    page = parsed(TITLE, "12/11/2024 08:30", LEAD, *STORY, END, "Đọc thêm", *foot)
    assert "caption" not in {one.role for one in page.blocks}
