"""Pages in HTML with boxes among the paragraphs: other stories, polls, sign-ups, captions, names, quotes."""

import pytest

from tests.readers.made_html import BLURBS, BODY, TEXT, TITLE, cards, page, paragraphs, told

HEAD = '<meta property="article:published_time" content="2024-05-12T08:30:00+07:00">'
LAST = "Phiên chợ đầu tiên bán hết trong hai giờ, ban quản lý cho biết sẽ kê thêm sạp gỗ cho phiên sau."


def story(between: str, behind: str = "") -> str:
    one, *rest = paragraphs()
    body = f"<h1>{TITLE}</h1><div class=content>{one}{between}{''.join(rest)}<p>{LAST}</p>{behind}</div>{cards()}"
    return told(page(body, HEAD)).text


def whole(*between: str) -> str:
    return "\n\n".join([BODY[0], *between, *BODY[1:], LAST])


BOXES = {
    "a sign-up": "<div><p>Nhận bản tin ẩm thực mỗi sáng chủ nhật, hoàn toàn miễn phí và có thể hủy.</p><input></div>",
    "a poll": "<div><p>Theo bạn, chợ phiên nên họp thêm một ngày nào trong tuần nữa hay không?</p>"
    "<label><input type=radio>Có</label><label><input type=radio>Không</label></div>",
    "a poll with its shares": "<div><p>Theo bạn, chợ phiên nên họp thêm một ngày nào trong tuần nữa hay không?</p>"
    "<ul><li>Có <b>61%</b></li><li>Không <b>39%</b></li></ul></div>",
    "a member's signature": "<div>__________________<br><font color=navy>Thà thổi sót còn hơn thổi oan. Ai cần áo đấu sân "
    "nhà đủ cỡ thì nhắn cho mình.</font></div>",
    "a programme to listen to": "<section><b>Podcast: Chuyện bến sông</b><p>Những câu chuyện kể bằng giọng của người "
    "trong cuộc, phát vào tối thứ sáu.</p><a href=/p>Nghe tại đây</a></section>",
    "a table of contents": "<div><p>Nội dung bài viết</p><ul><li><a href=#a>Chợ xưa</a></li><li><a href=#b>Chợ nay</a>"
    "</li></ul></div>",
    "the most read stories": "<section><h2>Đọc nhiều nhất</h2><ol>"
    + "".join(f"<li><a href=/x>{title}</a></li>" for title, _ in BLURBS)
    + "</ol></section>",
    "cards of other stories": f"<div>{cards()}</div>",
    "blurbs below links, longer than the story": "<div>"
    + cards(f"<p><a href=/x>%s</a></p><p>%s {BODY[1]} {BODY[2]}</p>")
    + "</div>",
    "a caption in its picture's paragraph": "<p><img src=a.jpg><br><em>Người bán rau ở đầu chợ sáng nay</em></p>",
    "a caption in its picture's table": "<table><tr><td><img src=a.jpg></td></tr><tr><td>Người bán rau ở đầu chợ sáng nay"
    "</td></tr></table>",
    "a photographer below the caption": "<div><img src=a.jpg><div class=Photo_Caption><p>Chợ họp từ sáng sớm.</p></div>"
    "<div class=Photo_Author><p>HẠ MAI</p></div></div>",
    "words of the story set large": "<blockquote><p>“Phiên chợ đầu tiên bán hết trong hai giờ”</p></blockquote>",
    "a long caption": f"<figure><img src=a.jpg><figcaption>{' '.join(reversed(BODY))}</figcaption></figure>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_what_stands_in_a_box_is_no_text_of_the_story(box):
    assert story(box) == whole()


def test_a_slanted_caption_between_paragraphs_of_breaks_is_no_text_of_the_story():
    caption = "<div><img src=a.jpg></div><i>Người bán rau ở đầu chợ sáng nay</i>"
    body = "<br><br>".join([BODY[0], caption, *BODY[1:], LAST])
    assert told(page(f"<h1>{TITLE}</h1><div class=content>{body}</div>{cards()}", HEAD)).text == whole()


def test_other_stories_in_the_element_of_the_story_are_no_text_of_it():
    related = f"<div class=related><h3>Có liên quan</h3>{cards()}</div>"
    assert story("", related) == whole()


def test_comments_in_the_element_of_the_story_are_no_text_of_it():
    said = "Tôi lớn lên ở bến đò này, mẹ tôi bán cá ở chợ cũ hai mươi năm, nay chợ mở lại cả nhà đều mừng lắm."
    comments = f"<p>Bình luận (1)</p><ul><li><b>Út Lan</b> <span>12/05/2024 09:10</span><p>{said}</p></li></ul>"
    assert story("", comments) == whole()


CONTACTS = {
    "a company": "<p><b>CÔNG TY BẾN ĐÒ LỤA</b><br>Địa chỉ: 12 Bến Đò, Hà Mỗ<br>Hotline: 0900 000 111 (chị Thu)<br>Chuyên cho "
    "thuê thuyền và sạp gỗ với giá gốc.</p>",
    "the press, below who the company is": "<p><b>Về Bến Đò Lụa</b></p><p>Thành lập năm 2008, Bến Đò Lụa có hai mươi thuyền "
    "gỗ và phục vụ ba trăm lượt khách mỗi ngày.</p><p><b>Liên hệ báo chí:</b><br>Trịnh Hòa<br>Phòng Truyền thông<br>"
    "0900 000 111<br>hoa@bendolua.example</p><p>NGUỒN Bến Đò Lụa</p>",
    "the press, below a rule": "<hr><h4>Về Bến Đò Lụa</h4><p>Thành lập năm 2008, Bến Đò Lụa có hai mươi thuyền gỗ và phục vụ "
    "ba trăm lượt khách mỗi ngày.</p><h4>Liên hệ báo chí</h4><p>Bà Trịnh Hòa – Phòng Truyền thông<br>Email: x@bendo.vn</p>",
}


@pytest.mark.parametrize("block", CONTACTS.values(), ids=CONTACTS.keys())
def test_where_to_call_a_company_is_no_text_of_its_story(block):
    assert story("", block) == whole()


def test_a_slanted_note_on_its_reporter_below_a_story_is_no_text_of_it():
    note = "<p><em>Mai Lý viết về chợ quê cho báo Ven Sông. Bạn đọc có thể gửi thư cho chị tới mai.ly@vensong.example.</em></p>"
    assert story("", note) == whole()


def test_who_a_company_is_is_told_where_nobody_is_named_to_call():
    about = "<p><b>Về Bến Đò Lụa</b></p><p>Thành lập năm 2008, Bến Đò Lụa có hai mươi thuyền gỗ chở khách mỗi ngày.</p>"
    assert "Thành lập năm 2008" in story("", about)


def test_a_number_to_call_in_a_part_of_a_story_makes_it_no_block_of_contacts():
    text = "Ban quản lý chợ cho biết ai muốn thuê sạp có thể gọi số 0900 000 111 trước ngày mồng hai âm lịch."
    assert text in story(f"<div><h3>Thuê sạp ở chợ</h3><p>{text}</p></div>")


@pytest.mark.parametrize("sign", ["style='text-align:right'", "align=right", "class=has-text-align-right"])
def test_a_name_set_to_the_right_below_the_last_paragraph_is_no_subhead(sign):
    assert story("", f"<p {sign}><b>Mai Lý</b></p>") == whole()


def test_a_subhead_over_a_list_or_a_picture_is_part_of_the_story():
    assert story("<h2>Hàng hóa ở chợ</h2><ul><li>Rau cải, hành và khoai môn</li></ul>").startswith(
        f"{BODY[0]}\n\nHàng hóa ở chợ\n\nRau cải, hành và khoai môn\n\n"
    )


def test_a_sentence_in_a_box_for_quotes_is_part_of_the_story():
    said = "Lượng người về chợ tuần qua đông nhất từ đầu năm, gần bằng ngày giáp Tết."
    assert story(f"<div class=box-quote><div class=quote-content>{said}</div></div>") == whole(said)


def test_a_link_in_one_of_a_story_s_parts_makes_it_no_box():
    parts = [f"<div class=part><h3>{hour}:00 Tin từ bến</h3><p>{text}</p></div>" for hour, text in enumerate(BODY, 7)]
    parts[1] = parts[1].replace("</div>", f"<p><a href=/x>{BLURBS[0][0]}</a></p></div>")
    text = told(page(f"<h1>{TITLE}</h1><div>{''.join(parts)}</div>{cards()}", HEAD)).text
    assert [part for part in text.split("\n\n") if part in BODY] == BODY


def test_a_story_of_short_paragraphs_under_a_link_is_no_card():
    text = "".join(f"<p>{text}</p>" for text in BODY)
    body = f"<h1>{TITLE}</h1><div><p><a href=/x>{BLURBS[0][0]}</a></p>{text}</div><div><p><a href=/y>{BLURBS[1][0]}</a></p></div>"
    assert told(page(body)).text == TEXT


def test_a_call_behind_a_pointing_hand_below_the_story_is_no_text_of_it():
    call = "<p><b>👉 Theo dõi fanpage Chợ Lụa để nhận vé đò miễn phí mỗi tuần!</b></p>"
    assert story("", call) == whole()
