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


@pytest.mark.parametrize(
    "court",
    ["TAND khu vực 9 - Cà Mau", "Tòa án nhân dân khu vực 2", "VKSND khu vực 11 – Gia Lai", "Viện KSND khu vực 7"],
)
def test_a_court_of_a_region_has_its_number_and_its_province(court: str):
    assert names(f"Sáng nay, {court} tuyên phạt bị cáo.") == {(court, "organization")}


def test_a_region_and_its_number_alone_are_no_name():
    assert not names("Mưa lớn ở khu vực 3, gió mạnh ở khu vực 4.")


@pytest.mark.parametrize("behind", [",", ".", " khởi công", " và nhà dân"])
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("KCN Bến Lội 2", "location"),
        ("Nhà máy điện Sông Thao 3", "organization"),
        ("Trung đoàn 742", "organization"),
        ("Bệnh viện Hòa Bình cơ sở 2", "organization"),
    ],
)
def test_a_number_ends_a_name_whatever_mark_or_verb_stands_behind(name: str, kind: str, behind: str):
    assert names(f"Sáng nay đoàn tới {name}{behind}") == {(name, kind)}


@pytest.mark.parametrize("count", ["2,5 tỷ đồng", "3 người", "2-1", "12.500 tấn"])
def test_a_number_that_counts_is_no_part_of_a_name(count: str):
    assert names(f"Sáng nay, Nhà máy điện Sông Thao {count}.") == {("Nhà máy điện Sông Thao", "organization")}


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Sáng nay xe tải lật trên cao tốc Bến Lội - Pleiku.", "cao tốc Bến Lội - Pleiku"),
        ("Cao tốc Hòa Lạc – Đồi Thông – Sơn La thông xe.", "Cao tốc Hòa Lạc – Đồi Thông – Sơn La"),
        ("Hôm nay đoàn dự khởi công tuyến Hà Nội - Quảng Ninh.", "Hà Nội - Quảng Ninh"),
        ("Hôm nay, tuyến metro Bến Lội - Suối Ngang mở cửa.", "tuyến metro Bến Lội - Suối Ngang"),
    ],
)
def test_a_road_or_a_line_is_named_for_all_the_places_it_joins(text: str, route: str):
    assert names(text) == {(route, "location")}


def test_a_line_to_one_place_is_no_route():
    assert names("Tàu vào tuyến Hà Nội - ông chủ tàu nói.") == {("Hà Nội", "location")}


def test_places_that_a_bus_runs_between_stay_two():
    assert names("Xe khách chạy tuyến Hà Nội - Quảng Ninh bị lật.") == {
        ("Hà Nội", "location"),
        ("Quảng Ninh", "location"),
    }


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Trung tá Lê Văn Ba, Phó trưởng Phòng CSGT, có mặt.", "Phòng CSGT"),
        ("Trung tá Lê Văn Ba là Trưởng Phòng Cảnh sát hình sự.", "Phòng Cảnh sát hình sự"),
        ("Phó trưởng Ban Tổ chức Trung ương Lê Văn Ba chủ trì.", "Ban Tổ chức Trung ương"),
        ("Lúc đó, Tổ công tác 265 chặn xe của ông Lê Văn Ba.", "Tổ công tác 265"),
    ],
)
def test_a_body_that_a_title_ends_in_or_that_a_number_names_is_one(text: str, body: str):
    assert names(text) == {("Lê Văn Ba", "person"), (body, "organization")}


def test_a_title_printed_large_before_its_bearer_is_no_body():
    assert names("Hôm qua, Trưởng Phòng Lê Văn Ba có mặt.") == {("Lê Văn Ba", "person")}


def test_places_in_a_row_behind_a_word_for_several_are_all_places():
    found = names("Mưa lớn ở các xã Trà Vọng, Trà Nam, Sơn Tùng và Phước Kim, ông Lê Văn Ba nói.")
    places = {(name, "location") for name in ("Trà Vọng", "Trà Nam", "Sơn Tùng", "Phước Kim")}
    assert found == {*places, ("Lê Văn Ba", "person")}


def test_an_alliance_behind_a_word_for_several_countries_is_no_place():
    assert names("Hôm qua, đoàn tới thăm các nước ASEAN.") == {("ASEAN", "organization")}


def test_a_branch_institute_is_a_body_and_who_heads_it_has_a_title():
    text = "Hôm qua, TS Lê Văn Ba, Phân viện trưởng Phân viện Khoa học An toàn lao động tại Đà Nẵng, nói."
    body = "Phân viện Khoa học An toàn lao động tại Đà Nẵng"
    assert names(text) == {("Lê Văn Ba", "person"), (body, "organization")}


@pytest.mark.parametrize("firm", ["Sumitomo Mitsui Harbour Corporation", "Mitsui Fudosan Maritime Group"])
def test_a_listed_name_before_the_words_of_a_foreign_firm_is_part_of_it(firm: str):
    assert names(f"Hôm qua, cổ phiếu được bán cho {firm} với giá cao.") == {(firm, "organization")}
