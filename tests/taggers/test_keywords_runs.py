"""What keywords read of a text: runs of words in small letters."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workers.taggers.entities.tokens import OPENERS, lower
from workers.taggers.keywords.runs import CLOSED, LONGEST_ACRONYM, OPEN, runs
from workers.taggers.syllables import syllables

RUN = re.compile(r"\b[^\W\d_]++(?!\w)(?: [^\W\d_]++(?!\w))*+")
PIECES = st.sampled_from(
    ["giá", "vàng", "Giá", "USD", "GDP", "HÔM", "NAY", "A", "iPhone", "19", "covid19", "m²", "中", "_", "ĐỒNGTHAUTHUOC"]
    + [" "] * 8 + [". ", ", ", "“", "-", "  ", "\xa0", "…", "|"]
)  # fmt: skip


def said(*lines: str, names: tuple[int, ...] = ()) -> list[str]:
    """The words and marks in order, the syllables at some places being names."""
    text = syllables(lines)
    hidden = np.isin(np.arange(len(text.numbers)), names)
    found = runs(text, hidden)
    spans = zip(text.starts.tolist(), text.ends.tolist(), strict=True)
    words = [*(found.printed[start:end] for start, end in spans), CLOSED, OPEN]
    return [words[place] for place in found.order.tolist()]


def slowly(text: str) -> list[str]:
    """The same word by word."""
    words = [CLOSED]
    for found in RUN.finditer(text):
        run, (first, last) = found[0], found.span()
        if run.islower() or (" " in run and run.isupper()):
            words += lower(run).split(" ")
        else:
            opens = first == 0 or text[max(0, first - 2) : first].rstrip()[-1:] in OPENERS
            words += small(run.split(" "), opens)
        words.append(OPEN if text[last : last + 2].strip()[:1].isalnum() else CLOSED)
    return words


def small(words: list[str], opens: bool) -> list[str]:
    """A run in which some letters are large."""
    if opens and (words[0][1:].islower() or len(words[0]) == 1):
        words[0] = lower(words[0])
    loud = [False, *(word.isupper() for word in words), False]
    acronyms = [one and 1 < len(word) <= LONGEST_ACRONYM for one, word in zip(loud[1:], words, strict=False)]
    alone = [not (before or behind) for before, behind in zip(loud, loud[2:], strict=False)]
    kept = [one and free for one, free in zip(acronyms, alone, strict=True)]
    return [word if word.islower() or one else OPEN for word, one in zip(words, kept, strict=True)]


@given(st.lists(PIECES, max_size=20).map("".join).map(str.strip))
def test_runs_are_what_a_slow_reading_finds(text):
    assert said(text) == slowly(text)


def test_a_run_ends_at_marks_numbers_and_names():
    assert said("Giá vàng tăng, người mua 15 lượng") == [
        CLOSED, "giá", "vàng", "tăng", CLOSED, "người", "mua", OPEN, "lượng", CLOSED,
    ]  # fmt: skip
    assert said("người dân Hà Nội mua", names=(2, 3)) == [CLOSED, "người", "dân", OPEN, "mua", CLOSED]


def test_no_run_reaches_over_the_end_of_a_line():
    assert said("giá vàng", "tăng") == [CLOSED, "giá", "vàng", CLOSED, "tăng", CLOSED]


def test_an_acronym_among_small_words_stays_as_printed():
    assert said("Lãi suất USD tăng") == [CLOSED, "lãi", "suất", "USD", "tăng", CLOSED]


def test_nothing_is_said_without_words():
    assert said() == said("15 (19)") == [CLOSED]
