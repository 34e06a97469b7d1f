"""Markdown that a program cut at a width, or that kept the rows of its source, is read as paragraphs."""

import textwrap

import pytest

from workers.document import Document
from workers.readers import markdown

TITLE = "Xưởng mộc bên sông Cầu mở lớp dạy đóng thuyền cho học sinh trong suốt ba tháng hè năm nay"
SIGN = "[cách đăng ký lớp hè ở phường](https://bao.example.vn/doi-song/cach-dang-ky-lop-he-o-phuong-cho-hoc-sinh-4471.html)"
BODY = (
    "Ông Trần Văn Lạc, chủ xưởng, cho biết mỗi lớp nhận mười hai em, học ba buổi một tuần, không thu tiền công dạy.",
    f"Phụ huynh đọc {SIGN} trước khi đến, vì xưởng chỉ nhận đơn trong tuần đầu của tháng và không giữ chỗ.",
    "Thuyền đóng xong được thả trên sông vào ngày cuối khóa, trước mặt gia đình và các thợ già của làng nghề này.",
)
PLAIN = BODY[1].replace(SIGN, "cách đăng ký lớp hè ở phường")
MENU = "\n".join(f"  * [Mục số {number}](/muc-{number} 'Mục')" for number in range(8))


def _cut(text: str, width: int = 78) -> str:
    return textwrap.fill(text, width, break_long_words=False)


def _lines(text: str) -> list[str]:
    return markdown.read(Document(content=text.encode())).decoded.split("\n")


def test_headings_and_links_cut_at_a_width_are_whole_again_though_menus_are_around():
    page = "\n\n".join((MENU, _cut(f"# {TITLE}"), *map(_cut, BODY), MENU))
    menu = [f"Mục số {number}" for number in range(8)]
    assert _lines(page) == [*menu, TITLE, BODY[0], PLAIN, BODY[2], *menu]


def test_a_word_cut_behind_its_hyphen_is_one_word_and_a_dash_keeps_its_space():
    cut = "Ông Lạc kể với khách rằng chiếc thuyền đầu tiên được đặt tên là Vôn-\nga theo dòng sông nơi ông từng học nghề, còn thuyền thứ hai chở gỗ -\nloại gỗ chò nâu."
    assert _lines(f"# Xưởng\n\n{cut}") == ["Xưởng", cut.replace("-\ng", "-g").replace("\n", " ")]


def test_ends_that_are_marked_stay_in_a_page_that_was_cut():
    ends = "Địa chỉ: số 4, ngõ Bến Gỗ, phường Bờ Sông, thành phố Sông Cầu, tỉnh Đồi Chè", "điện thoại có trên bảng"
    page = "\n\n".join((MENU, _cut(BODY[0]), "  \n".join(ends), _cut(BODY[2])))
    assert _lines(page)[8:] == [BODY[0], *ends, BODY[2]]


@pytest.mark.parametrize("mark", ["", "> "])
def test_quoted_rows_are_one_paragraph(mark):
    rows = [mark + row for row in textwrap.wrap(BODY[0], 76)]
    quoted = "> " + "\n".join(rows).removeprefix("> ")
    assert _lines("\n\n".join((f"# {TITLE}", MENU, quoted, *map(_cut, BODY))))[9] == BODY[0]


def test_rows_of_no_common_width_that_go_on_in_small_letters_are_one_paragraph():
    rows = "Ông Lạc\ncho biết mỗi lớp nhận mười hai em, học ba buổi một\ntuần, không thu\ntiền công dạy."
    assert _lines(f"# Xưởng\n\n1. [Lớp](/lop)\n2. [Thợ](/tho)\n\n{rows}")[3:] == [rows.replace("\n", " ")]
