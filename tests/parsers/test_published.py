"""When a story was published, as Vietnamese papers print it."""

import pytest

from workers.document import Block
from workers.parsers.published import in_address, published, stamp

STAMPS = [
    ("Thứ năm, 2/11/2023, 19:20 (GMT+7)", "2023-11-02T19:20:00+07:00"),
    ("Thứ hai, 17/09/2018 - 06:36", "2018-09-17T06:36:00+07:00"),
    ("23/03/2015 08:06 GMT+7", "2015-03-23T08:06:00+07:00"),
    ("15:18 19/07/2018", "2018-07-19T15:18:00+07:00"),
    ("07-03-2026 - 00:01 AM", "2026-03-07T00:01:00+07:00"),
    ("12/05/2020 | 02:30 PM", "2020-05-12T14:30:00+07:00"),
    ("Cập nhật lúc 9h05, 18/11/2020", "2020-11-18T09:05:00+07:00"),
    ("21-2-2022", "2022-02-21"),
    ("ngày 16 tháng 10 năm 2024", "2024-10-16"),
    ("16 Tháng Mười, 2024", "2024-10-16"),
    ("2024-10-16T09:30:00+00:00", "2024-10-16T09:30:00+00:00"),
    ("# date = 20201101", "2020-11-01"),
]


def story(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("body", text, 0, len(text)) for text in texts)


@pytest.mark.parametrize(("line", "iso"), STAMPS)
def test_a_printed_dateline_is_read_with_its_time(line, iso):
    assert stamp(line) == iso


@pytest.mark.parametrize("line", ["31/02/2024", "99/99/2024", "2 giờ trước", "", "0912.345.678"])
def test_what_is_no_day_gives_none(line):
    assert stamp(line) is None


def test_an_address_carries_its_day():
    assert in_address("https://baomau.vn/2024/10/16/tin.html") == "2024-10-16"
    assert in_address("https://baomau.vn/tin-20201031155803919.htm") == "2020-10-31"
    assert in_address("https://baomau.vn/tin-290362.html") is None


def test_a_day_in_the_story_takes_its_year_from_a_dated_caption():
    told = story("Phát biểu tại hội nghị hôm 24/3, ông Lâm kêu gọi hai bên kiềm chế.", "Cuộc họp ngày 24/3/2022.")
    assert published(told, told, None, None) == "2022-03-24"


def test_a_day_without_any_year_stays_unknown():
    told = story("Sáng nay 8-12, cơ quan điều tra đã khởi tố vụ án.", "Nhiệm kỳ 2011-2015 có nhiều sai phạm.")
    assert published(told, told, None, None) is None


def test_a_day_of_history_is_not_the_day_of_publication():
    told = story("Ngày 2/9/1945, nước Việt Nam Dân chủ Cộng hòa ra đời.")
    assert published(told, told, None, None) is None


def test_a_dateline_counts_more_than_a_hint_and_a_hint_more_than_the_address():
    dateline = (Block("dateline", "05/06/2021 07:00", 0, 16),)
    url = "https://baomau.vn/2021/06/03/tin.html"
    assert published(dateline, (), url, "2021-06-04") == "2021-06-05T07:00:00+07:00"
    assert published((), (), url, "2021-06-04") == "2021-06-04"
    assert published((), (), url, None) == "2021-06-03"
