"""The PDF reader: paragraphs in reading order out of lines at places, and a clear no to what has no text."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.made_pdf import Put, made_pdf
from workers import pipeline
from workers.document import Document
from workers.errors import FileError
from workers.readers import pdf, read

TITLE = "Trường vùng cao đón lứa học sinh đầu tiên sau trận lũ tháng tám"
LEAD = "Sáng 5/9, hơn 200 học sinh của Trường Tiểu học Nậm Lầu trở lại lớp sau ba tuần nghỉ vì cầu treo bị lũ cuốn."
STORY = (
    "Từ tinh mơ, phụ huynh đã đưa con ra bến đò để kịp giờ khai giảng. Cô hiệu trưởng Lò Thị Hoa cho biết nhà "
    "trường đã chuẩn bị sách vở từ cuối tháng tám.",
    "Ông Vàng A Sinh, chủ tịch xã, nói rằng cầu mới sẽ xong trước tháng 12. “Bà con góp công, huyện góp thép”, ông nói.",
    "Theo kế hoạch, kinh phí 2,4 tỷ đồng do tỉnh cấp, phần còn lại do các nhà hảo tâm ủng hộ.",
    "Những em ở xa nhất được ở bán trú, ăn ba bữa một ngày tại trường. Đồ ăn do các cô giáo và phụ huynh thay nhau nấu.",
    "Trong tuần này, bộ đội biên phòng sẽ dựng thêm hai lán gỗ làm lớp học tạm cho khối lớp bốn và lớp năm.",
)


def rows(text: str, x: float, y: float, letters: int, size: float = 11, *, indent: int = 0) -> list[Put]:
    """A paragraph set in rows of so many letters, the first row moved in by as many as ``indent``."""
    found = textwrap.wrap(text, letters, initial_indent="~" * indent, break_long_words=False, break_on_hyphens=False)
    moved = [row.count("~") * size / 2 for row in found]
    return [
        Put(x + more, y - number * 1.3 * size, row.lstrip("~"), size)
        for number, (row, more) in enumerate(zip(found, moved, strict=True))
    ]


def column(*texts: str, x: float = 50, y: float = 780, letters: int = 80, size: float = 11, gap: float = 10, indent=0):
    """Paragraphs under each other."""
    found: list[Put] = []
    for text in texts:
        found += rows(text, x, y, letters, size, indent=indent)
        y = found[-1].y - 1.3 * size - gap
    return found


def decoded(content: bytes) -> list[str]:
    return read(Document(content=content)).decoded.split("\n")


def test_a_printed_story_goes_through_the_whole_pipeline():
    page = [*rows(TITLE, 50, 780, 48, 20), *column(LEAD, *STORY, "Thu Hà", y=720)]
    done = pipeline.run(Document(content=made_pdf(page, title="Microsoft Word - tin.docx")))
    assert (done.kind, done.title, done.lead, done.byline) == ("article", TITLE, LEAD, ("Thu Hà",))
    assert done.text == "\n\n".join((LEAD, *STORY))
    assert [block.text for block in done.blocks] == done.decoded.split("\n")
    assert done.media_type == "application/pdf"


def test_two_columns_are_read_one_after_the_other():
    left = column(*STORY[:3], letters=42, y=700, gap=0, indent=3)
    right = column(*STORY[3:], x=310, letters=42, y=697, gap=0, indent=3)
    mixed = [put for pair in zip(left, right, strict=False) for put in pair] + left[len(right) :] + right[len(left) :]
    page = [*rows(TITLE, 50, 780, 48, 20), *mixed]
    assert decoded(made_pdf(page)) == [TITLE, *STORY]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page():
    whole = rows(STORY[0], 50, 600, 42)
    moved = [Put(310, 700 - number * 14.3, put.text) for number, put in enumerate(whole[2:])]
    assert decoded(made_pdf([*column(*STORY[1:3], y=760, letters=42), *whole[:2]], moved))[-1] == STORY[0]


def test_the_largest_line_of_the_first_page_is_the_headline_and_other_large_ones_are_subheads():
    page = [*rows(TITLE, 50, 780, 48, 20), *column(LEAD, y=720), Put(50, 670, "Cầu tạm trước mùa đông", 14)]
    document = read(Document(content=made_pdf([*page, *column(*STORY, y=640)])))
    assert document.markup[:4] == (("h1",), ("p",), ("h2",), ("p",))


def test_what_runs_over_and_under_the_pages_is_left_out():
    def page(number: int) -> list[Put]:
        return [
            Put(50, 815, "Bản tin vùng cao", 9),
            *column(STORY[number], y=700),
            Put(290, 25, f"Trang {number + 1}", 9),
        ]

    assert decoded(made_pdf(*map(page, range(4)))) == list(STORY[:4])


def test_a_page_printed_by_a_browser_states_its_address():
    url = "https://bao.example.vn/truong-vung-cao.html"
    frame = [
        Put(50, 820, "14/3/25, 9:42", 8),
        Put(300, 820, TITLE[:30], 8),
        Put(50, 20, url, 8),
        Put(550, 20, "1/1", 8),
    ]
    document = read(Document(content=made_pdf([*frame, *column(LEAD, *STORY)])))
    assert document.stated.source_url == url
    assert document.decoded.split("\n") == [LEAD, *STORY]


def test_a_hyphen_at_a_rows_end_stays_in_vietnamese_and_goes_in_english():
    vietnamese = [Put(50, 700, "Đoàn cứu trợ về đến Bà Rịa-"), Put(50, 686, "Vũng Tàu lúc nửa đêm.")]
    english = [Put(50, 600, "The relief team arrived at the shel-"), Put(50, 586, "ter at midnight.")]
    assert decoded(made_pdf(vietnamese)) == ["Đoàn cứu trợ về đến Bà Rịa-Vũng Tàu lúc nửa đêm."]
    assert decoded(made_pdf(english)) == ["The relief team arrived at the shelter at midnight."]


def test_a_large_first_letter_belongs_to_its_paragraph():
    page = [Put(50, 672, STORY[0][0], 40), *rows(STORY[0][1:], 80, 700, 70)]
    assert decoded(made_pdf([*page, *column(*STORY[1:], y=600)]))[0] == STORY[0]


def test_a_title_in_the_metadata_counts_only_where_the_page_says_it_too():
    page = column(LEAD, *STORY)
    assert read(Document(content=made_pdf([*rows(TITLE, 50, 810, 80, 14), *page], title=TITLE))).stated.title == TITLE
    for rubbish in ("Microsoft Word - tin ngay 5 thang 9.doc", "Document1", "IMG 2025 09 05"):
        assert read(Document(content=made_pdf(page, title=rubbish))).stated.title is None


def test_decomposed_letters_come_out_composed():
    assert decoded(made_pdf([Put(50, 700, "Ông Vàng ở Nậm Lầu")])) == ["Ông Vàng ở Nậm Lầu"]


def test_a_scan_says_that_it_has_no_text_layer():
    with pytest.raises(FileError, match="no text layer"):
        read(Document(content=made_pdf([])))


def test_a_file_behind_a_password_says_that_it_is_locked():
    locked = made_pdf(column(LEAD)).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"61" * 32, b"62" * 32),
    )
    with pytest.raises(FileError, match="locked"):
        read(Document(content=locked))


def test_a_broken_file_says_so():
    for content in (b"%PDF-1.7 and nothing more", b"%PDF and not even a version"):
        with pytest.raises(FileError, match="broken"):
            read(Document(content=content))


def test_a_file_with_too_many_pages_is_cut_with_a_warning(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES", 2)
    document = read(Document(content=made_pdf(*[column(text, y=700) for text in STORY])))
    assert (document.decoded.split("\n"), document.warnings) == (list(STORY[:2]), ("page-cut",))


GOOD = made_pdf(column(LEAD, *STORY[:2]), column(*STORY[2:]))


@settings(max_examples=60)
@given(
    st.integers(0, len(GOOD) - 1), st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 7)), max_size=20)
)
def test_a_damaged_file_is_read_or_refused(cut, flips):
    content = bytearray(GOOD)
    for place, bit in flips:
        content[place] ^= 1 << bit
    for damaged in (bytes(content), bytes(content[:cut])):
        try:
            assert pdf.read(Document(content=damaged)).decoded
        except FileError as error:
            assert error.detail
