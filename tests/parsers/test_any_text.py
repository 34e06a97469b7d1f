"""Whatever the text, every line comes out once, where it stood, and nothing hangs."""

from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsers.page_files import PAGES
from workers import parsers
from workers.document import KINDS, ROLES, Document
from workers.parsers import parse

PIECES = [line for page in PAGES for line in page.text.split("\n")]
characters = st.text(alphabet=st.characters(codec="utf-8"), max_size=400)
shuffled = st.lists(st.sampled_from(PIECES), max_size=60).map("\n".join)
marks = st.lists(
    st.text(alphabet="›»>/|-–•·.,:;!?()[]#@*+=©▶“”’… \t\xa0\u200b019aAđẢnh", max_size=12), max_size=20
).map("\n".join)
broken = st.lists(st.sampled_from(PIECES).map(lambda line: line[::-1]), max_size=30).map(" \n\t".join)


def parsed(text: str) -> Document:
    return parse(Document(content=b"", decoded=text))


@settings(max_examples=150)
@given(st.one_of(characters, marks, shuffled, broken))
def test_every_line_is_a_block_once_and_in_order(text):
    document = parsed(text)
    assert [block.text for block in document.blocks] == [line.strip() for line in text.split("\n") if line.strip()]
    for block in document.blocks:
        assert text[block.start : block.end] == block.text
        assert block.role in ROLES
    assert document.kind in KINDS


@settings(max_examples=80)
@given(shuffled)
def test_a_page_without_a_story_invents_none(text):
    document = parsed(text)
    if document.kind != "article":
        assert (document.title, document.lead, document.byline) == (None, None, ())


@settings(max_examples=50)
@given(shuffled)
def test_the_same_text_gives_the_same_article(text):
    assert parsed(text) == parsed(text)


@pytest.mark.parametrize("text", ["", "\n", "   \n\t\n", "\ufeff", "|", ".", "»", "›»>/|", "1", "©"])
def test_next_to_nothing_is_no_news(text):
    document = parsed(text)
    assert (document.kind, document.title, document.teasers) == ("other", None, ())


HUGE = ["a " * 2_500_000, "x" * 5_000_000, "(" * 2_000_000, "Ảnh: " * 500_000, "1/" * 1_000_000, "Theo " * 500_000]


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HUGE, ids=lambda text: text[:5])
def test_a_line_of_megabytes_does_not_hold_the_parser_up(text):
    assert parsed(text).kind == "other"


@pytest.mark.slow
@pytest.mark.timeout(110)
def test_a_file_of_200_000_lines_is_read_to_its_end():
    document = parsed("\n".join(islice(cycle(filter(None, PIECES)), 200_000)))
    assert len(document.blocks) == 200_000
    assert document.warnings == ()
    assert {block.role for block in document.blocks[-100:]} != {"noise"}


def test_what_comes_after_the_longest_page_stays_noise_with_a_warning(monkeypatch):
    monkeypatch.setattr(parsers, "PAGE", 20)
    page = PAGES[0].text
    document = parsed(f"{page}\n{page}")
    assert document.warnings == ("page-cut",)
    assert {block.role for block in document.blocks[20:]} == {"noise"}
    assert {block.role for block in document.blocks[:20]} != {"noise"}
