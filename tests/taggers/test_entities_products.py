"""Products: their versions, their marks in letters, what they are called without the brand."""

from __future__ import annotations

import pytest

from tests.taggers.stories import document
from workers.document import Entity
from workers.taggers.entities import tag_entities


def products(text: str) -> list[Entity]:
    return [entity for entity in tag_entities(document(text)).entities if entity.type == "product"]


def names(text: str) -> set[str]:
    return {mention.text for entity in products(text) for mention in entity.mentions}


@pytest.mark.parametrize("name", ["One UI 7.1", "HyperOS 2.0", "Snapdragon 8 Elite Gen 4"])
def test_a_version_with_a_dot_or_a_generation_is_of_the_name(name: str):
    assert names(f"Máy chạy {name}, bán từ tháng 3.") == {name}


def test_a_sum_with_a_dot_is_no_version():
    assert names("Khách mua Galaxy S24 với giá 7.5 triệu đồng.") == {"Galaxy S24"}


@pytest.mark.parametrize("mark", ["IELTS 7.5", "SAT 1450"])
def test_somebody_s_mark_is_not_of_the_examination(mark: str):
    assert names(f"Em có chứng chỉ {mark}, đỗ ngành y.") == {mark.partition(" ")[0]}


def test_a_unit_behind_a_number_is_nobody_s_initial():
    assert names("Máy sạc đạt 25 W. Chip MI325 ra mắt.") == {"MI325"}


def test_a_product_is_called_without_its_brand():
    text = "Galaxy S24, Galaxy S24+ và Galaxy S24 Ultra ra mắt. Khách chọn Ultra hơn S24, ít ai mua S24+."
    told = {frozenset(mention.text for mention in entity.mentions) for entity in products(text)}
    assert told == {
        frozenset({"Galaxy S24", "S24"}),
        frozenset({"Galaxy S24+", "S24+"}),
        frozenset({"Galaxy S24 Ultra", "Ultra"}),
    }


def test_a_code_that_no_product_bears_is_no_name():
    assert not names("Anh đỗ khối A00 và D01, học phòng B12.")


def test_the_forerunners_and_the_larger_one_of_a_series_are_products():
    text = "Cửa hàng bày Galaxy S22, S22+ cùng S22 Ultra. Nhiều người còn giữ S20, dù đường D12 vắng."
    assert names(text) == {"Galaxy S22", "S22+", "S22 Ultra", "S20"}


def test_how_much_a_phone_stores_is_not_of_its_name():
    assert "S22 Ultra" in names("Galaxy S22 Ultra đã về. Anh chọn S22 Ultra 512 GB màu đen.")


def test_the_other_name_of_a_code_is_of_it():
    assert names("Hai tiêm kích F-37B Skarnir hạ cánh cùng Su-41 Nga.") == {"F-37B Skarnir", "Su-41"}


@pytest.mark.parametrize(
    "title", ["Portrait of a Stoker", "Le Chant et la Mer de Saint-Brévin", "Waiting for the Tide"]
)
def test_a_foreign_title_behind_the_word_for_a_work_has_its_small_words(title: str):
    assert names(f"Chị đọc tiểu thuyết {title} trong mùa hè.") == {title}


def test_who_has_a_foreign_name_behind_the_word_for_a_work_keeps_it():
    assert names("Anh xem phim Skyfall với Daniel Craig.") == {"Skyfall"}


def test_a_foreign_name_with_a_work_behind_its_comma_is_the_work():
    assert names("Giải thuộc về Gentle Harvest, bộ phim quay ở miền núi.") == {"Gentle Harvest"}


def test_a_ship_bears_a_place_s_name_and_a_country_s_behind_it_is_the_country():
    assert names("Tàu sân bay Phúc Kiến chạy cùng tàu hộ vệ Nga.") == {"Phúc Kiến"}


def test_a_letter_that_a_hyphen_ties_is_no_initial_with_a_dot():
    assert names("Tối qua, cả lớp xem phim Brix-E.") == {"Brix-E"}


@pytest.mark.parametrize("vehicle", ["ô tô khách", "xe giường nằm", "ô tô tải", "ô tô điện"])
def test_a_foreign_name_behind_the_word_for_a_vehicle_is_its_make(vehicle: str):
    assert names(f"Khoảng 3h, {vehicle} Samlo Felixia chở 20 người bị lật.") == {"Samlo Felixia"}


@pytest.mark.parametrize("ship", ["USS Milwaukee", "BRP Antonio Luna", "HMS Manchester", "USNS Mercy"])
def test_a_navy_s_letters_and_a_name_are_a_ship(ship: str):
    assert ship in names(f"Hôm qua, tàu tác chiến ven bờ {ship} ghé cảng, rồi {ship} rời đi.")


def test_a_ship_is_called_without_its_navy_s_letters():
    assert "Brisling" in names("Hôm qua, USS Brisling tới đây. Phía bên kia nói rằng Brisling bị xua đi.")
