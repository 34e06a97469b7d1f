"""Lines of figures: rows of tables, score boards, tickers; and the small widgets that pages put around their news."""

from __future__ import annotations

import re

GAP = re.compile(r"\t| {2,}")
CELL = re.compile(r" \| [+-]?\d[\d.,]*%?(?: \w{1,5}){0,2}(?= \||$)")  # a figure, with its unit, in a row between bars
DIGITS = re.compile(r"\d+")
WORD = re.compile(r"\w")
FIGURE = re.compile(r"[^\s\w]*\d[\d.,:/%-]*\S{0,3}")
WIDGET = re.compile(r"\d\s?°|\b(?:đ|đồng)/\w|[▲▼△▽▴▾↑↓▬]|\b(?:1[89]00|0\d{2,3})[ .]\d{3}")
ARROW = re.compile("[▲▼△▽▴▾↑↓▬]")
CAPITAL = re.compile(r"[A-ZĐ](?<=[^\W\d_A-ZĐ].)")  # right after a small letter, quicker to look for than what follows
JOINED = re.compile(r"[^\W\d_A-ZĐ][A-ZĐ][^\W\d_A-ZĐ]")
FIGURES = 0.4  # share of figures among the words of a row; headlines with two dates have less
ROW = 14  # words of the longest row
WIDE = 16  # words of the longest widget
BRACKETED = re.compile(r"\[[^\]]{2,60}\]")


def row_features(text: str, count: int, digit: bool) -> list[str]:
    """What tells a row or a widget from a headline; ``digit`` says whether the line has any."""
    found = []
    if "\t" in text or (digit and " | " in text and CELL.search(text)) or ("  " in text and len(GAP.findall(text)) > 1):
        found.append("columns")
    if digit and count <= 2 * ROW and _is_row(text):
        found.append("figures")
    if count <= WIDE and (digit or "/" in text or ARROW.search(text)) and WIDGET.search(text):
        found.append("widget")
    if text[0] == "[" and BRACKETED.fullmatch(text):
        found.append("bracketed")
    if text[-1].isalnum() and len(CAPITAL.findall(text)) > 1 and len(JOINED.findall(text)) > 1:
        found.append("run_together")
    return found


def _is_row(text: str) -> bool:
    if len(DIGITS.findall(text)) < 2:
        return False
    words = [word for word in text.split() if WORD.search(word)]
    figures = sum(FIGURE.fullmatch(word) is not None for word in words)
    return len(words) <= ROW and figures > 1 and figures >= FIGURES * len(words)
