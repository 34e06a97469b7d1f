"""Lines that print when: dates, clocks, "2 giờ trước", counters."""

from __future__ import annotations

import re

from workers import lexicons

DATE = re.compile(r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\b\d{4}[/-]\d{1,2}[/-]\d{1,2}|\b(?:19|20)\d{6}\b")
NAMES = sorted((row["month"] for row in lexicons.rows("parsing/months.tsv")), key=len, reverse=True)
MONTH = rf"(?:\d{{1,2}}|(?:{'|'.join(NAMES)})\b)"
WRITTEN = re.compile(rf"\b\d{{1,2}}\s+tháng\s+{MONTH},?\s+(?:năm\s+)?\d{{4}}", re.I)
AGO = re.compile(
    r"\b(?:vài|\d+)\s*(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)(?:\s+trước|(?=\d)|$|\s*[-|•·])|vừa xong|hôm qua", re.I
)
PART = re.compile(
    r"\b(?:thứ|thu)\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|\bchủ nhật\b|\bcn\b"
    r"|\b\d{4}[/-]\d{1,2}[/-]\d{1,2}t?|\b\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?\b"
    r"|\b(?:ngày\s+)?\d{1,2}\s+tháng\s+" + MONTH + r"|\bnăm\s+\d{4}"
    r"|\b\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2}(?:\.\d+)?)?p?z?|\b[ap]m\b|\b(?:sa|ch)\b"
    r"|\bgmt\s*[+-]?\s*\d*(?::\d+)?|\butc\b|\+\d{2}:?\d{2}\b"
    r"|\b(?:vài|\d+)\s*(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)(?:\s+trước)?|vừa xong|hôm qua|hôm nay"
    r"|\d+\s*(?:liên quan|bình luận|lượt xem|lượt đọc|lượt thích|views?|comments?|likes?|đã tặng|chia sẻ|thích)\b"
    r"|(?:bình luận|lượt xem|views?|comments?|thích|chia sẻ)\s*[:(]?\s*\d+\)?"
    r"|cập nhật(?: lúc| lần cuối)?|đăng (?:lúc|ngày)|ngày đăng|xuất bản(?: lúc)?|published|updated|posted"
    r"|\b(?:ngày|lúc|date|on|at|thời gian)\b|\d+",
    re.I,
)
LETTER = re.compile(r"[^\W\d_]")
COUNTER = 40  # characters that the longest counter has
WIDEST = 120  # characters; a line that only tells the time is shorter on every page known


def stamp_kind(text: str) -> tuple[str, str]:
    """What a line tells of time (``stamp``, ``ago``, ``counter`` or ''), and the words it prints besides."""
    if len(text) > WIDEST or (not any(map(str.isdigit, text)) and "trước" not in text):
        return "", text
    dated = DATE.search(text) or WRITTEN.search(text)
    ago = None if dated else AGO.search(text)
    if not (dated or ago) and len(text) > COUNTER:
        return "", text
    rest = PART.sub(" ", text)
    kind = "stamp" if dated else "ago" if ago else "" if LETTER.search(rest) else "counter"
    return kind, rest.strip(" -|•·,.()[]:=#/+–")
