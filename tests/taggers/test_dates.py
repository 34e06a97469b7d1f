"""Dates as Vietnamese papers print them, told on Wednesday 16 October 2024 unless a test says otherwise."""

import pytest

from workers.document import Block, Document
from workers.taggers.dates import tag_dates

TOLD = "2024-10-16"


def story(*texts, published=TOLD, kind="article", role="body"):
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(role, text, start, start + len(text)))
        start += len(text) + 1
    return Document(content=b"", decoded="\n".join(texts), kind=kind, published=published, blocks=tuple(blocks))


def dates(*texts, **about):
    return [(date.text, date.iso) for date in tag_dates(story(*texts, **about)).dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chợ nổi mở lại ngày 16/10 sau một tháng sửa bến.", [("ngày 16/10", "2024-10-16")]),
        ("Ngày 07/05/2009, trường cũ được dỡ bỏ.", [("Ngày 07/05/2009", "2009-05-07")]),
        ("TTO - Sáng nay 8-10, đò ngang chạy lại.", [("8-10", "2024-10-08")]),
        ("Tối 3.10, hai đội hòa nhau 1-1.", [("3.10", "2024-10-03")]),
        ("Hồ sơ nộp trước 16.11.2024 hoặc 16-12-2024.", [("16.11.2024", "2024-11-16"), ("16-12-2024", "2024-12-16")]),
        ("Cập nhật ngày 2024-10-01.", [("ngày 2024-10-01", "2024-10-01")]),
        ("Ký ngày 5/3/24 tại Đà Lạt.", [("ngày 5/3/24", "2024-03-05")]),
        ("Ngày 16 tháng 10 năm 2024, cầu thông xe.", [("Ngày 16 tháng 10 năm 2024", "2024-10-16")]),
        ("Lễ hội đèn lồng mở ngày 2 tháng 9.", [("ngày 2 tháng 9", "2024-09-02")]),
        ("Quân ta vào thành 7 tháng 5 năm 1954.", [("7 tháng 5 năm 1954", "1954-05-07")]),
        (
            "Tháng 8/2024, tháng 7-2024 và tháng 6 năm 2023.",
            [("Tháng 8/2024", "2024-08"), ("tháng 7-2024", "2024-07"), ("tháng 6 năm 2023", "2023-06")],
        ),
        ("Xuất khẩu từ 3/2023 đến 8/2024 tăng đều.", [("3/2023", "2023-03"), ("8/2024", "2024-08")]),
        ("Số liệu T9/2023 cao hơn cả.", [("T9/2023", "2023-09")]),
        ("Đầu tháng Chín, sông lên.", [("tháng Chín", "2024-09")]),
        ("Nửa đầu năm 2024, du khách tăng.", [("năm 2024", "2024")]),
        ("Cuối 2025, nhà máy chạy thử.", [("2025", "2025")]),
        ("Nghi phạm (SN 1985) khai nhận.", [("1985", "1985")]),
        ("Lịch nghỉ hè 2026", [("2026", "2026")]),
        ("Lúa cao hơn cùng kỳ 2003.", [("2003", "2003")]),
        ("Bắt đầu từ 20-9, chợ gà đóng cửa.", [("20-9", "2024-09-20")]),
        ("Phí mới thu từ 1/4.", [("1/4", "2024-04-01")]),
        ("Đến đầu tháng tư, đập đầy nước.", [("tháng tư", "2024-04")]),
        ("Từ 28/9 - 3/10, hội chợ mở cửa.", [("28/9", "2024-09-28"), ("3/10", "2024-10-03")]),
        ("Kỳ nghỉ lễ 30/4-1/5 kéo dài.", [("30/4", "2024-04-30"), ("1/5", "2024-05-01")]),
        ("Hai bên hôm 14/10 bàn cách chia nước.", [("14/10", "2024-10-14")]),
        ("Lễ bế mạc vào thứ hai đông hơn.", [("thứ hai", "2024-10-14")]),
        ("Từ ngày 5 đến ngày 7/10, phà ngừng chạy.", [("ngày 5", "2024-10-05"), ("ngày 7/10", "2024-10-07")]),
    ],
)
def test_a_date_is_given_as_printed_with_its_iso_value(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Hội nghị họp trong hai ngày 17-18/10.", "ngày 17-18/10"),
        ("Mưa lớn các ngày 5, 6 và 7/10.", "ngày 5, 6 và 7/10"),
        ("Sân bay đóng từ 5 đến 7/10.", "5 đến 7/10"),
        ("Hội sách từ ngày 3-5 tháng 11.", "ngày 3-5 tháng 11"),
        ("Giai đoạn 2021-2025, tỉnh xây ba cầu.", "2021-2025"),
        ("Mùa giải 2023/24 khép lại.", "2023/24"),
        ("Lãi quý III/2024 giảm.", "quý III/2024"),
        ("Giá chip tăng trong quý II.", "quý II"),
        ("Thi công tháng 2 - 5/2031.", "tháng 2 - 5/2031"),
        ("Những năm 1990, phố còn vắng.", "năm 1990"),
        ("Hội làng mở ngày 10/3 âm lịch.", "ngày 10/3"),
        ("Chợ đông dịp rằm tháng 7.", "tháng 7"),
    ],
)
def test_a_span_a_decade_and_a_lunar_date_have_no_single_iso_value(text, printed):
    assert dates(text) == [(printed, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Chủ nhà thắng 2-1 rồi hòa 0-0.",
        "Tỷ số chung cuộc 3-2 (1-1).",
        "Khoảng 3/4 diện tích đã gặt, 1/3 số hộ mất điện.",
        "Cửa hàng mở 24/7.",
        "Trong 5-10 năm tới và 2-3 năm nay.",
        "Trụ sở: 19/4 Lê Lai.",
        "Ngày thứ 4 (chặng cuối), đoàn nghỉ.",
        "Sức đề kháng giảm tới 1/3.",
        "Trong tháng một số xưởng đóng cửa.",
        "Quyết định 42/2018/QĐ-TTg và Nghị định 100/2019 còn hiệu lực.",
        "Thông tư 31/2031/TT-BXD sửa Luật 9/2027.",
        "Văn phòng tại 1-3-5 Lê Lai, số 7-11 đường Hoa Mai.",
        "Xe chạy qua đường 3/2, công viên 23/9 và bệnh viện 30/4.",
        "Uống thuốc ngày 2-3 lần, mỗi ngày 8 giờ nghỉ.",
        "Gọi số 0912 345 678 hoặc 028.3930.1234.",
        "Lãi suất 4,5-5,5%, chỉ số tăng 12-15%.",
        "Gói 17,4 tỷ Euro được duyệt.",
        "Bé 2 tháng 9 ngày tuổi nặng 6 kg.",
        "Bị cáo lĩnh 9 tháng 10 ngày tù.",
        "Mỗi tháng 5 lần, sau 6 tháng 2 bên lại gặp.",
        "Thưởng lương tháng 13.",
        "World Cup 2022 có 64 trận, SEA Games 31 có 40 môn.",
        "Hôm qua, hôm nay, tuần trước và năm ngoái đều mưa.",
        "Đây là lần thứ hai, người thứ ba, hạng thứ 4.",
        "Ngày thứ 12 của hành trình.",
        "Cửa hàng nghỉ mỗi chủ nhật, thứ Bảy hằng tuần.",
        "Giảm giá Thứ Sáu Đen.",
        "Đêm 18-20 độ, sáng 12-15 độ.",
        "Máy có màn 6,7 inch, chip A18, giá 999 USD.",
        "Ngày 31/2 và ngày 32/1 không có trong lịch.",
        "Phiên bản 1.2.34 và 192.168.1.10.",
        "Ghế 12A, phòng 3/4, lô 5/6, khoảng 1/2 quãng đường.",
        "Cách mạng tháng Tám và thế kỷ 20.",
        "Thế chiến thứ Hai đã lùi xa.",
        "Vòng 1/8 và bán kết 2-3.",
        "Sáng nay 12/22 bàn đã kín khách.",
    ],
)
def test_scores_shares_numbers_of_papers_and_measures_are_no_dates(text):
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ông tới Huế hôm thứ Ba.", "2024-10-15"),
        ("Tòa tuyên án vào thứ Tư.", "2024-10-16"),
        ("Họ chia tay sáng chủ nhật.", "2024-10-13"),
        ("Bà sẽ bay sang Lào vào thứ Sáu.", "2024-10-18"),
        ("Họp báo diễn ra vào thứ 2 tuần tới.", "2024-10-21"),
        ("Thứ Năm tuần trước, chợ cháy.", "2024-10-10"),
        ("Ông sẽ đến vào thứ Sáu tuần này.", "2024-10-18"),
    ],
)
def test_a_weekday_is_the_last_one_unless_the_sentence_looks_ahead(text, iso):
    assert [value for _, value in dates(text)] == [iso]


def test_a_weekday_beside_a_date_is_that_day():
    assert dates("Chiều thứ hai (23/9), cầu sập.") == [("thứ hai", "2024-09-23"), ("23/9", "2024-09-23")]


@pytest.mark.parametrize("printed", ["thứ hai, 23/9", "Thứ Hai 23/9", "thứ hai, ngày 23/9", "Thứ hai, 23/9/2024"])
def test_a_weekday_and_the_day_behind_it_are_one_date(printed):
    assert dates(f"Chiều {printed}, cầu sập.") == [(printed, "2024-09-23")]


@pytest.mark.parametrize(
    ("text", "published", "iso"),
    [
        ("Ngày 28/12, tàu rời cảng.", "2025-01-04", "2024-12-28"),
        ("Ngày 5/1, hội chợ sẽ mở cửa.", "2024-12-20", "2025-01-05"),
        ("Hồi tháng 9, giá còn thấp.", "2026-03-07", "2025-09"),
        ("Dự kiến tháng 9, tuyến phố sẽ thông xe.", "2026-03-07", "2026-09"),
        ("Tháng 12 năm ngoái, ông nhậm chức.", "2024-10-16", "2023-12"),
        ("Tháng 3 năm nay, giá chạm đáy.", "2024-10-16", "2024-03"),
        ("Ngày 29/2, bé chào đời.", "2024-10-16", "2024-02-29"),
        ("Tối 5-3, đoàn về nước.", "2024-10-16", "2024-03-05"),
    ],
)
def test_a_missing_year_comes_from_the_storys_own_date(text, published, iso):
    assert [value for _, value in dates(text, published=published)] == [iso]


def test_without_a_date_of_its_own_a_story_stands_on_the_latest_it_prints():
    found = dates("Ngày 4/2/2019 có mưa.", "Ngày 8/3/2020 hội mở; ngày 9/3 hội tan.", published=None)
    assert found[-1] == ("ngày 9/3", "2020-03-09")


def test_the_day_of_a_birth_or_a_deadline_is_no_day_to_stand_on():
    assert dates("Ông sinh ngày 12/5/1988, mất tích ngày 5/9.", published=None)[1] == ("ngày 5/9", None)
    found = dates("Dự án dự kiến xong ngày 31/12/2030; ngày 5/3/2024 khởi công, ngày 7/3 đổ móng.", published=None)
    assert found[-1] == ("ngày 7/3", "2024-03-07")


def test_where_nothing_settles_the_year_there_is_no_guess():
    found = dates("Ngày 9/3, hội tan. Thứ Ba, chợ họp.", published=None)
    assert found == [("Ngày 9/3", None), ("Thứ Ba", None)]


def test_a_past_that_is_being_told_lends_its_year_to_the_next_dates():
    told = ("Con đò chìm ngày 17/11/2022 ở bến cũ.", "Chiều 14/11, chủ đò còn thay máy.")
    assert dates(*told)[1] == ("14/11", "2022-11-14")


def test_this_morning_is_never_in_a_past_that_is_being_told():
    told = "Bị cáo gây án ngày 24/9/2022. Sáng nay 15/10, tòa mở phiên xử."
    assert dates(told)[1] == ("15/10", "2024-10-15")


def test_the_ends_of_a_span_share_the_year_that_one_of_them_prints():
    assert dates("Từ tháng 11 đến tháng 2/2023, sông cạn.")[0] == ("tháng 11", "2022-11")
    assert dates("Từ tháng 11/2022 đến tháng 2, sông cạn.")[1] == ("tháng 2", "2023-02")


def test_the_last_of_a_row_lends_its_year_to_all():
    assert [iso for _, iso in dates("Ngày 3/5, 4/5 và 5/5/2021, ruộng ngập.")] == [
        "2021-05-03",
        "2021-05-04",
        "2021-05-05",
    ]


def test_a_month_printed_once_with_its_year_keeps_it():
    assert dates("Lứa vải tháng 6/2025 được mùa.", "Lái buôn đã đặt cọc cho tháng 6.")[1] == ("tháng 6", "2025-06")


def test_an_item_of_a_listing_is_read_by_the_date_that_stands_nearest():
    blocks = story(
        "Sáng 6/8, tàu vào cảng.",
        "14:06 06/08/2019",
        "Phà chở khách bị lật giữa sông trong đêm tối 2/3.",
        "09:00 03/03/2018",
        kind="listing",
    )
    roles = ("teaser_text", "dateline", "teaser_text", "dateline")
    listed = tuple(Block(role, b.text, b.start, b.end) for role, b in zip(roles, blocks.blocks, strict=True))
    found = tag_dates(Document(content=b"", decoded=blocks.decoded, kind="listing", blocks=listed)).dates
    assert [date.iso for date in found] == ["2019-08-06", "2018-03-02"]


def test_only_the_story_is_read():
    assert tag_dates(story("Ngày 16/10, mưa.", role="noise")).dates == ()
    assert tag_dates(story("Ngày 16/10, mưa.", kind="other")).dates == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Sông cạn trong các năm 2016, 2018 và 2021.", ["2016", "2018", "2021"]),
        ("Mực nước vượt đỉnh lũ năm 1999 và 2020, theo đài khí tượng.", ["1999", "2020"]),
        ("Năm 2016 hoặc 2018 làng mới có điện.", ["2016", "2018"]),
        ("Năm 2020 và 2000 người di cư.", ["2020"]),
        ("Năm 2024, 2000 cây dừa được trồng.", ["2024"]),
    ],
)
def test_a_year_lends_its_word_to_those_that_follow_in_a_row(text, years):
    assert [iso for _, iso in dates(text)] == years


def test_the_weekday_behind_the_day_that_only_the_text_tells_is_the_next_day():
    told = ("Đêm 20/9/2026 (Chủ nhật), đê vỡ.", "Đoàn cứu trợ tới nơi hôm thứ Hai, sau một tuần mưa từ hôm thứ Ba.")
    weekdays = [("thứ Hai", "2026-09-21"), ("thứ Ba", "2026-09-15")]
    assert dates(*told, published="2026-09-20")[-2:] == weekdays
    assert dates(*told, published=None)[-2:] == weekdays
    assert dates(*told, published="2026-09-20T08:00:00+07:00")[-2] == ("thứ Hai", "2026-09-14")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khảo sát công bố thứ ba cho thấy giá tăng.", [("thứ ba", "2024-10-15")]),
        ("Hãng sẽ cắt chuyến bay từ thứ sáu.", [("thứ sáu", "2024-10-18")]),
        ("Đội rơi từ thứ hai xuống thứ năm.", []),
        ("Đây là lần công bố thứ ba trong vụ này.", []),
    ],
)
def test_a_weekday_in_small_letters_behind_what_is_done_on_one_is_no_ordinal(text, expected):
    assert dates(text) == expected


def test_a_year_before_1500_is_told_by_its_word_and_by_nothing_that_counts():
    assert dates("Kinh đô dời đi năm 1010, khi vua lên ngôi.") == [("năm 1010", "1010")]
    assert dates("Mỗi năm 1200 lượt khách tới, ba năm 1400 người.") == []


def test_the_leg_of_a_tie_is_played_on_a_day():
    assert dates("Lượt đi diễn ra ngày 9/10, lượt về 7/11 ở Paris.") == [
        ("ngày 9/10", "2024-10-09"),
        ("7/11", "2024-11-07"),
    ]
