"""A story is read up to a length, and the document says so when it is longer."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.document import Block
from workers.taggers.dates import tag_dates
from workers.taggers.entities import tag_entities
from workers.taggers.money import tag_money
from workers.taggers.reach import LONGEST_STORY, TAGS_CUT, warned, within_reach


def test_blocks_are_read_up_to_the_length_and_the_last_is_cut():
    blocks = [Block("body", "a" * (LONGEST_STORY - 5), 0, LONGEST_STORY - 5), Block("body", "b" * 50, 900, 950)] * 2
    near = within_reach(blocks)
    assert [(block.start, block.end) for block in near] == [(0, LONGEST_STORY - 5), (900, 905)]
    assert near[-1].text == "bbbbb"


def test_a_story_of_usual_length_is_read_whole_without_a_warning():
    story = document("Ông Nam ở Hà Nội.")
    assert within_reach(story.story) == list(story.story)
    assert tag_entities(story).warnings == ()


def test_a_longer_story_is_warned_of_once():
    story = document("a" * (LONGEST_STORY + 1))
    assert warned(warned(story)).warnings == (TAGS_CUT,)


@pytest.mark.slow
@pytest.mark.timeout(90)
@pytest.mark.parametrize("unit", ["A-", "1/2 "])
def test_a_line_of_millions_of_letters_is_tagged_in_bounded_time(unit: str):
    story = document(unit * (4_000_000 // len(unit)))
    tagged = tag_money(tag_dates(tag_entities(story)))
    assert tagged.warnings == (TAGS_CUT,)
    assert all(date.end <= LONGEST_STORY for date in tagged.dates)
