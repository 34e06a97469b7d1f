"""Pages in HTML that tell a short story among many others, and pages that only describe what they list."""

import pytest

from tests.readers.made_html import BLURBS, BODY, TEXT, TITLE, cards, page, paragraphs, told

DATED = "<div>Thứ Ba, 10:22, 18/04/2023</div>"
COMMENTS = "".join(
    f"<div class=comment><h3>{name}</h3><p>Hôm qua tôi đi chợ cùng mẹ, ai cũng vui, chỉ mong bến đò được sửa sớm hơn.</p></div>"
    for name in ("Cô giáo vùng cao", "Phạm Quốc Toản", "Trần Thu Hằng")
)
SIGNS = {
    "a date under its title": ("", f"<h1>{TITLE}</h1>{DATED}<div>%s</div>"),
    "microdata": ("", f"<h1>{TITLE}</h1><section itemprop=articleBody>%s</section>"),
    "Open Graph": (
        '<meta property="article:published_time" content="2023-04-18T10:22:00+07:00">',
        f"<h1>{TITLE}</h1><div>%s</div>",
    ),
}


@pytest.mark.parametrize(("head", "body"), SIGNS.values(), ids=SIGNS.keys())
def test_a_short_story_among_comments_and_blurbs_says_that_it_is_one(head, body):
    document = told(page(body % "".join(paragraphs()) + COMMENTS + cards() * 3, head))
    assert (document.kind, document.title, document.text) == ("article", TITLE, TEXT)


def test_a_topic_described_over_its_stories_is_a_listing():
    about = f"<h1>chợ phiên</h1><div><p>{BODY[0]}</p><p>{BODY[1]}</p></div>"
    make = '<div class=item><h3><a href="/x">%s</a></h3><span>11/06/2025</span><p>%s</p></div>'
    document = told(page(f"{about}<div>{cards(make) * 3}</div>"))
    assert (document.kind, document.text) == ("listing", "")


def test_programmes_with_two_paragraphs_each_are_a_listing():
    more = "Trong tập này, hai mẹ con gọi điện cho nhau trước micro và kể chuyện nồi cá kho gửi qua ba chuyến xe."
    make = f"<article class=story><h2><a href=/x>%s</a></h2><time>31/08/2025</time><div><p>%s</p><p>{more}</p></div></article>"
    head = '<meta property="og:type" content="article">'
    document = told(page(f"<h1>Chuyện bếp nhà</h1><div>Mỗi tuần một câu chuyện.</div>{cards(make)}", head))
    assert (document.kind, document.text) == ("listing", "")
    assert {teaser.title for teaser in document.teasers} >= {title for title, _ in BLURBS}


def test_the_date_printed_at_the_title_is_taken_before_that_of_an_update():
    head = '<meta property="og:updated_time" content="2023-04-20T08:00:31+0700">'
    document = told(page(f"<h1>{TITLE}</h1>{DATED}<div>{''.join(paragraphs())}</div>", head))
    assert document.published == "2023-04-18T10:22:00+07:00"


def test_the_date_printed_right_over_the_title_is_taken_before_the_reader_s_own_day():
    today = "<header><span>Thứ bảy, 16/11/2024</span><a href=/>Trang chủ</a></header><ul><li><a href=/t>Xã hội</a></ul>"
    over = "<span>Thứ ba, 12/11/2024, 07:30 (GMT+7)</span>"
    document = told(page(f"{today}<div>{over}</div><h1>{TITLE}</h1><div>{''.join(paragraphs())}</div>"))
    assert document.published == "2024-11-12T07:30:00+07:00"


@pytest.mark.parametrize("printed", ["<span class=place>Hà Mỗ</span>%s", "%s"], ids=["a place", "nothing"])
def test_a_lead_that_is_the_description_but_for_a_paper_or_a_place_is_found(printed):
    lead = (
        "Phiên chợ bến Lụa từng vắng tiếng rao suốt mười năm nay lại họp, người bán kẻ mua ngồi kín bãi đất ven sông."
    )
    head = f'<meta property="og:description" content="TTO - {lead} - Báo Sông Lụa">'
    document = told(page(f"<h1>{TITLE}</h1><h2>{printed % lead}</h2><div>{''.join(paragraphs())}</div>", head))
    assert document.lead is not None
    assert document.lead.endswith(lead)


def test_a_short_headline_below_its_author_is_the_title_that_the_page_states_with_its_site():
    head = "<title>Tiếng rao ở bến - Báo Ven Sông</title>"
    author = "<div><b>Lê Thị Hoài Phương</b> <span>Nghiên cứu văn hóa chợ quê miền sông nước</span></div>"
    document = told(page(f"{DATED}{author}<h1>Tiếng rao ở bến</h1><div>{''.join(paragraphs())}</div>", head))
    assert document.title == "Tiếng rao ở bến"


@pytest.mark.parametrize(
    "printed", ["March 27, 2025", "Thu 27 Mar. 2025 08.40 GMT", "Published 4:02 a.m. CT March 27th, 2025"]
)
def test_a_date_printed_in_english_under_the_title_goes_before_a_day_that_nothing_states(printed):
    head = '<meta property="og:updated_time" content="2025-06-02T10:11:00-0500">'
    body = f"<h1>{TITLE}</h1><div>{printed}</div><div>{''.join(paragraphs())}</div>"
    assert told(page(body, head)).published == "2025-03-27"


def test_of_two_days_on_which_a_page_says_that_it_was_published_the_first_counts():
    saved = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-04-20T16:44:09+07:00"}</script>'
    meta = '<meta property="article:published_time" content="2023-04-18T10:22:00+07:00">'
    for head in (saved + meta, meta + saved):
        body = f"<h1>{TITLE}</h1><div>{''.join(paragraphs())}</div>"
        assert told(page(body, head)).published == "2023-04-18T10:22:00+07:00"


def test_one_moment_told_with_two_offsets_keeps_its_own_day():
    local = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-04-05T03:10:00+07:00"}</script>'
    printed = '<time class="published" datetime="2025-04-04T20:10:00Z">rạng sáng</time>'
    body = f"<h1>{TITLE}</h1>{printed}<div>{''.join(paragraphs())}</div>"
    assert told(page(body, local)).published == "2025-04-05T03:10:00+07:00"


@pytest.mark.parametrize("stated", ["2024-13-45T10:00:00Z", "0000-00-00T00:00:00Z", "2024-02-31T25:61:00+99:99"])
def test_a_moment_that_no_calendar_has_fails_no_page(stated):
    head = f'<meta property="article:published_time" content="{stated}">'
    assert told(page(f"<h1>{TITLE}</h1><div>{''.join(paragraphs())}</div>", head)).title == TITLE


def test_the_day_that_is_marked_as_published_goes_before_the_one_on_which_the_page_was_saved_again():
    head = '<meta property="article:modified_time" content="2024-09-26T01:12:30+00:00">'
    first = '<time class="entry-date published" datetime="2024-09-24T16:48:00+07:00">24 Tháng Chín, 2024</time>'
    again = '<time class="updated" datetime="2024-09-26T08:12:30+07:00">26 Tháng Chín, 2024</time>'
    body = f"<h1>{TITLE}</h1><p>Đăng ngày {first} {again}</p><div>{''.join(paragraphs())}</div>"
    assert told(page(body, head)).published == "2024-09-24T16:48:00+07:00"


STANDFIRST = "Hai trăm hộ dân gánh hàng ra bến đò cũ từ bốn giờ sáng, trong khi cầu mới còn chờ kiểm định"
DESCRIBED = (
    f'<meta property="og:description" content="Bài tường thuật đã kết thúc."><meta name=description content="{STANDFIRST}">'
    '<meta property="article:published_time" content="2023-04-18T10:22:00+07:00">'
)
ALSO = "<ul><li><a href=/a>Vì sao chợ cũ vắng bóng người từ năm 2013</a><li><a href=/b>Nhận bản tin mỗi sáng</a></ul>"


def test_the_description_for_search_engines_tells_the_summary_where_the_one_for_others_does_not():
    body = f"<header><h1>{TITLE}</h1><p>{STANDFIRST}</p>{ALSO}</header><div>{''.join(paragraphs())}</div>"
    document = told(page(body, DESCRIBED))
    assert (document.lead, document.text) == (STANDFIRST, f"{STANDFIRST}\n\n{TEXT}")


def test_the_front_of_a_letter_that_quotes_its_readers_is_a_listing():
    said = "".join(f"<blockquote><p>“{text}”</p><cite>Cô Sáu, Bến Lụa</cite></blockquote>" for text in BODY[:2])
    letters = "".join(f"<div><a href=/x>{title}</a><a href=/x>{blurb}</a></div>" for title, blurb in BLURBS)
    head = '<meta property="og:type" content="article"><link rel=canonical href="https://thuben.example/">'
    document = told(page(f"<h1>Thư từ bến đò</h1><div><h2>Người đọc viết</h2>{said}</div><div>{letters}</div>", head))
    assert (document.kind, document.text) == ("listing", "")


def test_a_label_before_the_headline_that_the_page_states_is_no_part_of_the_title():
    stated = f'<script type="application/ld+json">{{"@type":"DiscussionForumPosting","headline":"{TITLE}"}}</script>'
    title = f"<h1><span class=label>thảo luận</span><span>&nbsp;</span>{TITLE}</h1>"
    assert told(page(f"{title}{DATED}<div>{''.join(paragraphs())}</div>", stated)).title == TITLE
