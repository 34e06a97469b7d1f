"""Pages in HTML whose story stands in other elements than extractors look for, or among what is no story of it."""

import pytest

from tests.readers.made_html import BODY, TEXT, TITLE, cards, page, paragraphs, told

HEAD = '<meta property="article:published_time" content="2024-05-12T08:30:00+07:00">'
NOTICES = [
    "Kỳ thi nâng bậc thợ năm nay nhận hồ sơ tại phòng Tổ chức, tầng hai nhà B, đến hết ngày 30/9, kèm bản sao văn bằng.",
    "Hội thao công nhân khai mạc lúc 7h30 sáng chủ nhật tại sân vận động khu tập thể, các tổ nộp danh sách trước thứ sáu.",
    "Nhà ăn số hai nghỉ phục vụ từ thứ hai tới để thay bếp, công nhân ca đêm nhận suất ăn khô tại nhà ăn số một.",
]


def columns(make: str) -> bytes:
    """A page of the layout tables of older systems: two paragraphs under their date, beside a longer column."""
    blank = "<div style='text-align: justify'>&nbsp;</div>"
    others = "".join(f"<tr><td><a href=/x>{notice[:60]}</a> <i>(08/09/2016)</i>" for notice in NOTICES)
    text = f"<span class=Normal>{blank.join(paragraphs(make)[:2])}</span>"
    rows = f"<tr><td><span>{TITLE}</span><tr><td><i>Ngày đăng: 12/09/2016</i><tr><td>{text}"
    rows += f"<tr><td>Các tin đã đưa:<table>{others}</table>"
    side = "".join(f"<p>{notice}</p>" for notice in NOTICES)
    return page(f"<table><tr><td><table>{rows}</table><td><span>THÔNG BÁO</span><div>{side}</div></table>")


def test_paragraphs_written_as_div_within_a_span_are_found_though_a_side_column_writes_them_as_p():
    document = told(columns("<div style='text-align: justify'><span style='color:black'>%s</span></div>"))
    assert document.title == TITLE
    assert document.text.startswith("\n\n".join(BODY[:2]))


def test_the_column_in_which_a_text_stands_under_its_title_and_date_is_the_story_s():
    document = told(columns("<p>%s</p>"))
    assert document.text == "\n\n".join(BODY[:2])


def test_clocks_and_headlines_of_a_live_report_are_part_of_it():
    heads = ["Thuyền đầu tiên cập bến", "", "Chợ tan"]
    parts = [
        f"<div class=entry><div>{hour}</div><div class=bold>{head}</div><div class=prose><div>{text}</div></div></div>"
        for hour, head, text in zip(("11h15", "9:15", "5 giờ 15"), heads, BODY, strict=True)
    ]
    video = "<div><div>Xem nhanh</div><a href=/v><span>Video: Chợ phiên nhìn từ bến đò cũ</span></a></div>"
    document = told(
        page(f"<h1>{TITLE}</h1><div>05:10 21/09/2024</div><div>{parts[0]}{parts[1]}{video}{parts[2]}</div>")
    )
    assert document.text.split("\n\n") == ["11h15", heads[0], BODY[0], "9:15", BODY[1], "5 giờ 15", heads[2], BODY[2]]


def test_a_summary_in_an_element_of_its_own_over_the_text_is_the_lead():
    summary = "Theo tổng hợp của Ban quản lý bến đò, chợ phiên họp lại đông gấp ba năm cuối cùng, trừ dãy hàng vải."
    text = f"<div class=tom-tat><strong>{summary}</strong></div><div class=noi-dung>{''.join(paragraphs())}</div>"
    document = told(page(f"<div><h1>{TITLE}</h1><div><div>19/08/2024 15:42</div>{text}</div></div>"))
    assert (document.title, document.lead) == (TITLE, summary)


@pytest.mark.parametrize(
    "between",
    [
        "<div><img src=a.jpg></div><div>Người bán rau ở đầu chợ sáng nay, khi những chuyến đò đầu tiên vừa cập bến.</div>",
        "<div><a href=/x>Trạm y tế xã Đồng Lau có thêm hai bác sĩ trẻ, người dân bớt phải đi xa khám bệnh hơn.</a></div>",
    ],
    ids=["a caption", "a link"],
)
def test_what_stands_over_the_text_but_a_summary_is_no_text_of_it(between):
    text = f"<div><div>19/08/2024 15:42</div>{between}<div>{''.join(paragraphs())}</div></div>"
    assert told(page(f"<h1>{TITLE}</h1>{text}")).text == TEXT


def test_slanted_words_right_below_a_picture_are_its_caption():
    picture = "<div class=media><div><img src=a.jpg></div></div><p class=center><em>%s</em></p>"
    said = [
        "Người bán rau ở đầu chợ sáng nay.",
        "Chuyến đò đầu tiên cập bến lúc năm giờ, chở theo bốn gánh cá và hai mẹ con.",
    ]
    text = "".join(text + picture % words for text, words in zip(paragraphs(), (*said, said[0]), strict=True))
    assert told(page(f"<h1>{TITLE}</h1><div>19/08/2024 15:42</div><div>{text}</div>")).text == TEXT


def test_a_summary_set_as_a_heading_over_links_to_other_stories_is_the_lead():
    summary = (
        "Chợ phiên bến Lụa họp lại từ mồng ba tháng này, hai trăm hộ bán hàng được miễn phí chỗ ngồi trong năm đầu."
    )
    links = f"<ul><li><a href=/x>{NOTICES[0][:60]}</a></li><li><a href=/y>{NOTICES[1][:60]}</a></li></ul>"
    text = f"<div class=sapo><h2>{summary}</h2></div>{links}<div>{''.join(paragraphs())}</div>"
    document = told(page(f"<div><h1>{TITLE}</h1><div>19/08/2024 15:42</div>{text}</div>"))
    assert (document.lead, document.text) == (summary, f"{summary}\n\n{TEXT}")


ANSWER = "Đường tỉnh mở năm 2013, hàng hóa về thẳng thị trấn, thương lái thôi ghé bến, chợ vắng dần rồi tan hẳn."
FOLDS = {
    "buttons in headings": "<h3><button aria-expanded=false>{}</button></h3><div hidden><p>{}</p></div>",
    "links in elements for readers by voice": "<div><div role=button aria-expanded=false><i></i><a tabindex=0>{}</a></div>"
    "<div role=region hidden=hidden><p>{}</p></div></div>",
    "a style": "<div aria-expanded=false>{}</div><div style='display:none'><p>{}</p></div>",
}


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS.keys())
def test_questions_whose_answers_unfold_are_part_of_the_story(fold):
    asked = [("Chợ họp vào những ngày nào?", BODY[2]), ("Vì sao chợ cũ tan?", ANSWER)]
    folds = "".join(fold.format(*one) for one in asked)
    document = told(
        page(f"<h1>{TITLE}</h1><div><p>{BODY[0]}</p><p>{BODY[1]}</p><div>{folds}</div></div>{cards()}", HEAD)
    )
    assert document.text == "\n\n".join([*BODY[:2], *(text for one in asked for text in one)])


def test_menus_that_unfold_stay_folded():
    about = "Chợ phiên họp từ năm 1923, nay có hai trăm sạp gỗ và một bến đò cho thuyền từ các xã ven sông ghé vào."
    menu = "".join(
        f"<li><button aria-expanded=false>Chợ</button><div hidden><p>{about}</p></div></li>" for _ in range(3)
    )
    document = told(page(f"<nav><ul>{menu}</ul></nav><h1>{TITLE}</h1><div>{''.join(paragraphs())}</div>", HEAD))
    assert about not in document.decoded


def test_rows_of_figures_between_the_paragraphs_of_a_story_are_part_of_it():
    table = [
        ("Sạp (m²)", "2024", "2025"),
        ("4", "$14.20", "$16.90"),
        ("6", "$31.40", "$38.25"),
        ("9", "$60.10", "$77.50"),
    ]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    body = f"<p>{BODY[0]}</p><p>{BODY[1]}</p><div><table>{rows}</table></div><p>{BODY[2]}</p><p>{ANSWER}</p>"
    document = told(page(f"<h1>{TITLE}</h1><div>{body}</div>{cards()}", HEAD))
    assert document.text == "\n\n".join([*BODY[:2], *map(" | ".join, table), BODY[2], ANSWER])
