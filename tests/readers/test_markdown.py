"""The Markdown reader: told from plain dumps, read by what its marks say."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers import pipeline
from workers.document import Document
from workers.errors import FileError
from workers.readers import markdown, read

PAGES = Path(__file__).parents[1] / "parsers" / "pages"
TITLE = "Phố cổ thử nghiệm xe buýt điện không thu tiền"
LEAD = "Từ thứ Hai tuần tới, mười hai xe buýt điện sẽ đưa khách đi quanh hồ mà không thu tiền trong ba tháng."
BODY = (
    "Bà Đặng Thu Nga, phó giám đốc trung tâm vận tải, cho biết mỗi xe chở được 22 người và chạy mười phút một chuyến.",
    "Theo kế hoạch, chi phí 4,8 tỷ đồng do hai doanh nghiệp tài trợ, thành phố chỉ lo bến đỗ và trạm sạc.",
    "Nhiều hộ buôn bán nói họ mong xe chạy đến 22 giờ để khách còn ghé ăn tối.",
    "Sau ba tháng, trung tâm sẽ hỏi ý kiến người dân trước khi quyết định giữ hay bỏ tuyến này.",
)
STORY = f"""# {TITLE}

**{LEAD}**

![Xe buýt điện bên hồ](https://bao.example.vn/xe.jpg)

{BODY[0]}

## Ai trả tiền

{BODY[1]}

{BODY[2]} Xem thêm [giờ chạy](https://bao.example.vn/gio).

{BODY[3]}

Lê Minh Khuê
"""


def test_a_story_goes_through_the_whole_pipeline():
    done = pipeline.run(Document(content=STORY.encode()))
    assert (done.kind, done.title, done.lead, done.media_type) == ("article", TITLE, LEAD, "text/markdown")
    assert done.byline == ("Lê Minh Khuê",)
    assert done.text == "\n\n".join((LEAD, BODY[0], "Ai trả tiền", BODY[1], f"{BODY[2]} Xem thêm giờ chạy.", BODY[3]))
    assert [block.text for block in done.blocks] == done.decoded.split("\n")


def test_headings_and_lists_are_told():
    document = read(Document(content=f"{STORY}\n- Bến một\n- Bến hai\n".encode()))
    names = dict(zip(document.decoded.split("\n"), document.markup, strict=True))
    assert (names[TITLE], names["Ai trả tiền"], names["Bến hai"]) == (("h1",), ("h2",), ("li",))


def test_front_matter_states_what_it_says_and_is_no_line():
    front = f'---\ntitle: "{TITLE}"\nauthors:\n  - Lê Minh Khuê\n  - Hà An\ndate: 2025-03-14T09:05:00+07:00\nurl: https://bao.example.vn/xe\ndescription: {LEAD}\ntags: [xe, phố cổ]\n---\n'
    document = read(Document(content=(front + STORY).encode()))
    said = document.stated
    assert (said.title, said.lead, said.byline) == (TITLE, LEAD, ("Lê Minh Khuê", "Hà An"))
    assert (said.published, said.source_url) == ("2025-03-14T09:05:00+07:00", "https://bao.example.vn/xe")
    assert document.decoded.startswith(TITLE)


def test_the_header_of_a_page_made_into_markdown_is_read():
    head = f"Title: {TITLE}\n\nURL Source: https://bao.example.vn/xe\n\nPublished Time: 2025-03-14T02:05:00Z\n\nMarkdown Content:\n"
    document = read(Document(content=(head + STORY).encode()))
    assert (document.stated.title, document.stated.published) == (TITLE, "2025-03-14T02:05:00+00:00")
    assert document.decoded.startswith(TITLE)


@pytest.mark.parametrize("date", ["tuần trước", "2025-13-40", "", "14"])
def test_a_date_that_is_none_is_left_out(date):
    assert read(Document(content=f"---\ntitle: A\ndate: {date}\n---\n{STORY}".encode())).stated.published is None


def test_rows_cut_at_a_width_become_one_paragraph_and_lines_that_were_ended_stay():
    cut = "Bà Đặng Thu Nga, phó giám đốc trung tâm vận\ntải, cho biết mỗi xe chở được 22 người và\nchạy mười phút một chuyến."
    ended = "Bến một: bờ hồ\nBến hai: chợ, cạnh cổng lớn phía đông nam\nBến ba: ga"
    assert _lines(f"# Xe\n\n{cut}") == ["Xe", cut.replace("\n", " ")]
    assert _lines(f"# Xe\n\n{ended}") == ["Xe", *ended.split("\n")]


def test_html_inside_is_shown_and_scripts_are_not():
    assert _lines("# Xe\n\n<div><p>Trong <b>khung</b></p><script>x()</script></div>\n") == ["Xe", "Trong khung"]


def test_a_footnote_keeps_its_words():
    assert _lines("# Xe\n\nMười hai xe[^1].\n\n[^1]: Hai xe dự phòng.") == [
        "Xe",
        "Mười hai xe[^1].",
        "[^1]: Hai xe dự phòng.",
    ]


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.txt")), ids=lambda page: page.stem)
def test_a_plain_page_is_no_markdown(page):
    assert markdown.score(page.read_bytes(), page.name, None) == 0


@pytest.mark.parametrize(
    "dump",
    [
        "# url = https://bao.example.vn/a\n# date = 20250314\n\nXe buýt điện\n- Bến một\n- Bến hai\n",
        "Trang chủ > Xã hội > Giao thông\n***\nXe buýt điện | Bến | Giờ\n---\n* Bến một\n",
        '{"title": "# Xe", "text": "**a** [b](https://c.vn)"}',
        "<!doctype html><p># Xe</p><p>**đậm**</p>",
    ],
)
def test_signs_that_dumps_and_other_formats_have_too_do_not_count(dump):
    assert markdown.score(dump.encode(), "a.txt", None) == 0


@settings(max_examples=60)
@given(st.integers(0, len(STORY)), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 7)), max_size=20))
def test_a_damaged_file_is_read_or_refused(cut, flips):
    content = bytearray(STORY.encode())
    for place, bit in flips:
        content[place % len(content)] ^= 1 << bit
    for damaged in (bytes(content), bytes(content[:cut])):
        _read_or_refused(damaged)


@settings(max_examples=100)
@given(st.text("[]()!*_`<>#-+|~&\\ \n\t=:\"'1.ăệ\0\r", max_size=300))
def test_any_marks_are_read_or_refused(text):
    _read_or_refused(text.encode())


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "> ", "**a *b ", "`a``", "<a ", "- ", "|a|\n|-|\n", "&a", "\\"])
def test_marks_without_end_are_read(mark):
    _read_or_refused((mark * 3_000).encode())


def test_a_very_long_file_is_cut_with_a_warning(monkeypatch):
    monkeypatch.setattr(markdown, "LONGEST", 200)
    document = markdown.read(Document(content=STORY.encode()))
    assert document.decoded == f"{TITLE}\n{LEAD}"
    assert document.warnings == ("page-cut",)


def _read_or_refused(content: bytes) -> None:
    try:
        document = markdown.read(Document(content=content))
        assert not re.search("[\r\0]", document.decoded)
    except FileError as error:
        assert error.detail


def _lines(text: str) -> list[str]:
    return markdown.read(Document(content=text.encode())).decoded.split("\n")
