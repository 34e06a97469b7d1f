"""Pages in HTML that lay themselves out with forms, tables and style sheets."""

import pytest

from tests.readers.made_html import BODY, TEXT, TITLE, cards, page, paragraphs, told
from workers.readers.rendering import lines, tree


def test_a_form_around_the_whole_page_hides_no_story():
    document = told(
        page(f"<form><input type=hidden><h1>{TITLE}</h1><div>{''.join(paragraphs())}</div>{cards()}</form>")
    )
    assert (document.kind, document.title, document.text) == ("article", TITLE, TEXT)


def test_a_story_in_a_table_of_tables_is_found():
    menu = "<table><tr><td><a href=/>Trang chủ</a><td><a href=/a>Xã hội</a><td><a href=/b>Kinh tế</a></table>"
    others = "<table>" + cards("<tr><td><a href=/x>%s</a><br>%s") + "</table>"
    date = "<table><tr><td>Cập nhật lúc: 02:05 PM, 21/06/2012<td><a>Bản in</a></table>"
    text = f"<span>{''.join(paragraphs())}</span>"
    inner = f"<table><tr><td>{date}<tr><td><b>{TITLE}</b><tr><td>{text}<tr><td><b>Tin khác</b><tr><td>{others}</table>"
    document = told(page(f"<table><tr><td>{menu}<tr><td>{inner}</table>"))
    assert (document.kind, document.title, document.text) == ("article", TITLE, TEXT)
    assert document.published == "2012-06-21"


def test_a_column_of_the_only_row_is_no_story_beside_the_one_under_a_title_and_its_date():
    date = "<div>Thứ ba, 04/03/2025, 16:12 <span>Cỡ chữ</span> <a>A-</a> <a>A+</a> <span>Lượt xem: 318</span></div>"
    text = f"<div><div><p>{BODY[0]}</p><p>{BODY[1]}</p></div></div>"
    notice = "Mời bà con tới nhà văn hóa nghe phổ biến cách phòng bệnh cho đàn trâu bò trong mùa mưa năm nay, mang theo sổ tiêm."
    beside = f"<h2>Thông báo</h2><div><p>{notice}</p><p>{BODY[2]} {notice}</p></div>"
    columns = f"<td><div>{TITLE}</div>{date}<div>{text}</div></td><td><div>{beside}</div></td>"
    document = told(page(f"<table><tr><td><a href=/>Trang chủ</a></td>{columns}</tr></table>"))
    assert (document.title, document.text) == (TITLE, "\n\n".join(BODY[:2]))


@pytest.mark.parametrize("name", ["visually-hidden", "sr-only", "screen-reader-text", "visually-hidden-text"])
def test_words_for_readers_by_voice_are_not_shown(name):
    shown = lines(tree(f"<p><span class={name}>Tác giả, </span>Hoài An</p><p class='{name}'>End of list</p>"))
    assert [line.text for line in shown] == ["Hoài An"]


def test_what_a_style_takes_away_is_not_shown():
    shown = lines(tree("<p>Một</p><div style='color:red; display: none'><p>Đăng nhập để bình luận</p></div>"))
    assert [line.text for line in shown] == ["Một"]


def test_paragraphs_in_the_cells_of_a_row_are_one_line():
    shown = lines(tree("<table><tr><td><p><b>Đắk Lắk</b></p></td><td><p>112.300</p></td></tr></table>"))
    assert [line.text for line in shown] == ["Đắk Lắk | 112.300"]


def test_a_row_of_blocks_leaves_no_bar_behind():
    shown = lines(tree("<table><tr><td><div>Một</div></td><td><div>Hai</div></td></tr></table>"))
    assert [line.text for line in shown] == ["Một", "Hai"]


def test_a_headline_with_its_date_is_still_a_link():
    shown = lines(tree("<ul><li><a href=/x>Chợ phiên họp lại</a> - <span>14/07/2020 08:00</span></li></ul>"))
    assert "linked" in shown[0].markup


def test_a_paragraph_within_a_caption_is_a_caption():
    shown = lines(tree("<table><tr><td class='pCaption caption'><p>Chợ họp từ sáng sớm.</p></td></tr></table>"))
    assert "figcaption" in shown[0].markup


def test_a_place_that_a_style_sheet_sets_apart_does_not_run_into_the_sentence():
    shown = lines(
        tree("<p><span class=place>Hà Nội</span>Sáng nay, chợ họp lại, theo <span class=x>BáoMới</span>.</p>")
    )
    assert shown[0].text == "Hà Nội Sáng nay, chợ họp lại, theo BáoMới."


def test_text_that_runs_over_a_page_is_none_of_its_story():
    shown = lines(tree("<marquee>Trạm y tế xã có thêm bác sĩ * Nông dân trúng vụ khoai</marquee>"))
    assert shown[0].markup == ("site",)


def test_a_sign_up_form_is_still_a_form():
    document = told(page("<h1>Đăng ký</h1><form><label>Tên</label><input><input><p>Quên mật khẩu?</p></form>"))
    assert document.kind == "other"
