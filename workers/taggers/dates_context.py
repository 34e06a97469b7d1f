"""Whether a shape is a date: 2-1 is a score, 3/4 a share, "mỗi ngày 2-3 lần" a measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from workers import lexicons

REACH = 40  # characters looked at on each side: four words of the longest cue, with room for their gaps
COMMON_PARTS = frozenset({2, 3, 4, 5, 8, 10})  # denominators of the shares and finals that papers print ("1/8")
OLD = 1500  # years before it are told by "năm" alone, and what counts may not stand beside them
_DATED = re.compile(r",?[ ]?\(?(?:ngày )?\d{1,2}[/.-]\d|[ ](?:tuần|tới)(?!\w)")
_STOP, _SPACE, _WORDS = re.compile(r"[.;:!?/]"), re.compile(r"[\s(\"“‘'\[]+"), re.compile(r"[\w\s-]*")
_YEAR_BEFORE = re.compile(r"(?<![\d/.-])\d{4}(?:,|,?[ \u00a0](?:và|hoặc|hay))[ \u00a0]\Z")
_ROW_BEHIND = re.compile(r"[,.;:)!?]|[ \u00a0](?:và|hoặc|hay)[ \u00a0]\d{4}\b|\s*\Z")
_COUNTED = re.compile(r"\d[ \u00a0]\Z")
_CHAIN = re.compile(r"[ \u00a0]?(?:[-–,&]|,?[ ]?(?:và|đến|tới|hoặc|hay|sang|rồi)(?:[ ]hết)?)[ \u00a0]?\Z")


class Around(NamedTuple):
    """What stands around a shape: the word lists that the words in front and behind stand in, and those behind.

    ``rest``: the words straight behind, as runs of one to three words, lower case; empty where a mark follows.
    ``chain``: only a dash, a comma or "và", "đến" lies between the date before and this place.
    """

    front: frozenset[str]
    behind: frozenset[str]
    rest: tuple[str, ...]
    chain: bool


def around(text: str, start: int, end: int, previous_end: int | None) -> Around:
    """What stands around a place; ``previous_end`` is where the date before it ended."""
    rest = _after(text, end)
    return Around(_lists(_before(text, start)), _lists(rest), rest, _chained(text, previous_end, start))


def _before(text: str, start: int) -> list[str]:
    """The last words of the clause in front of a place, as runs of one to four words, lower case; none past a stop."""
    near = _STOP.split(text[max(0, start - REACH) : start].lower())[-1]
    words = _SPACE.split(near.rstrip(" \u00a0(,\"“'‘[").replace(",", " , "))[-4:]
    return [" ".join(words[first:]) for first in range(len(words))]


def _after(text: str, end: int) -> tuple[str, ...]:
    if not text[end : end + 1].isspace():
        return ()
    words = _WORDS.match(text[end : end + REACH].lower().strip())
    parts = words[0].split(None, 3)[:3] if words else []
    return tuple([" ".join(parts[:count]) for count in range(1, len(parts) + 1)])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.words(f"dates/{name}.txt"))


@cache
def _known() -> dict[str, frozenset[str]]:
    """The lists that each run of words stands in."""
    known: dict[str, set[str]] = {}
    for file in lexicons.files("dates/*.txt"):
        name = PurePath(file).stem
        for run in _words(name):
            known.setdefault(run, set()).add(name)
    return {run: frozenset(names) for run, names in known.items()}


def _lists(runs: Sequence[str]) -> frozenset[str]:
    known = _known()
    return frozenset().union(*[known[run] for run in runs if run in known])


def _chained(text: str, previous_end: int | None, start: int) -> bool:
    if previous_end is None or not 0 <= start - previous_end <= len(", đến hết "):
        return False
    return bool(_CHAIN.match(text[previous_end:start]))


def is_date(name: str, match: re.Match[str], near: Around) -> bool:
    """Whether the words around a shape let it be a date."""
    test = _TESTS.get(name)
    return test is None or test(match, near)


def _led(match: re.Match[str]) -> bool:
    return match.group()[:1] in "nN"


def _full(match: re.Match[str], near: Around) -> bool:
    """A year of two figures needs a slash or "ngày": 10.5.20 may be anything."""
    short = len(match["year"]) == 2 and match["mark"] != "/"
    return _led(match) or not (short or "not_after" in near.front)


def _month_year(match: re.Match[str], near: Around) -> bool:
    return "not_after" not in near.front


def _day_month(match: re.Match[str], near: Around) -> bool:
    led, slash = _led(match), match["mark"] == "/"
    if led and slash:
        return bool(match["first"]) or not ("quantifiers" in near.front and "units" in near.behind)
    if led:
        return "quantifiers" not in near.front and "units" not in near.behind
    strong = "strong_cues" in near.front
    if "not_after" in near.front or ("units" in near.behind and not (strong and slash and _is_no_share(match))):
        return False
    if strong or near.chain or (slash and match["about"]):
        return True
    return (slash and _spans(match)) or (not match["first"] and _likely(match, near))


def _is_no_share(match: re.Match[str]) -> bool:
    """Whether the first number is the larger one: 22/12 counts no tables, as 12/22 may."""
    return int(match["day"]) > int(match["month"])


def _spans(match: re.Match[str]) -> bool:
    return bool(match["first"]) and int(match["first"]) < int(match["day"])


def _likely(match: re.Match[str], near: Around) -> bool:
    """A day and month with no strong cue: 24/7 and 2/3 are none, 16/10 is one, 1/7 after "từ", and 20-1, no range."""
    day, month = int(match["day"]), int(match["month"])
    if match["mark"] != "/":
        return day > 12 and match["mark"] == "-" and "loose_cues" in near.front
    if day > 12:
        address = "loose_cues" not in near.front and match.string[match.end() + 1 : match.end() + 2].isupper()
        return (day, month) != (24, 7) and not address  # "19/4 Lê Lai"
    if day < month and month in COMMON_PARTS:
        return "since" in near.front
    return "loose_cues" in near.front or _bracketed(match)


def _bracketed(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"


def _worded(match: re.Match[str], near: Around) -> bool:
    if "units" in near.behind:
        return False
    return _led(match) or bool(match["year"] or match["about"]) or "strong_cues" in near.front


def _month(match: re.Match[str], near: Around) -> bool:
    if match["year"] or match["about"]:
        return True
    counted = bool(_COUNTED.search(match.string[max(0, match.start() - 2) : match.start()]))
    word = match["month"]  # "tháng một", "tháng ba" in small letters begin counts: "mỗi tháng ba lần"
    small = word.islower() and (word == "một" or "month_cues" not in near.front)
    return not (
        counted or small or "quantifiers" in near.front or "units" in near.behind or "named_months" in near.front
    )


def _bare_year(match: re.Match[str], near: Around) -> bool:
    if "units" in near.behind or "not_after" in near.front:
        return False
    if "year_cues" in near.front or _bracketed(match) or (near.chain and _in_row(match)):
        return True
    if "year_loose_cues" in near.front:
        return not near.rest
    return not near.rest and _ends_small(match)


def _in_row(match: re.Match[str]) -> bool:
    """Whether a year follows another in a row: "các năm 2016, 2018 và 2021"; behind a comma the row goes on or ends."""
    follows = _YEAR_BEFORE.search(match.string[max(0, match.start() - REACH) : match.start()])
    if follows is None:
        return False
    return "," not in follows[0] or bool(_ROW_BEHIND.match(match.string, match.end()))


def _ends_small(match: re.Match[str]) -> bool:
    """A year that ends a line, after a word in small letters that counts nothing: "lịch nghỉ hè 2031"."""
    text, start, end = match.string, match.start(), match.end()
    if text[end : end + 2].strip() or not text[max(0, start - 1) : start].isspace():
        return False
    words = text[max(0, start - REACH) : start].split()
    return bool(words) and words[-1].isalpha() and words[-1].islower() and words[-1] not in _words("counting")


def _year(match: re.Match[str], near: Around) -> bool:
    counts = "units" in near.behind, "quantifiers" in near.front
    return not (any(counts) if int(match["year"]) < OLD else all(counts))


def _years(match: re.Match[str], near: Around) -> bool:
    first, last = int(match["first"]), match["year"]
    ordered = first < int(last) if last else (first + 1) % 100 == int(match["short"])
    return ordered and "units" not in near.behind and "school_years" not in near.front


def _weekday(match: re.Match[str], near: Around) -> bool:
    if "named_weekdays" in near.behind or "quantifiers" in near.front or _habit(match):
        return False
    if match["whole"]:
        return True
    if "ordinal_heads" in near.front or (_led(match) and match["weekday"].isdigit()):
        return False
    if match["weekday"][0].isupper() or _dated(match):
        return True
    told = "weekday_deeds" in near.front and "ordinal_tails" not in near.behind
    return not _led(match) and (told or "weekday_cues" in near.front or "strong_cues" in near.front)


def _habit(match: re.Match[str]) -> bool:
    soon = match.string[match.end() : match.end() + REACH].lower()
    return any(word in soon for word in _words("habits"))


def _bare_day(match: re.Match[str], near: Around) -> bool:
    return int(match["day"]) < int(match["last"])


def _dated(match: re.Match[str]) -> bool:
    """A day and month right behind: "thứ 3 (15/10)", "thứ tư, ngày 3/4", "thứ sáu tuần trước"."""
    return bool(_DATED.match(match.string, match.end()))


_TESTS: dict[str, Callable[[re.Match[str], Around], bool]] = {
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
