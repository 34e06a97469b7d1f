"""Sums of money as Vietnamese papers print them."""

import pytest

from workers.document import Block, Document
from workers.taggers.money import tag_money


def tagged(text, role="body", kind="article"):
    return tag_money(Document(content=b"", decoded=text, kind=kind, blocks=(Block(role, text, 0, len(text)),))).money


def sums(text):
    return [(money.text, money.amount, money.currency) for money in tagged(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khối này lập quỹ 70 tỷ Euro.", ("70 tỷ Euro", 70_000_000_000, "EUR")),
        ("Quỹ nhận 12,75 tỷ USD.", ("12,75 tỷ USD", 12_750_000_000, "USD")),
        ("Chị mất hơn 72 triệu đồng.", ("72 triệu đồng", 72_000_000, "VND")),
        ("Cầu tốn 1,2 tỉ đồng.", ("1,2 tỉ đồng", 1_200_000_000, "VND")),
        ("Tỉnh chi 2 nghìn tỷ đồng làm đường.", ("2 nghìn tỷ đồng", 2_000_000_000_000, "VND")),
        ("Dự án 16.000 tỷ đồng khởi công.", ("16.000 tỷ đồng", 16_000_000_000_000, "VND")),
        ("Vốn hóa 1.234,5 tỷ đồng.", ("1.234,5 tỷ đồng", 1_234_500_000_000, "VND")),
        ("Máy giá 18,345 triệu đồng.", ("18,345 triệu đồng", 18_345_000, "VND")),
        ("Vé giá 2.450 USD một chiếc.", ("2.450 USD", 2_450, "USD")),
        ("Trung bình 318,25 USD mỗi đơn.", ("318,25 USD", 318.25, "USD")),
        ("Phí 35,000,000 VND một năm.", ("35,000,000 VND", 35_000_000, "VND")),
        ("Nộp 5 000 000 đồng tại quầy.", ("5 000 000 đồng", 5_000_000, "VND")),
        ("Giá vàng 1.5 triệu đồng một phân.", ("1.5 triệu đồng", 1_500_000, "VND")),
        ("Mỗi người nhận US$ 5,000.", ("US$ 5,000", 5_000, "USD")),
        ("Hãng gọi vốn $1.5 triệu.", ("$1.5 triệu", 1_500_000, "USD")),
        ("Quỹ rót £5m cho xưởng phim.", ("£5m", 5_000_000, "GBP")),
        ("Thuê nhà 500$ một tháng.", ("500$", 500, "USD")),
        ("Rau muống 100.000 đồng/kg sau bão.", ("100.000 đồng", 100_000, "VND")),
        ("Giá 50.000đ một suất.", ("50.000đ", 50_000, "VND")),
        ("Bán đất được 1 tỷ 200 triệu đồng.", ("1 tỷ 200 triệu đồng", 1_200_000_000, "VND")),
        ("Lãi hai triệu rưỡi đồng.", ("hai triệu rưỡi đồng", 2_500_000, "VND")),
        ("Làng góp một tỷ đồng.", ("một tỷ đồng", 1_000_000_000, "VND")),
        ("Xã nhận hai mươi lăm triệu đồng.", ("hai mươi lăm triệu đồng", 25_000_000, "VND")),
        ("Phí là nửa triệu USD.", ("nửa triệu USD", 500_000, "USD")),
        ("Cầu thủ giá 10 triệu bảng Anh.", ("10 triệu bảng Anh", 10_000_000, "GBP")),
        ("Phim thu 1,5 nghìn tỷ yên.", ("1,5 nghìn tỷ yên", 1_500_000_000_000, "JPY")),
        ("Phạt 300 tỷ won.", ("300 tỷ won", 300_000_000_000, "KRW")),
        ("Thưởng 5.000 nhân dân tệ.", ("5.000 nhân dân tệ", 5_000, "CNY")),
        ("Tiền phạt 20.000 NDT.", ("20.000 NDT", 20_000, "CNY")),
        ("Thu 7 tỷ rúp tiền thuế.", ("7 tỷ rúp", 7_000_000_000, "RUB")),
        ("Vé vào cửa 500 baht.", ("500 baht", 500, "THB")),
        ("Chuyến đi tốn 300 đô la Singapore.", ("300 đô la Singapore", 300, "SGD")),
        ("Lương 80.000 đô la Úc một năm.", ("80.000 đô la Úc", 80_000, "AUD")),
        ("Bồi thường 2 triệu franc Thụy Sĩ.", ("2 triệu franc Thụy Sĩ", 2_000_000, "CHF")),
        ("Bài hát bán giá 99 xu Mỹ.", ("99 xu Mỹ", 0.99, "USD")),
        ("CHI 5 TỶ ĐỒNG XÂY TRƯỜNG", ("5 TỶ ĐỒNG", 5_000_000_000, "VND")),
    ],
)
def test_a_sum_is_given_as_printed_in_units_and_iso_currency(text, expected):
    assert sums(text) == [expected]


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("Thợ lặn nhận 35-40 triệu đồng.", "35-40 triệu đồng", 35_000_000, 40_000_000),
        ("Vé tốn 40 đến 60 USD.", "40 đến 60 USD", 40, 60),
        ("Nhà máy cần 1,5 - 2 tỷ USD.", "1,5 - 2 tỷ USD", 1_500_000_000, 2_000_000_000),
        ("Phạt 2 triệu đến 3 triệu đồng.", "2 triệu đến 3 triệu đồng", 2_000_000, 3_000_000),
        ("Căn hộ 800 - 1,2 tỷ đồng.", "800 - 1,2 tỷ đồng", 800_000_000, 1_200_000_000),
        ("Vé từ 30-150.000 đồng.", "30-150.000 đồng", 30_000, 150_000),
        ("Quỹ góp $3-5 tỷ.", "$3-5 tỷ", 3_000_000_000, 5_000_000_000),
        ("Trọ mất ba đến bốn triệu đồng.", "ba đến bốn triệu đồng", 3_000_000, 4_000_000),
        ("Thợ xin sáu tới 7 triệu đồng.", "sáu tới 7 triệu đồng", 6_000_000, 7_000_000),
    ],
)
def test_a_span_gives_both_its_ends_at_one_place(text, printed, low, high):
    found = tagged(text)
    assert [(money.text, money.amount) for money in found] == [(printed, low), (printed, high)]
    assert found[0].start == found[1].start


@pytest.mark.parametrize(
    "text",
    [
        "Năm đồng chí, 3 đồng phạm và 4 đồng nghiệp cùng đi.",
        "Ông tặng 2.000 đồng hồ, 5 đồng xu cổ.",
        "Nhà số 12 Đồng Khởi, quán ở 10 Yên Phụ.",
        "Ba đô thị lớn, 2 đô đốc và 8 bảng đấu.",
        "Hàng trăm triệu đồng và vài chục tỷ đồng bốc hơi.",
        "Hai ba triệu đồng là chuyện thường.",
        "Dân số 98 triệu, 15 triệu người dùng mạng.",
        "Kênh có 3 triệu người theo dõi, clip đạt 2 triệu lượt xem.",
        "Nước này có 5 tỷ phú, 3 triệu phú.",
        "Năm 2024 USD tăng giá.",
        "Gặt 5 triệu tấn lúa trên 8 triệu ha.",
        "Mua 2 lượng vàng, 5 cây vàng.",
        "Real Madrid thắng 2-1, 15 Real Madrid.",
        "Tăng 12% so với quý trước, đạt 1.279,48 điểm.",
        "Gọi số 0912 345 678 trước 17h.",
        "5 triệu đồng bào vùng lũ chờ gạo.",
        "Anh không lấy một đồng.",
        "Cầu thủ 18 Euro 2024 ra sân.",
        "Màn hình 4K, 144 Hz, 5 tr dòng lệnh.",
        "Tàu SAR 412 và SAR 27-01 đã rời cảng Đà Nẵng.",
    ],
)
def test_people_streets_and_counted_things_are_no_money(text):
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lương thợ hàn chừng 13,6 triệu một tháng.", [("13,6 triệu", 13_600_000, "VND")]),
        ("Chủ vựa cá lỗ tới 8 tỷ...", [("8 tỷ", 8_000_000_000, "VND")]),
        ("Căn nhà giá 3 tỷ, xe 850 triệu.", [("3 tỷ", 3_000_000_000, "VND"), ("850 triệu", 850_000_000, "VND")]),
        ("Lương 15 triệu/tháng.", [("15 triệu", 15_000_000, "VND")]),
        (
            "Bến tàu tốn 500 tỉ (21 triệu USD).",
            [("500 tỉ", 500_000_000_000, "VND"), ("21 triệu USD", 21_000_000, "USD")],
        ),
        (
            "Hai xưởng góp lần lượt 36 tỷ và 1.260 tỷ đồng.",
            [("36 tỷ", 36_000_000_000, "VND"), ("1.260 tỷ đồng", 1_260_000_000_000, "VND")],
        ),
        ("Tăng từ 3,5 tỷ lên 4 tỷ USD.", [("3,5 tỷ", 3_500_000_000, "USD"), ("4 tỷ USD", 4_000_000_000, "USD")]),
    ],
)
def test_a_sum_without_a_currency_counts_where_money_is_spoken_of(text, expected):
    assert sums(text) == expected


def test_only_the_story_is_read():
    assert tagged("Phí 5 triệu đồng.", role="noise") == ()
    assert tagged("Phí 5 triệu đồng.", kind="other") == ()


def test_a_place_is_counted_from_the_start_of_the_file():
    block = Block("body", "Phí 5 triệu đồng.", 100, 117)
    (money,) = tag_money(Document(content=b"", decoded=" " * 100 + block.text, kind="article", blocks=(block,))).money
    assert (money.start, money.end) == (104, 116)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Vé xe 650.000 - 1,1 triệu đồng.", 650_000, 1_100_000),
        ("Vé xe 700.000 đến 2 triệu đồng.", 700_000, 2_000_000),
        ("Căn hộ 1.200-1,5 tỷ đồng.", 1_200_000_000, 1_500_000_000),
        ("Dự án 1.200 - 1.500 tỷ đồng.", 1_200_000_000_000, 1_500_000_000_000),
    ],
)
def test_the_low_end_of_a_span_that_is_written_out_takes_no_scale(text, low, high):
    assert [amount for _, amount, _ in sums(text)] == [low, high]
