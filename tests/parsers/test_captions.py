"""Captions that no photo's credit tells: under a player, over one, and those that begin as captions do."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Nhóm thợ lặn trục vớt khẩu pháo cổ ở cửa sông Gianh"
STORY = [
    "Sáng 12/11, nhóm thợ lặn ở cửa sông Gianh trục vớt khẩu pháo cổ dài hơn hai mét, nằm dưới lớp bùn dày từ nhiều đời.",
    "Ông Phan Văn Luyến, trưởng nhóm thợ lặn, cho biết khẩu pháo cổ mắc vào lưới của một tàu cá hồi đầu tháng trước.",
    "Trước đó, cũng ở cửa sông Gianh, ngư dân từng kéo lên ba neo sắt và nhiều mảnh gốm còn nguyên hoa văn.",
]
END = "Theo kế hoạch, khẩu pháo cổ sẽ được bảo tàng tỉnh ngâm nước ngọt sáu tháng rồi mới trưng bày ở sân trước."


def roles(*lines):
    page = parse(Document(content=b"", decoded="\n".join(("Văn hóa", TITLE, "12/11/2024 08:30", *lines))))
    return {block.text: block.role for block in page.blocks}


def test_a_sentence_right_under_a_player_in_the_story_is_its_caption():
    sentence = "Khẩu pháo được buộc vào sáu phao lớn."
    found = roles(*STORY, "00:00 / 01:47", "Toàn màn hình", sentence, END)
    assert (found[sentence], found["Toàn màn hình"]) == ("caption", "noise")


def test_a_paragraph_under_the_player_that_reads_a_story_aloud_is_text():
    found = roles(STORY[0], "Nghe bài viết", "00:00 / 03:47", *STORY[1:], END)
    assert found[STORY[1]] == "body"


def test_a_line_over_a_player_that_cannot_play_and_says_what_is_seen_is_a_caption():
    line = "Clip: Khẩu pháo được kéo lên bờ giữa tiếng reo"
    assert roles(*STORY, END, line, "Trình duyệt của bạn không hỗ trợ video.", "Tin liên quan")[line] == "caption"


def test_a_line_in_the_story_that_begins_as_a_caption_and_names_what_it_tells_of_is_one():
    line = "Khoảnh khắc khẩu pháo cổ được kéo lên ở cửa sông Gianh"
    other = "Hai xã cù lao ở miền Tây có điện lưới từ tháng sau"
    found = roles(STORY[0], STORY[1], line, other, STORY[2], END)
    assert (found[line], found[other]) == ("caption", "teaser_title")


def test_who_gave_a_picture_is_its_credit_and_a_sentence_over_one_in_brackets_is_a_caption():
    given, sentence = "Khẩu pháo trên bến. Ảnh do nhóm thợ lặn cung cấp", "Lớp gỉ trên khẩu pháo cổ dày bằng ngón tay."
    found = roles(STORY[0], given, STORY[1], sentence, "(Ảnh: Bảo tàng tỉnh)", STORY[2], END)
    assert {found[given], found[sentence], found["(Ảnh: Bảo tàng tỉnh)"]} == {"caption"}


def test_a_long_subhead_on_a_page_that_names_its_photographers_is_no_caption():
    subhead = "Người thợ già giữ nghề lặn mò giữa bùn"
    credited = "Khẩu pháo cổ trên bờ cửa sông Gianh. Ảnh: Trung Mẫu"
    assert roles(*STORY[:2], credited, STORY[2], subhead, END)[subhead] == "subhead"
    assert roles(*STORY, subhead, END)[subhead] == "caption"


def test_what_a_video_between_paragraphs_shows_is_its_caption():
    lines = ["Video: Thợ lặn buộc dây vào khẩu pháo ra sao?", "Video: Khẩu pháo cổ được kéo qua bãi bùn."]
    found = roles(STORY[0], lines[0], STORY[1], lines[1], STORY[2], END)
    assert [found[line] for line in lines] == ["caption"] * 2


def test_a_clip_s_own_label_under_the_player_s_clock_is_a_caption_and_that_it_plays_is_noise():
    line = "Clip: Cả xóm reo khi khẩu pháo cổ nhô lên khỏi mặt nước"
    found = roles(*STORY, "Đang phát video", "00:00 / 01:17", line, "Chờ ngày ra mắt", END)
    assert (found[line], found["Đang phát video"]) == ("caption", "noise")
