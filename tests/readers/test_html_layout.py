"""Pages in HTML that lay themselves out with forms, tables and style sheets."""

import pytest

from workers.readers.rendering import lines, tree


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
