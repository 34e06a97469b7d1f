"""What frames a story and stands in it: its date over the title, its name below, tables cell by cell, signed pictures."""

from workers.document import Document
from workers.parsers import parse

MENU = ["Thời sự", "Thế giới", "Kinh tế", "Giáo dục", "Sức khỏe", "Thể thao", "Pháp luật", "Đời sống"]
TITLE = "Chợ nổi Cái Vồn dời bến sau 60 năm họp trên sông"
LEAD = (
    "Từ sáng nay, hơn 200 ghe của chợ nổi Cái Vồn neo ở bến mới cách chỗ cũ một cây số, vì bờ sông cũ đã sạt lở nặng."
)
BODY = [
    "Ban quản lý chợ nổi Cái Vồn cho biết bến mới dài 300 m, có điện, nước và chỗ đỗ xe cho khách đến bằng đường bộ.",
    "Bà Huỳnh Thị Lan, 64 tuổi, bán bún trên ghe từ năm 1985, nói bà mừng vì con nước ở bến mới êm hơn bến cũ nhiều.",
    "Trước đó, năm đoạn bờ sông ở bến cũ đã sạt, cuốn theo một dãy nhà kho của các chủ vựa trái cây trong vùng.",
]
END = "Theo kế hoạch, chợ nổi Cái Vồn họp ở bến mới đến hết năm sau, rồi tỉnh mới quyết định có ở lại hay không."

OTHERS = ["Giá cá tra tăng ngày thứ ba liên tiếp ở miền Tây", "Hai xã cù lao có điện lưới từ tháng sau"]


def parsed(*lines):
    return parse(Document(content=b"", decoded="\n".join(lines)))


def roles(*lines):
    return {block.text: block.role for block in parsed(*lines).blocks}


def test_a_date_over_the_title_is_the_story_s_though_buttons_stand_between():
    page = parsed(*MENU, "Thứ Ba, 16:08, 05/12/2023", "Chia sẻ", "Nghe", TITLE, LEAD, *BODY, END)
    assert (page.title, page.published) == (TITLE, "2023-12-05T16:08:00+07:00")


def test_a_clock_over_the_title_is_none_of_the_story_s_that_has_a_date_below():
    page = parsed("Thứ Tư, 06/12/2023", *MENU, TITLE, "05/12/2023 16:08", LEAD, *BODY, END)
    assert page.published == "2023-12-05T16:08:00+07:00"


def test_a_title_printed_before_the_menu_is_a_title_there_too():
    page = parsed(TITLE, *MENU, "Kinh tế", TITLE, "05/12/2023 16:08", LEAD, *BODY, END)
    assert [block.role for block in page.blocks if block.text == TITLE] == ["title", "title"]


def test_the_cells_of_a_table_printed_one_by_one_are_the_story_s():
    cells = ["STT", "Loại ghe", "Số chiếc", "1", "Ghe trái cây", "120", "2", "Ghe bún, cà phê", "48", "Cộng", "168"]
    found = roles(*MENU, TITLE, LEAD, *BODY, *cells, END)
    assert {found[cell] for cell in cells} == {"body"}


def test_short_lines_that_markup_keeps_out_of_the_story_are_no_table_of_it():
    cells = ["STT", "Loại ghe", "Số chiếc", "1", "Ghe trái cây", "120", "2", "Ghe bún, cà phê", "48", "Cộng", "168"]
    lines = [TITLE, LEAD, *cells, *BODY, END]
    markup = tuple(("aside",) if line in cells else ("main",) for line in lines)
    found = parse(Document(content=b"", decoded="\n".join(lines), markup=markup))
    assert "body" not in {block.role for block in found.blocks if block.text in cells}


def test_the_clocks_of_a_player_are_no_table():
    player = ["0:00", "/", "0:04:17", "Tốc độ", "1x", "HD", "0:00"]
    found = roles(*MENU, TITLE, LEAD, *BODY, *player, END)
    assert "body" not in {found[line] for line in player}


def test_a_picture_with_nothing_but_the_photographer_s_name_below_is_a_caption():
    pictures = ["Ghe trái cây neo kín bến mới trong buổi họp đầu tiên", "LÊ MINH TÂM"]
    found = roles(*MENU, TITLE, LEAD, BODY[0], *pictures, *BODY[1:], END)
    assert [found[line] for line in pictures] == ["caption", "caption"]


def test_a_text_in_the_story_that_opens_with_the_paper_s_mark_is_another_s_blurb():
    title, blurb = (
        "Nước sông dâng, nhiều vườn cây ở cù lao bị ngập",
        "BSN - Chủ vườn ở ba xã phải bơm nước suốt đêm qua, nhiều nhà hái sớm cả những vườn quýt chưa kịp chín.",
    )
    found = roles(*MENU, TITLE, f"BSN - {LEAD}", *BODY[:2], title, blurb, BODY[2], END)
    assert (found[f"BSN - {LEAD}"], found[title], found[blurb]) == ("lead", "teaser_title", "teaser_text")


def test_rows_of_figures_below_a_paragraph_are_the_story_s_table():
    rows = ["Loại ghe\tSố chiếc\tGiá thuê", "Trái cây\t120\t35.000", "Bún\t48\t30.000", "Khách\t30\t50.000"]
    page = parsed(*MENU, TITLE, "05/12/2023 16:08", LEAD, BODY[0], *rows, *BODY[1:], END)
    assert {block.role for block in page.blocks if block.text in rows} == {"body"}


def test_the_orders_of_comments_and_a_schedule_are_no_news():
    below = ["Ý kiến (4)", "Quan tâm nhất", "Mới nhất", "Tôi lớn lên ở bến cũ.", "Trả lời"]
    below += ["05:00 Chào ngày mới", "06:30 Thời sự sáng", "11:30 Phim truyện: Bến vắng", "18:30 Thời sự"]
    found = roles(*MENU, TITLE, LEAD, *BODY, END, *below)
    assert {found[line] for line in below} == {"noise"}


def test_the_subheads_that_a_list_of_contents_has_named_are_subheads():
    heads = ["1. Vì sao bến cũ sạt lở", "2. Ai phải dời đi", "3. Bến mới có gì"]
    parts = [line for head, text in zip(heads, BODY, strict=True) for line in (head, text)]
    page = parsed(*MENU, TITLE, LEAD, "Mục lục", *heads, *parts, END)
    shown = [block.role for block in page.blocks if block.text in heads]
    assert shown == ["noise"] * 3 + ["subhead"] * 3


def test_a_question_with_a_mark_in_an_interview_is_its_text():
    question = "* Ghe nào được vào bến mới trước?"
    found = roles(*MENU, TITLE, LEAD, BODY[0], question, f"- {BODY[1]}", BODY[2], END)
    assert found[question] == "body"


def test_questions_over_a_paragraph_each_are_no_other_stories():
    asked = ["Thưa bà, vì sao bến cũ sạt lở?", "Nhiều người lo bến mới vắng khách, bà nghĩ sao?", "Khi nào ghe về lại?"]
    parts = [line for one, text in zip(asked, BODY, strict=True) for line in (one, text)]
    found = roles(*MENU, TITLE, LEAD, BODY[1], *parts, END)
    assert {found[one] for one in asked} <= {"subhead", "body"}


def test_headlines_with_their_date_in_brackets_are_teasers_though_they_begin_with_a_dash():
    others = [
        "- Khánh thành cầu treo thôn Khuổi Mít đầu năm mới (15/4/2023)",
        "- Triển khai vay vốn cho hộ nuôi cá lồng bè (12/4/2023)",
    ]
    found = roles(*MENU, TITLE, LEAD, *BODY, END, "Các tin mới hơn:", *others)
    assert {found[line] for line in others} == {"teaser_title"}


def test_a_chapter_that_begins_with_a_smaller_one_is_named_by_the_list_of_contents_too():
    heads = ["1. Vì sao bến cũ sạt lở", "2. Ai phải dời đi"]
    parts = [heads[0], BODY[0], heads[1], "2.1. Ghe trái cây", BODY[1], "2.2. Ghe bún", BODY[2]]
    page = parsed(*MENU, TITLE, LEAD, "NỘI DUNG:", *heads, *parts, END)
    shown = [block.role for block in page.blocks if block.text in heads]
    assert shown == ["noise"] * 2 + ["subhead"] * 2
    assert next(block.role for block in page.blocks if block.text == "NỘI DUNG:") == "noise"


def test_headlines_with_blurbs_that_a_page_prints_twice_are_no_list_of_contents():
    blurbs = [f"{head}, theo tin từ ban quản lý chợ nổi trong buổi họp với các chủ ghe sáng nay." for head in OTHERS]
    block = ["Cùng tác giả", *(line for pair in zip(OTHERS, blurbs, strict=True) for line in pair)]
    found = roles(*MENU, TITLE, LEAD, *BODY, END, *block, *block)
    assert {found[line] for line in OTHERS} == {"teaser_title"}


def test_a_title_printed_again_in_the_footer_is_a_title():
    page = parsed(*MENU, TITLE, LEAD, *BODY, END, "Tin mới", *OTHERS, TITLE, "Lên đầu trang")
    assert [block.role for block in page.blocks if block.text == TITLE] == ["title", "title"]


def test_a_section_run_into_its_date_tells_when():
    found = roles(*MENU, "Tin mới", OTHERS[0], "Du lịch14/10/2025 15:32", OTHERS[1], "Lữ hành13/10/2025 09:05")
    assert {found["Du lịch14/10/2025 15:32"], found["Lữ hành13/10/2025 09:05"]} <= {"noise", "dateline"}


def test_how_a_letter_begins_is_its_text():
    letter = "Chị Thanh Hà thân mến!"
    assert roles(*MENU, TITLE, LEAD, letter, *BODY, END)[letter] == "body"


def test_a_table_in_cells_right_under_the_first_paragraphs_is_the_story_s():
    rows = [
        ("Ghe trái cây", "120", "14,5"),
        ("Ghe bún", "48", "6,2"),
        ("Ghe gạo", "31", "7,9"),
        ("Ghe hoa", "22", "3,1"),
    ]
    cells = ["Số ghe như sau:", "Loại ghe", "Số chiếc", "Tấn mỗi ngày", *(cell for row in rows for cell in row)]
    found = roles(*MENU, TITLE, LEAD, BODY[0], *cells, *BODY[1:], END)
    assert {found[cell] for cell in cells} == {"body"}
    assert found[BODY[0]] == "body"


def test_the_pieces_of_a_paragraph_that_was_cut_at_its_links_are_the_story_s():
    pieces = ["Người trong vùng gọi những chiếc ghe bán hàng có treo món gì bán món đó lên sào là", "“cây bẹo”"]
    goes_on = ". Ở bến mới, ban quản lý vẫn để các chủ ghe treo như thế, vì khách phương xa đến đây cũng để xem."
    found = roles(*MENU, TITLE, LEAD, BODY[0], *pieces, goes_on, *BODY[1:], END)
    assert {found[line] for line in (*pieces, goes_on)} == {"body"}


def test_the_question_between_the_title_and_the_author_s_name_is_the_lead():
    over = "Bạn có còn nhớ lần cuối mình bước ra sân, hít một hơi dài, và chỉ đứng yên đó một lúc?"
    page = parsed(
        *MENU, "05/12/2023 16:08", TITLE, over, "Minh Hải", "4 phút đọc", "Lưu", "Sao chép liên kết", LEAD, *BODY, END
    )
    assert (page.lead, page.byline) == (over, ("Minh Hải",))


def test_short_texts_under_headlines_between_two_headings_of_teasers_are_theirs():
    blurb = "Sau khi chợ nổi Cái Vồn dời bến, ban quản lý chợ nổi Cái Vồn cho biết giá cá tra ở bến mới tăng đều."
    below = [
        "Thích 0",
        "Cùng chuyên mục",
        OTHERS[1],
        OTHERS[0],
        blurb,
        "Xem nhiều nhất",
        "Hai bến đò ngang thôi chở khách",
    ]
    found = roles(*MENU, TITLE, LEAD, *BODY, END, *below)
    assert (found[OTHERS[0]], found[blurb]) == ("teaser_title", "teaser_text")


def test_chapters_that_only_the_list_of_contents_numbers_are_subheads():
    heads = ["Vì sao bến cũ sạt lở", "Ai phải dời đi", "Bến mới có gì"]
    listed = [f"{number} {head}" for number, head in enumerate(heads, 1)]
    parts = [line for head, text in zip(heads, BODY, strict=True) for line in (head, text)]
    found = roles(*MENU, TITLE, LEAD, "Nội dung [ẩn]", *listed, *parts, END)
    assert {found[line] for line in listed} == {"noise"}
    assert {found[line] for line in heads} == {"subhead"}


def test_questions_behind_the_name_of_who_asks_are_no_subheads():
    asked = ["PV: Thưa bà, vì sao chợ nổi phải dời bến?", "PV: Khách đến bằng đường bộ thì sao?", "PV: Xin cảm ơn bà!"]
    told = [line for pair in zip(asked, BODY, strict=True) for line in pair]
    found = roles(*MENU, TITLE, LEAD, *told, END)
    assert {found[line] for line in asked} == {"body"}


def test_headlines_right_over_a_blurb_with_the_paper_s_mark_in_the_story_are_teasers():
    lead, blurb = (
        f"QĐND - {LEAD}",
        "QĐND - Ở một xã cù lao, người dân góp tiền kéo đường điện qua sông từ ba năm trước.",
    )
    teasers = ["Vòng 15: Khách thắng cả năm trận", "Đua ghe ngo: Sông nhỏ, giấc mơ không nhỏ"]
    found = roles(*MENU, TITLE, lead, *BODY[:2], *teasers, blurb, *BODY[2:], END)
    assert [found[line] for line in (*teasers, blurb)] == ["teaser_title", "teaser_title", "teaser_text"]


def test_a_blurb_that_opens_with_its_paper_s_mark_in_brackets_is_a_teaser_s():
    blurb = "(CLO) Trong số hiện vật có chiếc máy chữ bỏ dấu bằng tay và cuốn sổ trực đêm của một tòa soạn."
    lead = f"(CLO) {LEAD}"
    found = roles(*MENU, TITLE, "Lan Anh", lead, *BODY, "Tin liên quan", OTHERS[0], blurb, END)
    assert [found[lead], found[OTHERS[0]], found[blurb]] == ["lead", "teaser_title", "teaser_text"]


def test_a_title_over_the_menu_with_the_paper_s_name_behind_it_is_the_title_without_it():
    page = parsed(f"{TITLE} | Báo Mẫu", "Báo Lao Động", *MENU, "Kinh tế", TITLE, "05/12/2023 16:08", LEAD, *BODY, END)
    assert [block.role for block in page.blocks][:2] == ["title", "noise"]
    assert page.title == TITLE


def test_headings_of_the_stories_before_and_after_head_them_and_a_box_of_more_is_the_story_s():
    below = ["Previous article", OTHERS[0], "Next article", OTHERS[1]]
    found = roles(*MENU, TITLE, LEAD, BODY[0], "THÔNG TIN THÊM", *BODY[1:], END, *below)
    assert [found[line] for line in below] == ["block_heading", "teaser_title"] * 2
    assert found["THÔNG TIN THÊM"] == "subhead"
