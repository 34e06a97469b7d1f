"""The forms of a line: what the cheap looks before a pattern say goes together with the pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.parsers import forms

SMALL = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyýỳỷỹỵz"
LETTERS = SMALL + SMALL.upper() + " 0123456789:.,;()-–—|/"


@given(st.from_regex(forms.PHOTO, alphabet=LETTERS))
def test_no_photo_s_credit_is_lost_by_the_look_before_the_pattern(text):
    tail = " ".join(text.split())[-forms.TAIL :]
    assert forms.is_photo(tail) == (forms.PHOTO.search(tail) is not None)


@pytest.mark.parametrize(
    "text", ["Ảnh 3", "Cổng chào đầu làng. Hình 12", "Bến đò cũ - Hình minh họa", "Mẹ con chị Lành. AFP / Le Minh"]
)
def test_a_picture_s_number_or_credit_is_told_at_the_end_of_a_line(text):
    assert forms.is_photo(text)


@pytest.mark.parametrize("text", ["Lịch phát sóng trên màn hình 24", "Đội hình 11", "Ảnh hưởng của bão số 3"])
def test_a_number_behind_a_word_that_only_ends_like_a_picture_is_none(text):
    assert not forms.is_photo(text)
