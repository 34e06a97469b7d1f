"""Lines that print when: dates, clocks, "2 giờ trước", counters."""

from __future__ import annotations

import re

from workers import lexicons
from workers.parsers.vocabulary import alternatives, folded

DATE = re.compile(
    r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\b\d{4}[/-]\d{1,2}[/-]\d{1,2}|\b(?:19|20)\d{6}\b"
)
SHORT = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2}\b(?!/)")  # read so with a clock beside it
HOUR = re.compile(r"\b\d{1,2}[:h]\d{2}\b")
NAMES = sorted((row["month"] for row in lexicons.rows("parsing/months.tsv")), key=len, reverse=True)
MONTH = rf"(?:\d{{1,2}}|(?:{'|'.join(NAMES)})\b)"
MONTH_FIRST = rf"\btháng\s+{MONTH}\s+\d{{1,2}},\s+\d{{4}}"  # "Tháng Mười 27, 2023", as blogs have it
WRITTEN = re.compile(rf"\b\d{{1,2}}\s+(?:tháng|thg\.?)\s+{MONTH},?\s+(?:năm\s+)?\d{{4}}|{MONTH_FIRST}", re.I)
ABROAD = "|".join(sorted((row["month"] for row in lexicons.rows("parsing/english_months.tsv")), key=len, reverse=True))
# "July 14, 2025" and "14th July 2025", on sites that are made abroad.
NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"
IN_ENGLISH = rf"\b(?:(?:{ABROAD})\.?\s+{NUMBERED}|{NUMBERED}\s+(?:{ABROAD})\.?),?\s+\d{{4}}\b"
ENGLISH = re.compile(IN_ENGLISH, re.I)
UNIT = f"(?:{alternatives('clock_units')})"
NOW = alternatives("just_now")
AGO = re.compile(rf"(?:\bvài|(?<!\d)\d+)\s*{UNIT}(?:\s+trước|(?=\d)|$|\s*[-|•·])|{NOW}", re.I)
PART = re.compile(
    r"\b(?:thứ|thu)\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|\bchủ nhật\b|\bcn\b|\bt[2-7]\b"
    r"|\b\d{4}[/-]\d{1,2}[/-]\d{1,2}t?|(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?\b"
    rf"|{MONTH_FIRST}|{IN_ENGLISH}"
    r"|\b(?:ngày\s+)?\d{1,2}\s+(?:tháng|thg\.?)\s+" + MONTH + r"|\bnăm\s+\d{4}"
    r"|\b\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2}(?:\.\d+)?)?p?z?|\b(?:am|pm)\b|\b(?:sa|ch)\b"
    r"|\bgmt\s*[+-]?\s*\d*(?::\d+)?|\butc\b|\+\d{2}:?\d{2}\b"
    rf"|(?:\bvài|(?<!\d)\d+)\s*{UNIT}(?:\s+(?:trước|đọc|nghe|xem)\b)?|{NOW}|hôm nay"
    rf"|\d+\s*(?:[nkm]\s)?(?:{alternatives('counted_words')})|(?:{alternatives('counting_words')})\s*[:(]?\s*\d+\)?"
    rf"|{alternatives('stamp_words')}|\b(?:ngày|lúc|date|on|at|thời gian)\b|\d+",
    re.I,
)
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]{2,}")
TIME_WORDS = frozenset(WORD.findall(re.sub(r"\\.", " ", PART.pattern)))
UNITS = ("trước", "thg", *folded("clock_units"), *folded("just_now"))
DIGITS = re.compile(r"\d+")
COUNTER = 40  # characters that the longest counter has
YEAR = 4  # digits of a year
WIDEST = 120  # characters; a line that only tells the time is shorter on every page known


def stamp_kind(text: str) -> tuple[str, str]:
    """What a line tells of time (``stamp``, ``ago``, ``counter`` or ''), and the words it prints besides."""
    if len(text) > WIDEST:
        return "", text
    digits = DIGITS.findall(text)
    if not digits and "trước" not in text:
        return "", text
    low = text.lower()
    told = any(map(low.__contains__, UNITS))
    dated = _is_dated(text, digits, told)
    ago = told and not dated and AGO.search(text) is not None
    if not (dated or ago) and (len(text) > COUNTER or not TIME_WORDS.issuperset(WORD.findall(low))):
        return "", text
    rest = PART.sub(" ", text)
    kind = "stamp" if dated else "ago" if ago else "" if LETTER.search(rest) else "counter"
    return kind, rest.strip(" -|•·,.()[]:=#/+–")


def _is_dated(text: str, digits: list[str], told: bool) -> bool:
    numeric = len(digits) > 2 or (digits and max(map(len, digits)) > 7)
    if numeric and (DATE.search(text) or (SHORT.search(text) and HOUR.search(text))):
        return True
    if told and len(digits) > 1 and WRITTEN.search(text):
        return True
    return any(len(one) == YEAR for one in digits[1:]) and ENGLISH.search(text) is not None
