"""Keywords are whole phrases of the story, and what it is about comes first."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.taggers.stories import MARK, TYPES, document
from workers.document import Block, Document, Entity, Mention
from workers.taggers.keywords import MOST, tag_keywords
from workers.taggers.reach import LONGEST_STORY

TAX = """title: Đề xuất nới bậc thuế thu nhập cá nhân
lead: Bộ Tài chính muốn giảm số bậc của biểu thuế thu nhập cá nhân từ năm sau.
body: Theo dự thảo, người làm công ăn lương nộp thuế thu nhập cá nhân theo năm bậc, và mức giảm trừ gia cảnh được nâng lên.
body: Nhiều ý kiến cho rằng mức giảm trừ gia cảnh vẫn thấp so với giá nhà. Trong thời gian qua, vấn đề này được nói nhiều.
body: Việc hoàn thuế sẽ nhanh hơn khi dữ liệu thuế được kết nối với bảo hiểm xã hội."""
AID = """title: Đức gửi thêm viện trợ quân sự cho [Ukraine|l]
lead: Gói viện trợ quân sự mới gồm tên lửa phòng không và đạn pháo.
body: [Olaf Scholz|p] nói viện trợ quân sự sẽ tới trước mùa đông. Tên lửa phòng không được giao trong tháng tới.
body: Phe đối lập cho rằng ngân sách quốc phòng không đủ cho những gói như vậy."""
FIRE = """title: Cháy nhà trọ lúc rạng sáng
body: Hai người được lính cứu hỏa đưa ra ngoài."""


def story(text, kind="article"):
    """Lines of role and text, names marked as [name|type], as a tagged document."""
    blocks, entities, at = [], [], 0
    for line in text.split("\n"):
        role, _, marked = line.partition(": ")
        plain = MARK.sub(r"\1", marked)
        for name, code in MARK.findall(marked):
            start = at + plain.index(name)
            entities.append(Entity(name, name, TYPES[code], (Mention(name, start, start + len(name)),)))
        blocks.append(Block(role, plain, at, at + len(plain)))
        at += len(plain) + 1
    decoded = "\n".join(block.text for block in blocks)
    return Document(b"", decoded=decoded, kind=kind, blocks=tuple(blocks), entities=tuple(entities))


def keywords(text, kind="article"):
    return [keyword.text for keyword in tag_keywords(story(text, kind)).keywords]


def test_what_a_story_repeats_and_its_headline_names_comes_first():
    assert keywords(TAX)[0] == "thuế thu nhập cá nhân"
    assert keywords(AID)[0] == "viện trợ quân sự"


def test_a_phrase_named_often_in_the_body_is_a_keyword():
    assert "giảm trừ gia cảnh" in " ".join(keywords(TAX))
    assert "tên lửa phòng không" in keywords(AID)


@pytest.mark.parametrize("cut", ["trợ quân", "quân sự", "thu nhập", "thu nhập cá nhân", "thuế thu nhập", "tên lửa"])
def test_no_part_stands_for_the_whole_phrase(cut):
    assert cut not in keywords(TAX) + keywords(AID)


def test_empty_phrases_names_and_verbs_are_none():
    said = " ".join(keywords(TAX) + keywords(AID)).split()
    assert not {"thời", "vấn", "ý", "ukraine", "scholz", "gửi", "nói"} & set(said)


def test_a_phrase_in_large_letters_is_printed_in_small_ones():
    assert "viện trợ quân sự" in keywords(AID.replace("Đức gửi thêm viện trợ quân sự cho", "ĐỨC GỬI VIỆN TRỢ QUÂN SỰ:"))


def test_an_acronym_keeps_its_letters():
    text = "title: Thuốc mới cho người nhiễm HIV\nbody: Thuốc giúp người nhiễm HIV sống lâu hơn."
    assert "người nhiễm HIV" in keywords(text)


def test_a_line_printed_twice_counts_once():
    twice = TAX + "\n" + TAX.partition("\n")[0]
    assert tag_keywords(story(twice)).keywords == tag_keywords(story(TAX)).keywords


def test_a_brief_has_few_and_a_story_has_several():
    assert len(keywords(FIRE)) <= 3 < len(keywords(TAX)) <= MOST


def test_scores_fall_and_lie_between_0_and_1():
    scores = [keyword.score for keyword in tag_keywords(story(TAX)).keywords]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


def test_a_file_that_is_no_story_has_none():
    assert keywords(TAX, "other") == []
    assert tag_keywords(document("")).keywords == ()


def test_a_listing_is_read_from_its_teasers():
    text = "teaser_title: Giá vàng miếng lập đỉnh mới\nteaser_text: Giá vàng miếng tăng mạnh trong phiên sáng.\nnoise: viện trợ quân sự"
    assert any("vàng" in one for one in keywords(text, "listing"))
    assert "viện trợ quân sự" not in keywords(text, "listing")


WORDS = "viện trợ quân sự thuế thu nhập cá nhân của tên lửa , . Ukraine 12 GDP hòa hoà bão số không khí AI “ ” xe điện"
LINES = st.lists(
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5
)


@given(LINES, st.sampled_from(["viện trợ", "thu nhập", "Ukraine", "xe điện"]))
@settings(max_examples=150)
def test_every_keyword_stands_in_a_line_and_touches_no_name(lines, name):
    plain = document("\n".join(lines))
    at = plain.decoded.find(name)
    mention = (Mention(name, at, at + len(name)),) if at >= 0 else ()
    found = tag_keywords(replace(plain, entities=(Entity("x", name, "person", mention),) if mention else ()))
    hidden = plain.decoded[:at] + "|" * len(name) + plain.decoded[at + len(name) :] if mention else plain.decoded
    for keyword in found.keywords:
        assert 2 <= len(keyword.text.split()) <= 5
        assert any(f" {keyword.text.lower()} " in f" {line.lower()} " for line in hidden.split("\n"))


@given(st.text())
@settings(max_examples=100)
def test_any_text_is_taken(text):
    tag_keywords(document(text))


@pytest.mark.parametrize("piece", ["viện trợ quân sự ", "a", "ỷ ", "thuế xe,", "A b ", "\u0301a "])
def test_one_long_line_takes_seconds_at_most(piece):
    began = time.monotonic()
    tag_keywords(document(piece * (2 * LONGEST_STORY // len(piece))))
    assert time.monotonic() - began < 10
