"""Single phenomena of a page, each on a page of a few lines."""

from dataclasses import replace

from workers.document import Document
from workers.parsers import parse

TITLE = "Cầu Phú Long thông xe sau ba năm thi công"
LEAD = "Cây cầu nối hai bờ sông Lam đã chính thức thông xe vào sáng nay, giúp rút ngắn quãng đường gần 20 km."
BODY = (
    "Ông Trần Đình Khoa, giám đốc dự án, cho biết cầu Phú Long dài 1.250 m với sáu làn xe chạy.",
    "Trước đó, người dân hai bờ sông Lam phải đi phà hoặc vòng qua quốc lộ rất xa.",
    '"Chúng tôi đã chờ ngày này từ rất lâu", bà Lê Thị Hường, người dân xã Phú Long, nói.',
)


def parsed(*lines: str) -> Document:
    return parse(Document(content=b"", decoded="\n".join(lines)))


def roles(*lines: str) -> dict[str, str]:
    return {block.text: block.role for block in parsed(*lines).blocks}


def test_a_line_with_a_photo_credit_is_a_caption():
    caption = "Dòng xe đầu tiên qua cầu Phú Long. Ảnh: Quang Minh"
    assert roles(TITLE, LEAD, BODY[0], caption, *BODY[1:])[caption] == "caption"


def test_a_title_printed_again_over_its_photo_is_a_title_again():
    document = parsed(TITLE, LEAD, TITLE, "Cầu Phú Long nhìn từ trên cao", *BODY)
    assert [block.role for block in document.blocks[:4]] == ["title", "lead", "title", "caption"]


def test_a_short_line_over_a_paragraph_is_a_subhead():
    assert roles(TITLE, LEAD, *BODY, "Phà nghỉ hưu", *BODY[:2])["Phà nghỉ hưu"] == "subhead"


def test_a_name_alone_after_the_last_paragraph_is_the_author():
    assert parsed(TITLE, LEAD, *BODY, "Nguyễn Hải Đăng").byline == ("Nguyễn Hải Đăng",)


def test_headlines_after_the_source_line_are_teasers_though_no_heading_says_so():
    others = ("Giá lúa hè thu tăng nhẹ tại nhiều tỉnh miền Tây", "Đoàn thể thao học sinh giành bảy huy chương vàng")
    document = parsed(TITLE, LEAD, *BODY, "(Theo TPO)", *others)
    assert document.credits == ("TPO",)
    assert [teaser.title for teaser in document.teasers] == list(others)


def test_two_headings_in_a_row_are_both_headings():
    found = roles(TITLE, LEAD, *BODY, "Cùng chủ đề", "Nổi bật", "Giá lúa hè thu tăng nhẹ tại nhiều tỉnh miền Tây")
    assert (found["Cùng chủ đề"], found["Nổi bật"]) == ("block_heading", "block_heading")


def test_a_teaser_carries_its_blurb_and_its_heading():
    blurb = "Thương lái thu mua lúa tươi tại ruộng với giá cao hơn tuần trước khoảng 200 đồng mỗi kg..."
    headline = "Giá lúa hè thu tăng nhẹ tại nhiều tỉnh miền Tây"
    teaser = parsed(TITLE, LEAD, *BODY, "Cùng chuyên mục", headline, blurb).teasers[0]
    assert (teaser.title, teaser.text, teaser.heading) == (headline, blurb, "Cùng chuyên mục")


def test_a_breadcrumb_run_into_its_cut_title_still_gives_the_section():
    document = parsed("Trang chủNewsKinh tếCầu Phú Long thông xe...", TITLE, LEAD, *BODY)
    assert (document.section, document.title) == ("Kinh tế", TITLE)


def test_a_title_that_only_the_breadcrumb_holds_is_taken_from_there():
    document = parsed("Trang chủ > Xã hội > Cầu Phú Long thông xe sau ba năm thi công...", LEAD, *BODY)
    assert document.title == TITLE


def test_a_list_that_a_colon_opens_belongs_to_the_story():
    list_of_names = ("Chủ tịch: Trần Đình Khoa", "Phó chủ tịch: Lê Văn Hùng", "Thư ký: Phạm Thu Hà")
    found = roles(TITLE, LEAD, *BODY, "Ban quản lý cầu gồm các thành viên sau:", *list_of_names, BODY[1])
    assert {found[name] for name in list_of_names} == {"body"}


def test_buttons_clocks_and_counters_are_noise():
    noise = ("Chia sẻ", "Bình luận (12)", "|", "Facebook Twitter Zalo", "© Bản quyền thuộc Báo Mẫu")
    found = roles(TITLE, LEAD, *BODY, *noise)
    assert {found[line] for line in noise} == {"noise"}


def test_comments_of_readers_are_no_paragraphs_of_the_story():
    comment = "Cầu đẹp quá, mong rằng sẽ không thu phí xe máy qua lại mỗi ngày."
    assert roles(TITLE, LEAD, *BODY, "Bình luận", comment, "Gửi bình luận")[comment] != "body"


def test_the_hints_fill_what_the_page_leaves_out():
    bare = Document(content=b"", decoded="\n".join((TITLE, LEAD, *BODY)))
    hinted = parse(replace(bare, hint_source_url="https://www.baomau.vn/cau-1.html", hint_published="2024-05-01"))
    assert (hinted.source_url, hinted.publisher) == ("https://www.baomau.vn/cau-1.html", "baomau.vn")
    assert hinted.published == "2024-05-01"


def test_a_mark_before_the_lead_names_the_publisher():
    assert parsed(TITLE, "TTO - " + LEAD, *BODY).publisher == "tuoitre.vn"


def test_a_story_of_one_paragraph_is_a_story():
    document = parsed(TITLE, LEAD)
    assert (document.kind, document.title) == ("article", TITLE)


def test_results_of_clubs_with_a_year_in_their_names_and_games_to_come_are_the_story_s():
    games = ["Kết quả vòng 8", "Thép Mẫu 2-1 Cao Su 1983", "Gò Dầu 0-0 Bến Thử 1979", "Thủy Sản - Dệt May (18h, 3/5)"]
    found = roles(TITLE, LEAD, *BODY, *games, "Vi Mẫu", "Nguồn Báo Mẫu: https://mau.example.vn/a.html", "Thích")
    assert ([found[game] for game in games[1:]], found["Vi Mẫu"]) == (["body"] * 3, "byline")


def test_a_reader_s_sentence_behind_a_dash_is_quoted_though_a_button_begins_so():
    said = [
        "- Nghe bài hát mừng cầu thông xe mà muốn khóc luôn á trời.",
        "- Từ nay qua sông hết mười phút, khỏi chờ phà nữa.",
    ]
    assert [roles(TITLE, LEAD, *BODY, "Bạn đọc nói gì?", *said, BODY[0])[line] for line in said] == ["body"] * 2
