"""Whether a shape is a date: 2-1 is a score, 3/4 a share, "mỗi ngày 2-3 lần" a measure."""

from __future__ import annotations

import re
from functools import cache

from workers import lexicons

REACH = 40  # characters looked at on each side: four words of the longest cue, with room for their gaps
COMMON_PARTS = frozenset({2, 3, 4, 5, 8, 10})  # denominators of the shares and finals that papers print ("1/8")
_DATED = re.compile(r",?[ ]?\(?(?:ngày )?\d{1,2}[/.-]\d|[ ](?:tuần|tới)(?!\w)")
_CHAIN = re.compile(r"[ \u00a0]?(?:[-–,&]|,?[ ]?(?:và|đến|tới|hoặc|hay|sang|rồi)(?:[ ]hết)?)[ \u00a0]?\Z")


def before(text: str, start: int) -> tuple[str, ...]:
    """The last words of the clause in front of a place, as runs of one to four words, lower case; none past a stop."""
    near = re.split(r"[.;:!?/]", text[max(0, start - REACH) : start].lower())[-1]
    words = re.split(r"[\s(\"“‘'\[]+", near.rstrip(" \u00a0(,\"“'‘[").replace(",", " , "))
    return tuple(" ".join(words[-count:]) for count in range(1, min(4, len(words)) + 1))


def after(text: str, end: int) -> tuple[str, ...]:
    """The words straight behind a place, as runs of one to three words, lower case; empty where a mark follows."""
    near = text[end : end + REACH].lower()
    if not near[:1].isspace():
        return ()
    words = re.match(r"[\w\s-]*", near.strip())
    parts = words.group().split() if words else []
    return tuple(" ".join(parts[:count]) for count in range(1, min(3, len(parts)) + 1))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.words(f"dates/{name}.txt"))


def any_in(runs: tuple[str, ...], name: str) -> bool:
    """Whether one of the runs of words stands in a word list of the dates."""
    return not _words(name).isdisjoint(runs)


def chained(text: str, previous_end: int | None, start: int) -> bool:
    """Whether only a dash, a comma or "và", "đến" lies between the date before and this place."""
    if previous_end is None or not 0 <= start - previous_end <= len(", đến hết "):
        return False
    return bool(_CHAIN.match(text[previous_end:start]))


def is_date(name: str, match: re.Match[str], text: str, previous_end: int | None) -> bool:
    """Whether the words around a shape let it be a date; ``previous_end`` is where the date before it ended."""
    runs, rest = before(text, match.start()), after(text, match.end())
    return _TESTS.get(name, _always)(match, runs, rest, chained(text, previous_end, match.start()))


_Runs = tuple[str, ...]


def _always(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    return True


def _led(match: re.Match[str]) -> bool:
    return match.group()[:1] in "nN"


def _full(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    """A year of two figures needs a slash or "ngày": 10.5.20 may be anything."""
    short = len(match["year"]) == 2 and match["mark"] != "/"
    return _led(match) or not (short or any_in(runs, "not_after"))


def _month_year(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    return not any_in(runs, "not_after")


def _day_month(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    led, slash = _led(match), match["mark"] == "/"
    if led and slash:
        return bool(match["first"]) or not (any_in(runs, "quantifiers") and any_in(rest, "units"))
    if led:
        return not any_in(runs, "quantifiers") and not any_in(rest, "units")
    if any_in(runs, "not_after") or any_in(rest, "units"):
        return False
    if chain or (slash and match["about"]) or any_in(runs, "strong_cues"):
        return True
    return (slash and _spans(match)) or (not match["first"] and _likely(match, runs))


def _spans(match: re.Match[str]) -> bool:
    return bool(match["first"]) and int(match["first"]) < int(match["day"])


def _likely(match: re.Match[str], runs: _Runs) -> bool:
    """A day and month with no strong cue: 24/7 and 2/3 are none, 16/10 is one, 1/7 after "từ", and 20-1, no range."""
    day, month = int(match["day"]), int(match["month"])
    if match["mark"] != "/":
        return day > 12 and match["mark"] == "-" and any_in(runs, "loose_cues")
    if day > 12:
        address = not any_in(runs, "loose_cues") and match.string[match.end() + 1 : match.end() + 2].isupper()
        return (day, month) != (24, 7) and not address  # "19/4 Lê Lai"
    if day < month and month in COMMON_PARTS:
        return any_in(runs, "since")
    return any_in(runs, "loose_cues") or _bracketed(match)


def _bracketed(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"


def _worded(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    if any_in(rest, "units"):
        return False
    return _led(match) or bool(match["year"] or match["about"]) or any_in(runs, "strong_cues")


def _month(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    if match["year"] or match["about"]:
        return True
    counted = bool(re.search(r"\d[ \u00a0]\Z", match.string[max(0, match.start() - 2) : match.start()]))
    word = match["month"]  # "tháng một", "tháng ba" in small letters begin counts: "mỗi tháng ba lần"
    small = word.islower() and (word == "một" or not any_in(runs, "month_cues"))
    return not (
        counted or small or any_in(runs, "quantifiers") or any_in(rest, "units") or any_in(runs, "named_months")
    )


def _bare_year(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    if any_in(rest, "units") or any_in(runs, "not_after"):
        return False
    if any_in(runs, "year_cues") or _bracketed(match):
        return True
    if any_in(runs, "year_loose_cues"):
        return not rest
    return not rest and _ends_small(match)


def _ends_small(match: re.Match[str]) -> bool:
    """A year that ends a line, after a word in small letters that counts nothing: "lịch nghỉ hè 2031"."""
    text, start, end = match.string, match.start(), match.end()
    if text[end : end + 2].strip() or not text[max(0, start - 1) : start].isspace():
        return False
    words = text[max(0, start - REACH) : start].split()
    return bool(words) and words[-1].isalpha() and words[-1].islower() and words[-1] not in _words("counting")


def _year(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    return not (any_in(rest, "units") and any_in(runs, "quantifiers"))


def _years(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    first, last = int(match["first"]), match["year"]
    ordered = first < int(last) if last else (first + 1) % 100 == int(match["short"])
    return ordered and not any_in(rest, "units") and not any_in(runs, "school_years")


def _weekday(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    if any_in(rest, "named_weekdays") or any_in(runs, "quantifiers") or _habit(match):
        return False
    if match["whole"]:
        return True
    if any_in(runs, "ordinal_heads") or (_led(match) and match["weekday"].isdigit()):
        return False
    return match["weekday"][0].isupper() or _dated(match) or (any_in(runs, "strong_cues") and not _led(match))


def _habit(match: re.Match[str]) -> bool:
    soon = match.string[match.end() : match.end() + REACH].lower()
    return any(word in soon for word in _words("habits"))


def _bare_day(match: re.Match[str], runs: _Runs, rest: _Runs, chain: bool) -> bool:
    return int(match["day"]) < int(match["last"])


def _dated(match: re.Match[str]) -> bool:
    """A day and month right behind: "thứ 3 (15/10)", "thứ tư, ngày 3/4", "thứ sáu tuần trước"."""
    return bool(_DATED.match(match.string, match.end()))


_TESTS = {
    "full": _full,
    "month_year": _month_year,
    "day_month": _day_month,
    "bare_day": _bare_day,
    "worded": _worded,
    "month": _month,
    "months": _month,
    "bare_year": _bare_year,
    "year": _year,
    "years": _years,
    "weekday": _weekday,
}
