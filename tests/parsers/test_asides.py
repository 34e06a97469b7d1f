"""What stands in a story beside its text: boxes of stories with their blurbs, subheads under links, large quotes."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Trạm đo mặn tự chế giúp cả xóm vườn Cái Mơn cứu cây giống"
STORY = [
    "Sáng 12/11, ông Tạ Hữu Nghiệp khoe trạm đo mặn tự chế của xóm vườn Cái Mơn, ghép từ phao lưới và máy cũ.",
    "Trạm đo mặn gửi tin cho bốn mươi hộ trong xóm vườn Cái Mơn mỗi khi nước sông vượt một phần ngàn, kể cả lúc nửa đêm.",
    "Trước đó, nhiều hộ ở Cái Mơn bơm nhầm nước mặn vào mương, cây giống cháy lá cả liếp chỉ sau một đêm.",
    "Ông Tạ Hữu Nghiệp nói máy rẻ thì mau hỏng, nhưng hỏng thì thay, miễn đừng để cây giống của bà con chết khát.",
]
END = "Theo kế hoạch, xóm vườn Cái Mơn sẽ đặt thêm ba trạm đo mặn ở đầu các con rạch lớn trước mùa khô."
FARTHER = (
    "Nhóm thợ ở xóm vườn Cái Mơn nhận lắp thêm sáu trạm đo mặn cho xã bên, mỗi trạm chừng bốn triệu đồng, góp chung."
)
LATER = (
    "Đường dây điện và sóng điện thoại ở cuối rạch còn yếu, nên hai máy đầu phải dùng pin mặt trời cỡ nhỏ để gửi tin."
)
OTHERS = ["Tàu du lịch mắc cạn giữa vịnh, ba mươi khách ngủ lại", "Giá cá tra tăng ngày thứ ba liên tiếp ở miền Tây"]
BLURBS = [
    "Thuyền trưởng quyết định thả neo chờ con nước lên, khách được phát mì gói và nghe kể chuyện biển tới sáng.",
    "Chủ vựa ở ba tỉnh nói hàng trong ao không còn nhiều vì lắm nhà đã bỏ nuôi từ giữa năm ngoái.",
]


def roles(*lines):
    page = parse(Document(content=b"", decoded="\n".join(("Nhà nông", TITLE, "12/11/2024 08:30", *lines))))
    return {block.text: block.role for block in page.blocks}


def test_headlines_with_their_blurbs_under_a_heading_in_the_story_are_of_other_stories():
    box = [OTHERS[0], BLURBS[0], OTHERS[1], BLURBS[1]]
    found = roles(STORY[0], "Có thể bạn chưa đọc", *box, *STORY[1:], END)
    assert [found[line] for line in box] == ["teaser_title", "teaser_text"] * 2
    assert {found[line] for line in (*STORY[1:], END)} == {"body"}


def test_a_few_words_under_links_over_the_story_s_next_paragraphs_are_a_subhead():
    subhead = "Bền lâu chưa hẳn là hay"
    found = roles(*STORY[:2], "LIÊN QUAN", *OTHERS, subhead, *STORY[2:], END)
    assert [found[line] for line in (*OTHERS, subhead)] == ["teaser_title", "teaser_title", "subhead"]


def test_a_quote_set_large_over_the_name_of_who_said_it_is_text():
    quote = ['"Xóm nào giữ được nước ngọt qua tháng ba thì xóm đó giữ được vườn"', "Ông Tạ Hữu Nghiệp"]
    found = roles(*STORY[:3], *quote, STORY[3], END)
    assert [found[line] for line in quote] == ["body", "body"]


def test_a_sentence_of_the_story_set_large_over_the_name_of_who_said_it_is_text():
    quote = ["Máy rẻ thì mau hỏng, nhưng hỏng thì thay.", "Ông Tạ Hữu Nghiệp"]
    said = "Ông Tạ Hữu Nghiệp cười bảo trạm đo mặn nào cũng vậy: máy rẻ thì mau hỏng, nhưng hỏng thì thay."
    found = roles(*STORY[:3], said, *quote, STORY[3], END)
    assert [found[line] for line in quote] == ["body", "body"]


def test_headlines_with_their_place_or_subject_before_a_colon_are_no_facts_of_the_story():
    links = ["Bến Tre: Người nuôi tôm trắng đêm canh cống đập", "Giá dừa khô hôm nay 12/11: Quay đầu sau ba phiên tăng"]
    facts = ["Người sáng chế: Tạ Hữu Nghiệp, Lê Văn Mẫu", "Đơn vị giúp vốn: Hội Nông dân Cái Mơn, Chợ Lách"]
    found = roles(*STORY[:2], *links, *STORY[2:], *facts, END)
    assert [found[line] for line in (*links, *facts)] == ["teaser_title"] * 2 + ["body"] * 2


def test_a_headline_with_its_clock_and_its_blurb_under_a_heading_in_the_story_is_of_another_story():
    clock = "06:30 11/11/2024"
    found = roles(*STORY[:2], "Tin liên quan", OTHERS[0], clock, BLURBS[0], *STORY[2:], END)
    assert [found[line] for line in (OTHERS[0], clock, BLURBS[0])] == ["teaser_title", "noise", "teaser_text"]
    assert {found[line] for line in (*STORY[1:], END)} == {"body"}


def test_a_headline_and_a_blurb_of_something_else_between_paragraphs_are_of_another_story():
    link = "Chuyến phà cuối cùng của người lái phà già trên bến Rạch Miễu"
    found = roles(*STORY[:2], link, BLURBS[0], *STORY[2:], END)
    assert [found[link], found[BLURBS[0]]] == ["teaser_title", "teaser_text"]


def test_a_subhead_and_a_paragraph_that_speaks_of_the_story_stay_its_own():
    subhead = "Bốn mươi hộ cùng góp tiền nuôi trạm đo mặn qua mùa khô dài"
    text = "Mỗi hộ ở Cái Mơn góp hai mươi ngàn đồng một tháng, ai khó khăn thì góp công lau phao."
    found = roles(*STORY[:2], subhead, text, *STORY[2:], END)
    assert found[subhead] != "teaser_title"
    assert found[text] == "body"


def test_a_long_question_between_paragraphs_is_the_title_of_another_story():
    link = "Vì sao cây giống ở Chợ Lách vẫn bán chạy dù giá tăng gấp đôi?"
    subhead = "Vì sao máy rẻ mà bền?"
    found = roles(*STORY[:2], link, STORY[2], subhead, STORY[3], END)
    assert [found[link], found[subhead]] == ["teaser_title", "subhead"]


def test_a_headline_with_its_date_below_it_is_a_card_and_under_a_section_s_name_its_blurb_is_too():
    first, date = "17 Tháng Mười 2024, 18:05", "20 Tháng Mười 2024, 09:31"
    card = ("Thế giới", OTHERS[1], date, BLURBS[1])
    found = roles(*STORY[:2], OTHERS[0], first, STORY[2], *card, STORY[3], END)
    assert [found[line] for line in (OTHERS[0], first)] == ["teaser_title", "noise"]
    assert [found[line] for line in card[1:]] == ["teaser_title", "noise", "teaser_text"]


def test_the_paragraph_below_one_story_s_blurb_is_the_next_of_this_one():
    box = ["Tin liên quan", OTHERS[0], BLURBS[0]]
    found = roles(*STORY, END, *box, FARTHER, "Mong thêm một mùa yên", LATER, "Tin liên quan", *OTHERS)
    assert [found[line] for line in (*box[1:], FARTHER, LATER)] == ["teaser_title", "teaser_text", "body", "body"]
