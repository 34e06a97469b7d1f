"""The syllables of a story, and what their letters are."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workers.document import Block, Document
from workers.taggers import letter_kinds as kind
from workers.taggers.known_syllables import UNKNOWN, known
from workers.taggers.syllables import story, syllables

SYLLABLE = re.compile(r"[^\W_]+")
TEXTS = st.text(st.sampled_from("aăàBĐủy 1²_.,!…“|-\xa0ǅ中") | st.characters(), max_size=60)
LINES = st.lists(TEXTS.map(lambda text: text.replace("\n", " ")), max_size=4)


@given(TEXTS)
def test_the_kinds_of_letters_are_what_python_takes_them_for(text):
    for letter, told in zip(text, kind.kinds(kind.codes(f"{text} ")), strict=False):
        assert bool(told & kind.WORD) == letter.isalnum()
        assert bool(told & kind.FIGURE) == letter.isdecimal()
        assert bool(told & kind.SPACE) == letter.isspace()
        if letter.isalnum():
            assert (told & (kind.LARGE | kind.SMALL) == kind.SMALL) == letter.islower()
            assert (told & (kind.LARGE | kind.SMALL) == kind.LARGE) == letter.isupper()


def test_a_stop_is_a_bar_where_it_ends_something():
    text = "giá 1.000, a._b?\n"
    bars = (kind.kinds(kind.codes(text)) & kind.BAR).nonzero()[0].tolist()
    assert [text[at] for at in bars] == [",", "?", "\n"]


@given(LINES)
def test_syllables_are_letters_and_figures_that_stand_together(lines):
    found = syllables(lines)
    spans = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    for line, (text, start) in enumerate(zip(lines, found.lines.tolist(), strict=False)):
        expected = [(start + one.start(), start + one.end()) for one in SYLLABLE.finditer(text)]
        assert spans[found.bounds[line] : found.bounds[line + 1]] == expected
    assert len(spans) == found.bounds[-1]
    assert found.numbers.tolist() == [known().get(found.small[start:end], UNKNOWN) for start, end in spans]


def test_every_known_syllable_is_told_by_its_letters_and_no_two_are_taken_for_one():
    assert syllables(list(known())).numbers.tolist() == list(known().values())


def test_a_syllable_is_known_in_each_spelling_and_in_large_letters():
    assert all(syllables(["hoà hòa HOÀ Hòa"]).numbers > UNKNOWN)


def test_what_holds_no_syllable_has_none():
    for lines in ([], [""], ["—", "..."]):
        found = syllables(lines)
        assert len(found.numbers) == len(found.held()) == len(found.spread([1.0] * len(lines))) == 0


@given(LINES)
def test_what_a_syllable_holds_reaches_to_the_next(lines):
    found = syllables(lines)
    told = [np.bitwise_or.reduce(one) for one in np.split(found.kinds, found.starts)[1:]]
    assert found.held().tolist() == told


def test_a_line_printed_twice_in_a_role_is_fresh_once():
    texts = [("title", "Bão số 4"), ("body", "Bão số 4"), ("body", "Mưa"), ("body", "Bão số 4")]
    blocks = tuple(Block(role, text, at * 10, at * 10 + len(text)) for at, (role, text) in enumerate(texts))
    told = story(Document(b"", kind="article", blocks=blocks))
    assert told.blocks == blocks
    assert told.fresh == [0, 1, 2]
    assert told.syllables.spread([4.0, 1.0, 2.0, 1.0]).tolist() == [4.0] * 3 + [1.0] * 3 + [2.0] + [1.0] * 3
