"""The pattern of many words finds what trying them one by one finds, the longest first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import lexicons
from workers.taggers.either import either

WORDS = st.lists(st.text("ab .$", min_size=1, max_size=4), min_size=1)


def one_by_one(words):
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@given(WORDS, st.text("ab .$c"), st.sampled_from(["", r"(?!\w)", r"(?= )"]))
def test_the_longest_word_that_fits_is_taken(words, text, behind):
    assert re.findall(either(words) + behind, text) == re.findall(one_by_one(words) + behind, text)


@pytest.mark.parametrize("name", ["money/currencies.tsv", "money/magnitudes.tsv"])
def test_every_form_of_a_list_is_found_as_printed_and_in_capitals(name):
    forms = [row["form"] for row in lexicons.rows(name)]
    shape = re.compile(either(forms), re.IGNORECASE)
    assert all(shape.fullmatch(form) and shape.fullmatch(form.upper()) for form in forms)
