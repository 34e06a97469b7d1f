"""When a story was published, as Vietnamese papers print it."""

import pytest

from workers.document import Block
from workers.parsers.published import in_address, published, stamp

STAMPS = [
    ("Thứ tư, 5/2/2025, 18:45 (GMT+7)", "2025-02-05T18:45:00+07:00"),
    ("Thứ ba, 12/08/2025 - 07:15", "2025-08-12T07:15:00+07:00"),
    ("04/12/2016 09:30 GMT+7", "2016-12-04T09:30:00+07:00"),
    ("16:42 27/05/2019", "2019-05-27T16:42:00+07:00"),
    ("09-06-2025 - 00:20 AM", "2025-06-09T00:20:00+07:00"),
    ("12/05/2020 | 02:30 PM", "2020-05-12T14:30:00+07:00"),
    ("Cập nhật lúc 9h05, 18/11/2020", "2020-11-18T09:05:00+07:00"),
    ("3-9-2021", "2021-09-03"),
    ("ngày 16 tháng 10 năm 2024", "2024-10-16"),
    ("16 Tháng Mười, 2024", "2024-10-16"),
    ("16 Thg 10, 2024", "2024-10-16"),
    ("July 14, 2025 : 6:12 PM", "2025-07-14"),  # the clock of such a site is not Vietnam's
    ("July 14th, 2025, 6:12 pm GMT-7", "2025-07-14T18:12:00-07:00"),
    ("Posted on 3 Sept. 2024", "2024-09-03"),
    ("2024-10-16T09:30:00+00:00", "2024-10-16T09:30:00+00:00"),
    ("# date = 20210315", "2021-03-15"),
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
    assert in_address("https://baomau.vn/tin-20210422093015123.htm") == "2021-04-22"
    assert in_address("https://baomau.vn/tin-118204.html") is None


def test_a_day_in_the_story_takes_its_year_from_a_dated_caption():
    told = story("Tại lễ khánh thành hôm 8/6, ông Lâm cảm ơn các nhà tài trợ.", "Cây cầu trong ngày 8/6/2023.")
    assert published(told, told, None, None) == "2023-06-08"


def test_a_day_without_any_year_stays_unknown():
    told = story("Chiều 14-9, thành phố khánh thành cây cầu.", "Dự án nằm trong kế hoạch 2016-2020.")
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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sáng 14/10/2025, Sở Y tế cho biết số ca tăng. Từ đầu năm đến ngày 11/10 có 40 ca.", "2025-10-14"),
        ("Hôm nay, 16/12/2025, tỉnh khởi công cây cầu. Chuyến phà cuối sẽ rời bến ngày 17/12.", "2025-12-16"),
        ("Chiều 5/4/2026, công an bắt ba người. Trước đó, ngày 2/4, họ trốn khỏi nhà.", "2026-04-05"),
        ("Phiên 9/9/2025, cổ phiếu tăng. Kết quả sẽ được công bố ngày 7/10.", "2025-09-09"),
        ("Sáng 9/9/2025, thành phố khởi công cây cầu, dự kiến xong trước ngày 2/9/2028.", "2025-09-09"),
        ("Sáng 11/9/2001, hai tòa tháp sụp đổ. Bức tượng được dựng ngày 8/9/2021.", "2021-09-08"),
    ],
)
def test_a_full_day_of_the_opening_is_the_storys_and_a_day_ahead_or_a_limit_is_not(text, day):
    assert published(story(text), story(text), None, None) == day


def test_the_day_of_the_lead_counts_more_than_those_of_the_body():
    lead = Block("lead", "Chiều 5/4/2026, công an bắt ba người.", 0, 0)
    told = (lead, *story("Ngày 2/4, họ trốn khỏi nhà.", "Đêm 2/4 có mưa."))
    assert published(told, told, None, None) == "2026-04-05"
