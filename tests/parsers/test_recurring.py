"""Lines of one form between the paragraphs of a story, the notes under it, and how long something takes."""

import pytest

from workers.document import Document
from workers.parsers import parse

TITLE = "Lịch gieo hạt tháng này cho vườn rau trên sân thượng"
LEAD = "Mỗi loại hạt cần một khoảng trời riêng, gieo sớm hay muộn vài hôm là vườn rau trên sân thượng khác hẳn."
TEXTS = [
    "Hạt nhỏ, vỏ mỏng, ngâm nước ấm một đêm rồi gieo thưa trên khay, phủ lớp đất mỏng và giữ ẩm đều.",
    "Cây ưa mát, đừng để khay dưới nắng gắt buổi trưa, tưới vào sáng sớm để lá không bị thối.",
    "Vườn rau trên sân thượng hay thiếu gió, nên gieo hạt thành hàng và tỉa bớt khi cây có bốn lá.",
]
SPANS = ["Cải ngọt (3/4 - 9/4)", "Su su (10/4 - 17/4)", "Mồng tơi (18/4 - 27/4)"]
LABELS = ["Số ngày nảy mầm: 4", "Số ngày nảy mầm: 6", "Số ngày nảy mầm: 9"]
NOTE = "* Thông tin trong bài chỉ mang tính tham khảo."


def roles(*lines):
    page = parse(Document(content=b"", decoded="\n".join(("Nhà nông", TITLE, "2/4/2024 08:30", LEAD, *lines))))
    return {block.text: block.role for block in page.blocks}


def months():
    return [line for lines in zip(SPANS, TEXTS, LABELS, strict=True) for line in lines]


def test_names_with_a_span_of_days_each_over_a_text_are_subheads():
    found = roles(*months(), NOTE)
    assert {found[line] for line in SPANS} == {"subhead"}
    assert {found[line] for line in TEXTS} == {"body"}


def test_a_label_that_comes_again_under_every_text_is_text():
    found = roles(*months(), NOTE)
    assert {found[line] for line in LABELS} == {"body"}


@pytest.mark.parametrize("note", [NOTE, "* Tên người trồng đã được thay đổi", "*Giá chỉ để bà con tham khảo."])
def test_a_note_behind_an_asterisk_under_the_last_paragraph_is_text(note):
    assert roles(*TEXTS, note, "Minh Mẫu", "Tin mới")[note] == "body"


def test_how_long_something_takes_is_no_clock():
    subhead = "Nảy mầm sau 40 giờ"
    assert roles(TEXTS[0], TEXTS[1], subhead, TEXTS[2])[subhead] == "subhead"
