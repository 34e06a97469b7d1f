"""What speaks for a phrase as a keyword: how much of the story names it, and how rare it is."""

import numpy as np
import pytest

from tests.taggers.test_keywords import keywords
from workers.taggers.keywords.evidence import LEAST, evidence_of, weak
from workers.taggers.keywords.table import known

LINE = "body: Nhiều người nhắc tới {}."


@pytest.mark.parametrize("weight", [1.0, 1.5, 2.0, 4.0, 9.5])
def test_a_weak_word_is_no_keyword(weight):
    words, counted = known().words.texts, known().phrases.counted
    pairs = [number for number, text in enumerate(words) if " " in text]
    found = weak(np.array(pairs), np.full(len(pairs), weight))
    evidence = np.array([evidence_of(words[number], counted[number], weight) for number in pairs])
    assert (evidence[found] < LEAST).all()
    assert found.sum() >= 0.99 * (evidence < LEAST).sum()


def test_a_phrase_that_was_not_counted_is_one_where_it_is_said_again_or_in_a_headline():
    phrase, other = "quán cơm nhà trọ", "hội nghề gốm"
    assert phrase in keywords(f"title: {phrase.capitalize()}\n{LINE.format(other)}")
    assert phrase in keywords("\n".join(LINE.format(f"{phrase} {end}") for end in ("đã", "vẫn", "rất")))
    assert phrase not in keywords(LINE.format(phrase))
