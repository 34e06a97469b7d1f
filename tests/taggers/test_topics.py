"""Media Topics from the words of a story."""

from dataclasses import replace
from pathlib import Path

import pytest

from workers.document import Block, Document
from workers.taggers.topics import reading, tag_topics, votes

HEADLINES = [line.split("\t") for line in (Path(__file__).parent / "headlines.tsv").read_text("utf-8").splitlines()]


def story(*lines: tuple[str, str], kind: str = "article", section: str | None = None) -> Document:
    """A document of these (role, text) lines."""
    blocks, start = [], 0
    for role, text in lines:
        blocks.append(Block(role, text, start, start + len(text)))
        start += len(text) + 1
    text = "\n".join(text for _, text in lines)
    return Document(content=b"", decoded=text, kind=kind, section=section, blocks=tuple(blocks))


def codes(document: Document) -> list[str]:
    """The codes given, without their scheme."""
    return [topic.code.removeprefix("medtop:") for topic in tag_topics(document).topics]


@pytest.mark.parametrize(("code", "headline"), HEADLINES)
def test_a_headline_alone_tells_the_top_level_topic(code, headline):
    assert codes(story(("title", headline)))[0] == code


def test_the_headlines_cover_all_seventeen_top_level_codes():
    assert {code for code, _ in HEADLINES} == {f"{top:02}000000" for top in range(1, 18)}


def test_a_narrower_code_follows_its_top_level_code():
    found = tag_topics(story(("title", "Cầu lông: tay vợt cầu lông trẻ dự giải cầu lông quốc tế"))).topics
    assert [topic.code for topic in found[:2]] == ["medtop:15000000", "medtop:20000847"]
    assert found[1].name == "Cầu lông"
    assert {topic.broader_top for topic in found[:2]} == {"medtop:15000000"}


def test_scores_lie_in_0_to_1_and_fall_from_top_level_code_to_top_level_code():
    text = "Tòa án xét xử cựu hiệu trưởng nhận hối lộ khi tuyển sinh, phụ huynh và học sinh bất bình"
    found = [topic.score for topic in tag_topics(story(("body", text))).topics if topic.code == topic.broader_top]
    assert len(found) >= 2
    assert found == sorted(found, reverse=True)
    assert all(0 < score < 1 for score in found)


def test_the_words_that_earned_a_topic_can_be_told():
    document = story(("title", "Bão số 4 đổ bộ"), section="Thời sự > Thời tiết")
    found = list(votes(reading(document), document.section))
    assert {word for word, code, _ in found if code in {"medtop:17000000", "medtop:20001129"}} >= {"bão số 4", "đổ bộ"}
    assert "Thời tiết" in {word for word, _, _ in found}
    assert all(weight > 0 for _, _, weight in found)


def test_at_most_four_topics_are_named():
    lines = [("body", headline) for _, headline in HEADLINES]
    assert 1 <= len(codes(story(*lines))) <= 4


def test_the_headline_outweighs_a_passing_word_in_the_body():
    document = story(("title", "Bão số 4 đổ bộ"), ("body", "Giải bóng đá phong trào phải hoãn."))
    assert codes(document)[0] == "17000000"


def test_the_section_decides_where_the_words_do_not():
    line = ("title", "Người trong cuộc nói gì")
    assert codes(story(line)) == []
    assert codes(story(line, section="Thể thao")) == ["15000000"]
    assert codes(story(line, section="Trang chủ > Sức khoẻ")) == ["07000000"]


@pytest.mark.parametrize("text", ["Hòa bình ở vùng biên", "Hoà bình ở vùng biên", "HÒA BÌNH ở vùng biên"])
def test_the_place_of_the_tone_mark_and_capitals_make_no_difference(text):
    assert codes(story(("title", text)))[0] == "16000000"


def test_a_longer_term_hides_the_shorter_one_in_it():
    assert codes(story(("title", "Tin tức về virus máy tính")))[0] == "13000000"


def test_a_term_is_not_found_inside_a_syllable():
    assert codes(story(("title", "Nhóm bạn trẻ rủ nhau tới Caliberox"))) == []


def test_teasers_tell_the_topics_of_a_listing():
    document = story(("teaser_title", "Giá vàng lập đỉnh"), ("teaser_text", "Nhà đầu tư chốt lời."), kind="listing")
    assert codes(document)[0] == "04000000"


def test_the_teasers_beside_an_article_tell_nothing():
    document = story(("title", "Giá vàng lập đỉnh"), ("teaser_title", "Bóng đá: đội chủ nhà vô địch World Cup"))
    assert "15000000" not in codes(document)


def test_what_is_no_story_has_no_topics():
    line = ("title", "Giá vàng lập đỉnh")
    assert codes(story(line, kind="other", section="Kinh tế")) == []
    assert codes(story(("title", "abc xyz 123"))) == []
    assert codes(Document(content=b"", kind="article", section="Kinh tế")) == []


def test_a_title_printed_twice_counts_once():
    once = story(("title", "Giá vàng lập đỉnh"), ("body", "Tòa án xét xử vụ cướp."))
    twice = replace(once, blocks=(once.blocks[0], *once.blocks))
    assert tag_topics(twice).topics == tag_topics(once).topics


@pytest.mark.timeout(60)
def test_one_line_of_five_million_letters_does_not_hold_the_tagger_up():
    line = "công an điều tra vụ tai nạn ở xã Hòa Bình hoà giải " * 100_000
    assert codes(story(("body", line)))
