"""Quick ways of looking at a line see what the plain ones would."""

from __future__ import annotations

import re
from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from workers.parsers.shapes import WIDEST, _is_wide, _plain, _terms, shape

PIECES = st.sampled_from([*'.,"()“”:;-–?!/…%’‘_\t\xa0|»', " ", "Hà Nội", "ảnh", "1.500", "İ", "x" * (WIDEST - 1), "́"])
LINES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join))


@given(LINES)
def test_a_plain_line_has_the_words_of_the_line(text):
    assert _plain(text).split() == re.findall(r"\w+", text)


@given(LINES)
def test_a_line_is_wide_where_a_word_is(text):
    longest = max(map(len, re.findall(r"\w+", text)), default=0)
    assert _is_wide(_plain(text)) == (longest > WIDEST)


def test_a_sentence_of_words_that_name_sections_is_no_bar_of_buttons():
    assert "buttons" in shape("Pháp luật Vụ án Điều tra").features
    assert "buttons" not in shape("Vụ án đang được tiếp tục điều tra, mở rộng.").features


def test_the_credit_of_a_picture_is_no_bar_of_buttons():
    assert shape("Ảnh minh họa: AI").features.isdisjoint({"buttons"})


@given(LINES)
def test_the_terms_of_a_line_are_its_pairs_of_words_and_its_names(text):
    words = _plain(text).split()[:40]
    names = {(word.lower(),) for word in words[1:] if len(word) > 2 and word[0].isupper() and word != word.lower()}
    terms, said = _terms(_plain(text), words)
    assert terms == names.union(pairwise(words))
    assert set(said) == set(chain.from_iterable(terms))


def test_lines_of_one_form_share_their_set_of_features():
    one, other = shape("Nước lên nhanh ở bãi Soi đêm qua"), shape("Chợ Gốm mở lại sau ba tuần sửa")
    assert one.features is other.features


def test_a_day_with_its_month_cut_short_is_a_stamp():
    assert "stamp" in shape("16 Thg 10, 2024").features


def test_a_credit_behind_a_bar_ends_a_caption():
    assert "photo" in shape("Bến ghe lúc nước ròng ở cù lao Mây. | Nguồn: Pexels").features


def test_the_credit_of_a_picture_drawn_for_the_paper_is_no_source():
    features = shape("Nguồn: Lê Mẫu cho Báo Thử").features
    assert "photo" in features
    assert "source" not in features


def test_a_month_before_its_day_as_blogs_print_it_is_a_stamp():
    assert "stamp" in shape("Posted on Tháng Mười 27, 2023").features


def test_a_heading_of_links_behind_arrows_is_one_all_the_same():
    found = shape(">>> Đọc thêm:")
    assert found.heading == "more"
    assert found.features.isdisjoint({"junk", "related"})
