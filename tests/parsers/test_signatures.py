"""Author lines and source lines, in the forms that Vietnamese papers print."""

import pytest

from workers.parsers.signatures import signature, source

AUTHORS = [
    ("Minh Hạnh", ("Minh Hạnh",), ()),
    ("PHƯƠNG LOAN", ("PHƯƠNG LOAN",), ()),
    ("T.Bình", ("T.Bình",), ()),
    ("Lê Vân - Thu Hằng", ("Lê Vân", "Thu Hằng"), ()),
    ("Hoàng Quân (thực hiện)", ("Hoàng Quân",), ()),
    ("Bài và ảnh: Kim Chi", ("Kim Chi",), ()),
    ("Quốc Đạt (Theo AFP, BBC)", ("Quốc Đạt",), ("AFP", "BBC")),
    ("Mỹ Duyên (theo Reuters)", ("Mỹ Duyên",), ("Reuters",)),
    ("Gia Linh Theo Tiền Phong", ("Gia Linh",), ("Tiền Phong",)),
    ("Tin, bài: NGỌC LAN", ("NGỌC LAN",), ()),
    ("Thu Trà (TTXVN/Vietnam+)", ("Thu Trà",), ("TTXVN", "Vietnam+")),
    ("Người viết: Lò Văn Mẫu - Công chức Văn hóa - Xã hội", ("Lò Văn Mẫu",), ()),
    ("Ban Thời sự-Thứ năm, ngày 12/09/2024 19:20 GMT+7", ("Ban Thời sự",), ()),
    ("HẢI ANH/TTXVN", ("HẢI ANH",), ("TTXVN",)),
    ("Thùy Dung, Người Đưa Tin 02/05/2024 09:15", ("Thùy Dung",), ("Người Đưa Tin",)),
]
UNNAMED = ["Vai trò, Gửi cho báo từ Cần Thơ", "Liên lạc tác giả: lananh@baomau.vn"]
SOURCES = [
    ("(Theo TPO)", ("TPO",)),
    ("Theo Bloomberg", ("Bloomberg",)),
    ("(TTXVN/Vietnam+)", ("TTXVN", "Vietnam+")),
    ("Nguồn: Reuters", ("Reuters",)),
    ("Nguồn: https://baomau.vn/tin-123.html", ()),
    ("https://baomau.vn/tin-123.html", ()),
    ("Theo Lao Động Copy link", ("Lao Động",)),
]


@pytest.mark.parametrize(("line", "authors", "credits"), AUTHORS)
def test_an_author_line_gives_its_authors_and_its_credits_apart(line, authors, credits):
    found = signature(line)
    assert found is not None
    assert (found.authors, found.credits) == (authors, credits)


@pytest.mark.parametrize("line", UNNAMED)
def test_a_line_about_the_author_is_an_author_line_that_names_nobody(line):
    found = signature(line)
    assert found is not None
    assert (found.authors, found.credits, found.sure) == ((), (), True)


@pytest.mark.parametrize(("line", "credits"), SOURCES)
def test_a_source_line_gives_the_papers_it_names(line, credits):
    found = source(line)
    assert found is not None
    assert found.credits == credits


@pytest.mark.parametrize(
    "line", ["Thể thao", "Cùng chủ đề", "Theo ông Lâm, mọi việc đã xong.", "Gốc", "Trang chủ", "2 giờ trước", "»"]
)
def test_sections_headings_and_sentences_are_no_authors(line):
    assert signature(line) is None


def test_a_sentence_that_begins_with_theo_is_no_source():
    assert source("Theo ông Nam, đoàn tàu đã rời ga lúc 5 giờ sáng.") is None
    assert source("Theo Công an tỉnh Phú Lâm, nhóm này đã gây ra hơn mười vụ trộm trong vùng.") is None


def test_a_name_that_ends_like_a_deed_is_whole():
    found = signature("HỮU NGHI")
    assert found is not None
    assert found.authors == ("HỮU NGHI",)
