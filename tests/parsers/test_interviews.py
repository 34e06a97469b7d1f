"""Interviews: questions with and without the name of who asks them, and the box that tells of who answers."""

from workers.document import Document
from workers.parsers import parse

TITLE = "Cây đước không cần thêm phân, nó cần thêm bùn"
LEAD = (
    "Hai mươi năm trồng rừng ven biển, bà Tiêu Ngọc Hoa chọn cách bị chê là chậm: trồng thưa cây đước rồi chờ bùn bồi."
)
OPENING = [
    "Chúng tôi gặp bà Tiêu Ngọc Hoa ở bìa rừng đước, nơi bà ở lại mỗi năm tám tháng cùng sáu người thợ trẻ.",
    "Bà Tiêu Ngọc Hoa nói chuyện cây đước như nói chuyện người nhà, vừa nói vừa lội xuống bãi bùn đang bồi.",
]
ANSWERS = [
    "Bà Hoa: Trồng dày thì cây đước đua nhau vươn lên, rễ cạn, một mùa gió là đổ rạp, năm sau lại phải trồng từ đầu.",
    "Bùn về chậm, mỗi năm vài phân. Nhưng có bùn thì cây đước tự bám, không cần cọc tre, không cần ai chăm sóc nữa.",
    "Bà Hoa: Tôi không đếm số cây đước trồng được, tôi đếm số cây còn sống sau ba mùa gió, con số ấy mới nói thật.",
    "Khó nhất là xin được bãi. Nhiều nơi giữ đất bãi làm vuông tôm, muốn trồng cây đước phải chờ hết hạn thuê đất.",
]
QUESTIONS = [
    "PV: Thưa bà, vì sao bà trồng thưa khi cây giống đang rẻ?",
    "Bà có thể nói rõ hơn về chuyện chờ bùn?",
    "PV: Kết quả được tính bằng cách nào, thưa bà?",
    "Vậy điều gì khó nhất với một người trồng rừng?",
]


def roles(*lines):
    page = parse(Document(content=b"", decoded="\n".join(("Trò chuyện", TITLE, "12/11/2024 08:30", LEAD, *lines))))
    return {block.text: block.role for block in page.blocks}


def interview(*inside):
    pairs = [line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair]
    return roles(*OPENING, *pairs[:4], *inside, *pairs[4:], "Xin cảm ơn bà!", "Bình luận")


def test_a_question_without_the_asker_s_name_between_those_with_it_is_text_as_they_are():
    found = interview()
    assert {found[line] for line in QUESTIONS} == {"body"}


def test_the_labelled_lines_of_a_box_in_the_story_are_no_teasers():
    box = [
        "Quê quán: Đầm Dơi, Cà Mau",
        "Học vị: Thạc sĩ Lâm nghiệp đô thị",
        "Diện tích đang trồng: 37 bãi, tổng diện tích rừng phòng hộ 212 ha",
    ]
    found = interview("Hồ sơ nhanh", *box, "Trồng rừng không phải để chụp ảnh")
    assert {found[line] for line in box} == {"body"}
