"""Clubs, firms and artists and the places that have the same names."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.entities import tag_entities


def names(text: str) -> set[tuple[str, str]]:
    return {(mention.text, e.type) for e in tag_entities(document(text)).entities for mention in e.mentions}


@pytest.mark.parametrize("city", ["Barcelona", "Liverpool", "Southampton"])
def test_a_city_where_one_is_is_not_its_club(city):
    assert (city, "location") in names(f"Hãng mở triển lãm ở {city} vào cuối tuần.")


def test_a_player_s_home_is_no_club():
    found = names("HLV nói tay vợt quê Bắc Giang vượt qua đối thủ ở trận chung kết sau ba hiệp.")
    assert ("Bắc Giang", "location") in found


@pytest.mark.parametrize("does", ["bất ngờ thua", "dễ dàng thắng", "vừa hỏi mua"])
def test_a_club_is_told_by_its_deed_behind_an_adverb(does):
    found = names(f"Ở vòng 9, HLV tiếc trận hòa. Trận sau, Ninh Bình {does} đội khách.")
    assert ("Ninh Bình", "organization") in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Nhà văn Chu Lai viết tiếp phần hai.", "Chu Lai", "person"),
        ("Ông Nam, chủ tịch tập đoàn Đèo Cả, trả lời.", "Đèo Cả", "organization"),
        ("Máy bay hạ cánh xuống sân bay lúc 9h rồi về Chu Lai.", "Chu Lai", "location"),
    ],
)
def test_an_artist_and_a_firm_named_like_a_place_are_told_by_the_word_before(text: str, name: str, kind: str):
    found = tag_entities(document(text)).entities
    assert (name, kind) in {(mention.text, entity.type) for entity in found for mention in entity.mentions}
