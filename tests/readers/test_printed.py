"""Pages as text browsers print them."""

import pytest

from workers.document import Document
from workers.readers import text

MENU = [
    "Trang chủ",
    "Thời sự",
    "Thế giới",
    "Kinh tế",
    "Giáo dục",
    "Sức khỏe",
    "Du lịch",
    "Thể thao",
    "Xe",
    "Nhạc",
    "Ảnh",
]
TITLE = "Thị trấn Phước An thay toàn bộ đèn đường trước mùa mưa"
BODY = (
    "Hơn sáu trăm bóng đèn cũ trên mười hai tuyến phố của thị trấn Phước An sẽ được thay bằng đèn tiết kiệm điện "
    "trước khi mùa mưa tới, theo kế hoạch mà ban quản lý công trình vừa công bố với bà con hôm thứ Hai."
)


def printed(menu: list[str], *more: str) -> Document:
    """A page with a menu, a title and two paragraphs cut at eighty columns."""
    cut = ["   " + line for line in cut_at(77)]
    lines = ["   (BUTTON) [icon-menu.svg]", "   ________________", *menu, "", TITLE, "", *cut, "", *cut, "", *more]
    return text.read(Document(content="\n".join(lines).encode()))


def cut_at(width: int) -> list[str]:
    lines = [""]
    for word in BODY.split():
        lines += [word] if len(lines[-1]) + 1 + len(word) > width else [f"{lines.pop()} {word}".strip()]
    return lines


@pytest.mark.parametrize("bullet", ["*", "+", "o", "•", "□", "2."])
def test_bullets_of_lists_are_no_text(bullet):
    document = printed([f"     {bullet} {name}" for name in MENU])
    assert document.decoded.split() == " ".join([*MENU, TITLE, BODY, BODY]).split()
    assert "marks-removed" in document.warnings


def test_numbers_of_links_and_their_addresses_are_no_text():
    menu = [f"   [{number}]{name}" for number, name in enumerate(MENU, 1)]
    addresses = [f"  {number:2}. https://phuocan.example/{number}" for number, _ in enumerate(MENU, 1)]
    document = printed(menu, "References", "", "   Visible links:", *addresses, "   Hidden links:", " 12. file:///x#")
    assert document.decoded.split() == " ".join([*MENU, TITLE, BODY, BODY]).split()


def test_paragraphs_cut_at_a_width_are_whole_though_most_lines_are_entries_of_lists():
    headlines = [f"     * {TITLE} {number}" for number in range(30)]
    document = printed(headlines)
    assert document.decoded.split("\n").count(BODY) == 2
    assert f"{TITLE} 7" in document.decoded.split("\n")


@pytest.mark.parametrize(
    "lines",
    [
        ["- Gạo: 18.000 đồng", "- Cà phê: 120.000 đồng", "- Tiêu: 150.000 đồng"] * 5,
        ["Nghiên cứu cho biết điều đó.[1] Một nghiên cứu khác nói ngược lại.[2]"] * 12,
        ["  - Gạo nếp tăng giá", "  - Gạo tẻ giữ giá", "  - Ngô giảm giá"],
    ],
    ids=["points of a story", "notes after sentences", "a short list"],
)
def test_what_authors_write_is_not_taken_for_the_marks_of_a_browser(lines):
    document = text.read(Document(content="\n".join([BODY, *lines, BODY]).encode()))
    assert document.decoded == "\n".join([BODY, *lines, BODY])
    assert document.warnings == ()
