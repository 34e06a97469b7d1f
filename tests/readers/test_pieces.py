"""Paragraphs that a program broke at their links are put together again."""

from workers.readers import pieces


def test_the_few_words_with_a_comma_over_a_link_begin_the_paragraph():
    lines = [
        "Đời sống",
        "Bến đò Cồn Nổi dời sang bờ bên kia",
        "(BM)- Sáng 12-9,",
        "Ban quản lý Cồn Nổi",
        "dời bến đò sang bờ bên kia sông, gần chợ và trường học, để nhường chỗ cho chiếc cầu mới khởi công hôm qua.",
        "Người dân quen đi đò suốt bốn mươi năm qua gọi bến đò này theo tên của",
        "cụ Lê Hữu Phú",
        ", người chở chuyến đầu tiên.",
    ]
    whole = pieces.whole(lines)
    assert whole[:2] == lines[:2]
    assert [line[:24] for line in whole[2:]] == ["(BM)- Sáng 12-9, Ban quả", "Người dân quen đi đò suố"]
