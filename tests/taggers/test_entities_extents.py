"""Where a name ends: before the next person's, behind a number, behind the second place of a route."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.taggers.entities import tag_entities


def names(text: str) -> set[tuple[str, str]]:
    found = tag_entities(document(text)).entities
    return {(mention.text, entity.type) for entity in found for mention in entity.mentions}


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("UBND tỉnh", "Nguyễn Thanh Hà"),
        ("Công an TP", "Phạm Quốc Bảo"),
        ("Bộ CHQS tỉnh", "Trần Lộc"),
        ("UBND xã", "Lê Hữu Nghĩa"),
        ("Hội Nông dân phường", "Đỗ Minh Tâm"),
    ],
)
def test_a_body_with_a_bare_rank_ends_before_the_name_of_its_head(body: str, person: str):
    found = names(f"Sáng nay, Phó chủ tịch {body} {person} tới hiện trường.")
    assert found == {(body, "organization"), (person, "person")}


@pytest.mark.parametrize(
    "body",
    ["UBND phường Nguyễn Hữu Tiến", "Công an xã Lê Quang Hòa", "UBND TP Hồ Chí Minh", "Công an huyện Võ Nhai"],
)
def test_a_place_named_for_a_person_stays_in_the_name_of_the_body(body: str):
    assert names(f"Sáng nay, {body} tới hiện trường.") == {(body, "organization")}
