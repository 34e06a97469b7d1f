"""What is a name, what is none, and which mentions are one thing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.taggers.stories import document
from workers.document import Block, Document, Entity
from workers.taggers.entities import slug, tag_entities
from workers.taggers.entities.lines import LONGEST_LINE, lines
from workers.taggers.entities.spelling import near, spelled_out
from workers.taggers.entities.tokens import plain


def entities(text: str, **how: str) -> tuple[Entity, ...]:
    return tag_entities(document(text, **how)).entities


def names(text: str) -> set[tuple[str, str]]:
    return {(mention.text, entity.type) for entity in entities(text) for mention in entity.mentions}


def forms(text: str) -> list[set[str]]:
    return [{mention.text for mention in entity.mentions} for entity in entities(text)]


def test_a_title_is_no_part_of_a_name():
    text = "Sáng nay, ông Lê Quang Tú và Thiếu tá Phạm Đình Hòa có mặt."
    assert names(text) == {("Lê Quang Tú", "person"), ("Phạm Đình Hòa", "person")}


def test_a_common_word_before_a_place_stays_out():
    assert names("Cơn mưa lớn ở thủ đô Tehran và tỉnh Phú Thọ.") == {("Tehran", "location"), ("Phú Thọ", "location")}


def test_the_head_of_a_club_stays_out_and_makes_the_city_a_club():
    assert names("Hôm qua, CLB Thanh Hóa thắng trận thứ ba.") == {("Thanh Hóa", "organization")}


@pytest.mark.parametrize(
    "body",
    [
        "Bộ Quốc phòng Nga",
        "Công an tỉnh Phú Thọ",
        "Cơ quan Cảnh sát điều tra Công an tỉnh Nghệ An",
        "Ủy ban Thường vụ Quốc hội",
        "Trường Đại học Kinh tế - Luật",
        "Sở Văn hóa, Thể thao và Du lịch Lào Cai",
        "Công ty cổ phần Thép Hoàng Gia",
        "Bệnh viện Nguyễn Tri Phương",
        "Viện Khoa học Thủy lợi miền Nam",
        "Trường THPT Trần Phú",
    ],
)
def test_the_whole_name_of_a_body_is_one_name(body: str):
    assert (body, "organization") in names(f"Hôm qua, {body} cho biết đã nhận đơn.")


def test_a_body_ends_where_the_persons_name_begins():
    found = names("Theo Thứ trưởng Bộ Xây dựng Nguyễn Tường Minh, dự án chậm.")
    assert found == {("Bộ Xây dựng", "organization"), ("Nguyễn Tường Minh", "person")}


def test_lower_case_government_names_only_the_country():
    assert names("Theo chính phủ Mỹ và quân đội Syria, đàm phán đã dừng.") == {
        ("Mỹ", "location"),
        ("Syria", "location"),
    }


def test_title_body_and_person_in_a_row_are_told_apart():
    assert names("Hôm nay, Tổng thư ký NATO Jonas Halvorsen tới nơi.") == {
        ("NATO", "organization"),
        ("Jonas Halvorsen", "person"),
    }


def test_a_family_name_later_on_is_the_same_person():
    assert {"Jonas Halvorsen", "Halvorsen"} in forms("Nhà văn Jonas Halvorsen đến Huế.\nÔng Halvorsen ở lại ba ngày.")


def test_a_given_name_behind_a_title_is_the_person_named_in_full():
    assert {"Đào Trọng Nghĩa", "Nghĩa"} in forms("Anh Đào Trọng Nghĩa bị thương.\nTheo anh Nghĩa, xe đi quá nhanh.")


def test_the_last_person_named_in_full_owns_a_shared_given_name():
    text = "Trần Văn Bình ở Huế. Ông Bình làm ruộng.\nLê Thanh Bình ở Vinh. Ông Bình buôn vải."
    found = {entity.name: len(entity.mentions) for entity in entities(text) if entity.type == "person"}
    assert found == {"Trần Văn Bình": 2, "Lê Thanh Bình": 2}


def test_an_acronym_in_brackets_is_the_name_before_it():
    text = "Hiệp hội Nuôi ong Tây Nguyên (HNOT) họp sáng nay. Theo HNOT, giá mật tăng."
    assert {"Hiệp hội Nuôi ong Tây Nguyên", "HNOT"} in forms(text)


def test_a_misspelt_foreign_name_is_the_same_person():
    assert {"Jonas Halvorsen", "Jonas Halvosren"} in forms(
        "Nhà văn Jonas Halvorsen tới Huế. Theo Jonas Halvosren, mưa to."
    )


def test_a_body_named_by_its_beginning_is_the_same_body():
    text = "Công an tỉnh Sơn La vào cuộc. Sau đó, Công an tỉnh bắt ba người."
    assert {"Công an tỉnh Sơn La", "Công an tỉnh"} in forms(text)


def test_old_and_new_tone_marks_are_one_name():
    assert {"Khánh Hòa", "Khánh Hoà"} in forms("Mưa ở Khánh Hòa và mưa tại Khánh Hoà.")


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital():
    assert names("Nhiều người dân đã rời đi. Trong khi đó, giá vàng tăng. Vàng miếng đắt hơn.") == set()


def test_a_pronoun_that_opens_a_sentence_is_no_country():
    assert names("Nguyễn Văn Kiên về nhà. Anh kể lại vụ việc.") == {("Nguyễn Văn Kiên", "person")}


def test_a_capital_within_a_sentence_is_the_country():
    assert ("Anh", "location") in names("Theo bộ trưởng quốc phòng Anh, tàu đã rời cảng.")


def test_a_language_is_no_place():
    assert names("Bé học tiếng Anh và tiếng Pháp.") == set()


def test_letters_that_name_no_one_thing_are_no_body():
    assert names("Chỉ số GDP và CPI tăng, theo các CEO.") == set()


def test_the_number_of_a_law_is_no_name():
    assert names("Căn cứ Thông tư số 21/2025/TT-BGDĐT, thí sinh nộp hồ sơ.") == set()


def test_a_storm_is_named_by_its_number():
    assert ("bão số 4", "event") in names("Tối nay, bão số 4 vào đất liền.")


def test_a_street_named_for_a_person_is_a_place():
    assert ("Lê Duẩn", "location") in names("Cháy lớn ở số 15 Lê Duẩn, quận 1.")


def test_the_title_of_a_song_in_quote_marks_is_one_product():
    assert ("Mưa trên phố cũ", "product") in names("Cô hát ca khúc “Mưa trên phố cũ” rất hay.")


def test_a_version_belongs_to_the_product():
    assert ("iPhone 15 Pro Max", "product") in names("Giá iPhone 15 Pro Max giảm mạnh.")


def test_a_listing_is_read_from_its_teasers_and_other_pages_not_at_all():
    text = "Mưa lớn ở Hà Nội"
    assert [e.name for e in entities(text, role="teaser_title", kind="listing")] == ["Hà Nội"]
    assert entities(text, kind="other") == ()
    assert entities(text, role="noise") == ()


def test_what_the_title_names_is_said_to_be_what_the_story_is_about():
    blocks = (Block("title", "Lũ ở Huế", 0, 8), Block("body", "Đoàn từ Hà Nội đến Huế.", 9, 32))
    text = "Lũ ở Huế\nĐoàn từ Hà Nội đến Huế."
    found = tag_entities(Document(content=b"", decoded=text, kind="article", blocks=blocks)).entities
    assert [entity.name for entity in found] == ["Huế", "Hà Nội"]
    assert found[0].salience == 1.0 > found[1].salience > 0


def test_a_thing_of_no_list_gets_a_local_id():
    assert [entity.id for entity in entities("Theo ông Trần Đắc Phú, mưa to.")] == ["local:person:tran-dac-phu"]
    assert slug("Đường Lê Duẩn") == "duong-le-duan"


def test_words_one_letter_apart_are_near_only_when_long():
    assert near("zelensky", "zelenksy")
    assert near("stoltenberg", "stoltenburg")
    assert not near("trump", "tramp")
    assert not near("halvorsen", "haldorson")


def test_abbreviated_bodies_have_one_key():
    one, two = ["tand", "tp", "hà", "nội"], ["tòa", "án", "nhân", "dân", "thành", "phố", "hà", "nội"]
    assert spelled_out(one) == spelled_out(two)


def test_old_spelling_keeps_every_letter_in_its_place():
    assert plain("Thuỷ, hoà, hoàn, quý") == "Thủy, hòa, hoàn, quý"


ODD = st.text(alphabet=st.sampled_from("Anh Đức TP.HCM (ông) - “Bộ” Nguyễn\u0301İ\n0/9@#"), max_size=200)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=200), ODD))
def test_every_mention_stands_where_it_says_and_none_overlap(text: str):
    found = tag_entities(document(text)).entities
    mentions = sorted((m.start, m.end, m.text) for entity in found for m in entity.mentions)
    assert all(text[start:end] == shown and shown for start, end, shown in mentions)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(mentions))
    assert all(0 <= e.salience <= 1 and 0 <= e.confidence <= 1 for e in found)


def test_a_long_line_is_cut_into_pieces_that_make_the_line_again():
    text = "Ông Nam nói. " * 2000
    pieces = list(lines(Block("body", text, 7, 7 + len(text))))
    assert "".join(piece.text for piece in pieces) == text
    assert all(len(piece.text) <= LONGEST_LINE for piece in pieces)
    assert pieces[1].offset == 7 + len(pieces[0].text)


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit", ["Ông Nguyễn Văn An ở Hà Nội nói. ", "A-", "Bộ ", "1/", "Công ty Cổ phần và ", "x@", "A.B.", "NGUYỄN "]
)
def test_long_lines_do_not_hold_the_tagger_up(unit: str):
    story = document(unit * (160_000 // len(unit)))
    mentions = [mention for entity in tag_entities(story).entities for mention in entity.mentions]
    assert all(story.decoded[mention.start : mention.end] == mention.text for mention in mentions)


@pytest.mark.parametrize("name", ["Quỹ Bảo trợ trẻ em Hoa Nắng", "Trần Quý", "Trường THPT Vũ Quý"])
def test_the_mark_behind_qu_stays_where_it_is_printed(name: str):
    assert name in {entity.name for entity in entities(f"Hôm qua, ông Lê Văn Bảy và {name} đã đến.")}


def test_a_misprinted_mark_behind_qu_is_the_same_name():
    assert {"Trần Văn Quý", "Trần Văn Qúy"} in forms("Ông Trần Văn Quý đến sớm. Ông Trần Văn Qúy nói vậy.")
