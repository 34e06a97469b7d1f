"""Speech that a dash opens: behind a line with a colon, and up to the clause of the speaker."""

import pytest

from tests.taggers.stories import said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Anh Nguyễn Văn Nam kể lại đêm ấy:\n- Nước lên nhanh quá, tôi chỉ kịp bế con chạy lên đồi.",
            [("Nước lên nhanh quá, tôi chỉ kịp bế con chạy lên đồi.", "Nguyễn Văn Nam")],
        ),
        (
            "Anh Nguyễn Văn Nam hỏi người giữ đò:\n– Hôm nay còn chuyến nào sang sông, chú Lê Văn Tư đáp.",
            [("Hôm nay còn chuyến nào sang sông", "Lê Văn Tư")],
        ),
        (
            "Anh Nguyễn Văn Nam nói:\n- Tôi sẽ sửa lại cây cầu.\n- Bao giờ thì xong?",
            [("Tôi sẽ sửa lại cây cầu.", "Nguyễn Văn Nam")],
        ),
        (
            "Chị Lê Thị Mai ngồi im. Hỏi mãi mới nói:\n- Tôi chỉ mong trời đừng mưa nữa.",
            [("Tôi chỉ mong trời đừng mưa nữa.", "Lê Thị Mai")],
        ),
        ("Hồ sơ gồm:\n- Đơn xin cấp phép của chủ nhà.\n- Bản sao giấy tờ tùy thân.", []),
        ("Ban tổ chức nêu rõ:\n- Mỗi đội có năm người.\n- Mỗi trận dài mười phút.", []),
        ("Anh Nguyễn Văn Nam mang theo.\n- Một chiếc ô và một đôi ủng.", []),
    ],
)
def test_a_line_with_a_colon_announces_the_speech_behind_the_next_dash(text, words):
    assert said(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "- Giá nhà sẽ còn tăng, bà Trần Thị Dung, Giám đốc điều hành Công ty Sao Mai, nói với phóng viên.",
        "- Giá nhà sẽ còn tăng, bà Trần Thị Dung, 60 tuổi, trưởng thôn, Bí thư chi bộ thôn Đông, than thở.",
        "- Giá nhà sẽ còn tăng - bà Trần Thị Dung than thở.",
        "– Giá nhà sẽ còn tăng – Bà Trần Thị Dung nói.",
    ],
)
def test_the_speakers_clause_behind_a_dash_begins_at_the_name_with_its_offices(text):
    assert said(text) == [("Giá nhà sẽ còn tăng", "Trần Thị Dung")]


def test_speech_behind_a_second_dash_is_no_speakers_clause():
    text = "- Anh đi đâu đấy, chị Lê Thị Mai hỏi. - Chị ấy không nói gì với tôi, anh Trần Văn Bảo đáp."
    assert said(text) == [("Anh đi đâu đấy", "Lê Thị Mai"), ("Chị ấy không nói gì với tôi", "Trần Văn Bảo")]
