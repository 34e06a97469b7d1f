"""Front pages whose blocks have a heading with a button to more under it; the steps to a page of one tag."""

from workers.document import Document
from workers.parsers import parse

BLOCKS = {
    "THỜI SỰ - CHÍNH TRỊ": [
        "Sạt lở chặn quốc lộ nhiều giờ ở đèo Mã Pí",
        "Huyện vùng cao bàn giao bò giống cho hộ nghèo",
    ],
    "KINH TẾ": ["Giá ngô hạt giảm, nhiều hộ chuyển sang nuôi ong", "Khởi công nhà máy chè ba mươi tấn một ngày"],
    "VĂN HÓA - XÃ HỘI": [
        "Lễ cấp sắc của một gia đình người Dao áo dài",
        "Hai học sinh trả lại ví tiền cho người đánh rơi",
    ],
}
PLAYED = ["Nông thôn mới: Con đường một nghìn ngày công", "Trả lời thư khán giả: Vì sao thôn tôi chưa có sóng?"]


def page(*lines):
    return parse(Document(content=b"", decoded="\n".join(lines)))


def test_sections_over_a_button_to_more_head_the_blocks_of_a_front_page():
    blocks = [line for heading, others in BLOCKS.items() for line in (heading, "Xem thêm »", *others)]
    found = page(*blocks, "CHUYÊN MỤC TRUYỀN HÌNH", "▶", PLAYED[0], "▶", PLAYED[1])
    assert found.kind == "listing"
    told = {block.text: block.role for block in found.blocks}
    assert {told[heading] for heading in (*BLOCKS, "CHUYÊN MỤC TRUYỀN HÌNH")} == {"block_heading"}
    assert told["Xem thêm »"] == "noise"
    assert {told[line] for others in (*BLOCKS.values(), PLAYED) for line in others} == {"teaser_title"}


def test_the_tag_behind_a_home_link_and_marks_is_a_step_of_the_breadcrumb():
    others = [line for block in BLOCKS.values() for line in block]
    found = page("Tin tức", "Nhà nông", "Kinh tế", "Trang chủ", ">", "Tag", ">", "vùng cao", "Theo dõi", *others)
    told = {block.text: block.role for block in found.blocks}
    assert [told[step] for step in ("Trang chủ", "Tag", "vùng cao")] == ["breadcrumb"] * 3


def test_a_step_of_the_breadcrumb_that_comes_again_under_the_title_is_one_there_too():
    title = "Nhạc công già mở lớp dạy đàn không lấy tiền ở chợ nổi Cái Vồn"
    story = [
        "Sáng 12/11, nhạc công Lâm Tấn mở lớp dạy đàn không lấy tiền trên chiếc ghe neo cạnh chợ nổi Cái Vồn.",
        "Lớp dạy đàn của ông Lâm Tấn có mười một học trò, nhỏ nhất bảy tuổi, lớn nhất đã lên chức bà ngoại.",
        "Trước đó, ông Lâm Tấn đánh đàn cho các gánh hát ở Cái Vồn suốt bốn mươi năm rồi mới lên bờ.",
    ]
    found = page("Trang chủ", "Cộng đồng", "Xóm chợ nổi", title, "Xóm chợ nổi", "12/11/2024 08:30", *story)
    steps = [block.role for block in found.blocks if block.text == "Xóm chợ nổi"]
    assert steps == ["breadcrumb", "breadcrumb"]


def test_whose_a_page_is_and_where_its_paper_is_made_is_no_teaser():
    others = [line for block in BLOCKS.values() for line in block]
    lines = ["Báo Mẫu - Cơ quan Trung ương Hội Làm vườn", "Mau Daily News, 14771 Moran Street, Westminster, CA 92683"]
    told = {block.text: block.role for block in page(lines[0], *others, "Cơ quan báo in: 47 Hàng Mẫu", lines[1]).blocks}
    assert {told[line] for line in (*lines, "Cơ quan báo in: 47 Hàng Mẫu")} == {"noise"}
