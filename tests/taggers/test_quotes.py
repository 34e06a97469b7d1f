"""What was said, and who said it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.taggers.stories import document, said
from workers.document import Block, Document
from workers.taggers.entities import tag_entities
from workers.taggers.entities.tokens import TOKEN
from workers.taggers.quotes import lines, tag_quotes
from workers.taggers.quotes.marks import quoted


@pytest.mark.parametrize(
    "text",
    [
        'Ông Trần Văn Bảo nói: "Chúng tôi sẽ sửa đường trước Tết".',
        "Ông Trần Văn Bảo cho biết: “Chúng tôi sẽ sửa đường trước Tết”.",
        '"Chúng tôi sẽ sửa đường trước Tết", ông Trần Văn Bảo nói.',
        '"Chúng tôi sẽ sửa đường trước Tết," ông Trần Văn Bảo lắc đầu.',
        "“Chúng tôi sẽ sửa đường trước Tết” - ông Trần Văn Bảo cho hay.",
        "– Chúng tôi sẽ sửa đường trước Tết, ông Trần Văn Bảo đáp.",
        'Theo ông Trần Văn Bảo, "Chúng tôi sẽ sửa đường trước Tết".',
        "'Chúng tôi sẽ sửa đường trước Tết', chủ tịch xã Trần Văn Bảo hứa với bà con, khẳng định việc này đã bàn.",
    ],
)
def test_direct_speech_is_a_quote_of_the_one_beside_it(text):
    assert said(text) == [("Chúng tôi sẽ sửa đường trước Tết", "Trần Văn Bảo")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Bà Lê Thị Mến cho rằng con đường "hẹp và tối như một cái hầm" đã quá cũ.', "hẹp và tối như một cái hầm"),
        ('Bà Lê Thị Mến mô tả đêm ấy là "cơn ác mộng dài nhất đời" với cả làng.', "cơn ác mộng dài nhất đời"),
        ("Bà Lê Thị Mến thừa nhận việc này “khó hơn tôi tưởng”.", "khó hơn tôi tưởng"),
    ],
)
def test_part_of_a_sentence_can_be_a_quote(text, words):
    assert said(text) == [(words, "Lê Thị Mến")]


@pytest.mark.parametrize(
    "text",
    [
        'Phim "Mùa nước nổi" của đạo diễn Trần Văn Bảo ra rạp hôm qua.',
        'Nghi phạm có biệt danh "Tý cụt" bị bắt trong đêm.',
        'Hội thảo có chủ đề "Thanh niên và biển đảo quê hương" khai mạc sáng nay.',
        'Khu chợ "cóc" này họp từ 5 giờ sáng.',
        'Bị cáo bị truy tố về tội "Lừa đảo chiếm đoạt tài sản".',
        "Buôn K'Rông cách thị trấn 5' đi xe.",
        'Anh em trong đội gọi chị Mến là "chị Cả".',
        'Ông Trần Văn Bảo nói: "Không".',
    ],
)
def test_titles_nicknames_charges_and_scare_words_are_no_quotes(text):
    assert said(text) == []


def test_both_halves_of_a_broken_quote_are_quotes():
    text = '"Nước lên nhanh lắm", anh Hoàng Văn Pao kể. "Cả nhà chỉ kịp leo lên mái".'
    assert said(text) == [
        ("Nước lên nhanh lắm", "Hoàng Văn Pao"),
        ("Cả nhà chỉ kịp leo lên mái", "Hoàng Văn Pao"),
    ]


def test_a_speech_over_two_paragraphs_is_one_quote_each():
    text = "Bà Lê Thị Mến nói: “Tôi đi từ sáng sớm.\nĐến trưa thì hết gạo”."
    assert said(text) == [("Tôi đi từ sáng sớm.", "Lê Thị Mến"), ("Đến trưa thì hết gạo", "Lê Thị Mến")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ông Trần Văn Bảo gặp bà Lê Thị Mến. "Tôi mệt lắm rồi", ông nói.', "Trần Văn Bảo"),
        ('Ông Trần Văn Bảo gặp bà Lê Thị Mến. "Tôi mệt lắm rồi", bà nói.', "Lê Thị Mến"),
        ('Ông Trần Văn Bảo gặp bà Lê Thị Mến. "Tôi mệt lắm rồi", người phụ nữ kể.', "Lê Thị Mến"),
        (
            "Chánh văn phòng Trần Văn Bảo và trưởng trạm y tế Lê Thị Mến dự họp.\n"
            '"Thuốc chỉ đủ dùng một tuần", trưởng trạm y tế nói.',
            "Lê Thị Mến",
        ),
        ('Bà Lê Thị Mến nói với ông Trần Văn Bảo: "Tôi mệt lắm rồi".', "Lê Thị Mến"),
    ],
)
def test_pronouns_and_titles_lead_to_the_person_meant(text, speaker):
    assert said(text)[-1][1] == speaker


def test_a_body_speaks_through_its_papers():
    text = 'Báo cáo của Ngân hàng Thế giới cho biết tăng trưởng "chậm lại nhưng vẫn vững vàng" trong năm nay.'
    assert said(text) == [("chậm lại nhưng vẫn vững vàng", "Ngân hàng Thế giới")]


def test_a_quote_that_nobody_is_named_for_has_no_speaker():
    assert said('"Tôi chỉ kịp nghe một tiếng nổ lớn", một nhân chứng kể.') == [
        ("Tôi chỉ kịp nghe một tiếng nổ lớn", None)
    ]


def test_one_teaser_lends_no_speaker_to_the_next():
    blocks, text = [], ""
    for role, line in (
        ("teaser_title", "Ông Trần Văn Bảo nhận chức"),
        ("teaser_title", "Chủ tịch xã: 'Đường sẽ xong trước mưa'"),
    ):
        blocks.append(Block(role, line, len(text), len(text) + len(line)))
        text += line + "\n"
    given = tag_quotes(tag_entities(Document(b"", decoded=text, kind="listing", blocks=tuple(blocks))))
    assert [(quote.text, quote.speaker) for quote in given.quotes] == [("Đường sẽ xong trước mưa", None)]


@given(st.text(alphabet="ab. ,:\"'“”‘’–\n", max_size=80), st.booleans())
def test_quoted_pieces_lie_in_order_within_their_paragraph(text, running):
    pieces = quoted(text, running)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(one.end <= other.start for one, other in pairwise(pieces))


@given(st.text(alphabet='Aàb1_ \t\n\u00a0.,"”-', max_size=60), st.integers(0, 10))
def test_a_line_has_the_tokens_of_its_text(text, start):
    block = Block("body", text + "a", 0, len(text) + 1)
    read, every = lines.line(block, min(start, len(text))), TOKEN.finditer(block.text, min(start, len(text)))
    assert list(zip(read.starts, read.words, strict=True)) == [(match.start(), match[0]) for match in every]


@given(st.text(alphabet="Aàb nói ông bà.,:\"'“”–\n", max_size=120))
def test_no_text_stops_the_tagger(text):
    said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (  # whose report the story speaks of, though another body was named last
            "Báo cáo của Ngân hàng Thế giới gửi Liên Hợp Quốc hôm qua.\n"
            'Báo cáo viết: "Tăng trưởng sẽ chậm lại trong hai năm tới".',
            "Ngân hàng Thế giới",
        ),
        (  # the office, though another woman was named last
            "Trưởng thôn Lê Thị Mến gặp bà Hoàng Thị Cúc.\n"
            '"Đường sẽ xong trước mưa", trưởng thôn nói với bà con trong buổi họp.',
            "Lê Thị Mến",
        ),
        (  # the body named last, for họ
            'Ngân hàng Thế giới họp báo ở Hà Nội. "Chúng tôi sẽ cho vay tiếp", họ cho biết.',
            "Ngân hàng Thế giới",
        ),
        (  # a middle name that only women bear
            'Lê Thị Mến và Trần Văn Bảo về muộn. "Nước lên nhanh quá", bà nói.',
            "Lê Thị Mến",
        ),
        (  # a preposition makes the nearer name an object
            'Ông Trần Văn Bảo than thở với Hoàng Văn Pao: "Nước lên nhanh quá".',
            "Trần Văn Bảo",
        ),
    ],
)
def test_each_way_to_a_speaker_is_needed(text, speaker):
    assert said(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chủ tịch xã: Không thể 'chờ thêm' nữa", ["chờ thêm"]),
        ("Theo ông Trần Văn Bảo, con đường ấy “đã quá cũ và quá hẹp” cho xe tải.", ["đã quá cũ và quá hẹp"]),
        ("Dân làng xem ông Trần Văn Bảo là “ông bụt”.", []),
        ("Ông Trần Văn Bảo kể về “Dòng Sông Xanh” của mình.", []),
        ("Bà Lê Thị Mến nói vui. Chiếc xe “cà tàng” này đã cũ.", []),
        ('Chiếc tivi 55" của ông Trần Văn Bảo giá 20 triệu đồng, rẻ hơn năm ngoái nhiều.', []),
        ("Bà Lê Thị Mến kể: ''Nước lên nhanh quá''.", ["Nước lên nhanh quá"]),
    ],
)
def test_marks_alone_make_no_quote_and_a_claim_needs_a_speaker(text, words):
    assert [words for words, _ in said(text, "title" if text.startswith("Chủ tịch") else "body")] == words


def test_a_speech_over_many_paragraphs_is_followed_to_its_end():
    opened = "Bà Lê Thị Mến nói: “Tôi đi từ sáng sớm.\n“Đường xa nên mệt lắm.\n“Đến trưa thì hết gạo”."
    bare = "Bà Lê Thị Mến nói: “Tôi đi từ sáng sớm.\nĐường xa nên mệt lắm.\nĐến trưa thì hết gạo”."
    words = ["Tôi đi từ sáng sớm.", "Đường xa nên mệt lắm.", "Đến trưa thì hết gạo"]
    assert said(opened) == said(bare) == [(one, "Lê Thị Mến") for one in words]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit", ["“a ", "'a ", '"', '"Tôi về", ông Nguyễn Văn Hùng nói. ', "Báo cáo của NATO “rất xấu” \n"]
)
def test_hundreds_of_thousands_of_letters_are_read_in_seconds(unit):
    given = tag_entities(document(unit * (100_000 // len(unit))))
    assert tag_quotes(given).decoded == given.decoded


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ông Trần Văn Bảo mô tả cuộc họp là “thẳng thắn và rất có ích”, "
            "còn bà Lê Thị Mến đánh giá đây là “khởi đầu không thể tốt hơn”.",
            ["Trần Văn Bảo", "Lê Thị Mến"],
        ),
        (
            "Ông Trần Văn Bảo nói việc này “đã xong phần khó nhất”, "
            "trong khi bà Lê Thị Mến cho rằng “mọi việc chỉ mới bắt đầu”.",
            ["Trần Văn Bảo", "Lê Thị Mến"],
        ),
        (
            "Ông Trần Văn Bảo nói việc này “đã xong phần khó nhất”, nhưng bà Lê Thị Mến bác bỏ.",
            ["Trần Văn Bảo"],
        ),
        ("Làng tôi “không còn ai trẻ nữa”, còn lại toàn người già.", []),
    ],
)
def test_the_subject_of_the_next_clause_did_not_say_the_piece_before_it(text, speakers):
    assert [speaker for _, speaker in said(text)] == speakers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ông Trần Văn Bảo thừa nhận các học trò “quá vội vàng ở phút cuối”.", "quá vội vàng ở phút cuối"),
        ("Ông Trần Văn Bảo cho rằng mùa giải “dài hơn mọi năm trước”.", "dài hơn mọi năm trước"),
        ("Bà Lê Thị Mến nói bộ phim “đẹp hơn cả nguyên tác”.", "đẹp hơn cả nguyên tác"),
        ("Bà Lê Thị Mến cho biết chính sách “sẽ không thay đổi”.", "sẽ không thay đổi"),
    ],
)
def test_what_is_said_of_a_film_or_a_game_is_no_title(text, words):
    assert [words for words, _ in said(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Bà Lê Thị Mến nói bộ phim “Đẹp hơn cả nguyên tác” đã đóng máy.",
        "Bà Lê Thị Mến nhắc lại phương châm “đi chậm mà chắc” mỗi ngày.",
        "Bà Lê Thị Mến cho biết quán của gia đình đông khách nhờ món “gà đốt lá chúc”.",
    ],
)
def test_a_title_is_no_quote_though_somebody_speaks_of_it(text):
    assert said(text) == []


def test_a_thing_that_somebody_calls_so_may_stand_between_the_verb_and_the_words():
    text = "Ông Trần Văn Bảo gọi lễ khánh thành ngày 17/11/2025 là “bước ngoặt lớn nhất của cả vùng”."
    assert said(text) == [("bước ngoặt lớn nhất của cả vùng", "Trần Văn Bảo")]
    assert said("Ông Trần Văn Bảo coi ngôi nhà cũ ở cuối làng là “chốn về”.") == []
    assert said("Phở được ông Trần Văn Bảo gọi nhầm tên là “súp bò phương Đông”.") == []
    assert said("Ông Trần Văn Bảo gọi điện, cây cầu ở cuối làng nay “không còn ai qua lại”.") == []
