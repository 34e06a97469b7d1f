"""The shapes in which Vietnamese papers print dates, by name; the words around them are not looked at here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from workers import lexicons
from workers.taggers.either import either
from workers.taggers.known_syllables import by_number
from workers.taggers.letter_kinds import Codes
from workers.taggers.syllables import Flags, Syllables

DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
YEAR = r"(?:1[5-9]|20|21)\d\d"
OLD_YEAR = r"(?:1\d|20|21)\d\d"  # behind "năm" only
GAP = r"[ \u00a0]{1,2}"
DASH = r"[ \u00a0]?[-–][ \u00a0]?"
LEAD = rf"(?:ngày{GAP}(?:mùng{GAP}|mồng{GAP})?)?"
OPEN = r"(?<!\w)(?<!\d[.,/])"
# no longer number, no paper's number (42/2018/QĐ-TTg), no third part; a dash may open the other end of a span
SHUT = r"(?![\w%]|/\w|[.,]\d|[-–]\d(?!\d?[/-]))"
# a figure that is a month or a year: the same, but a dash may never follow ("8/2024-9" is no date)
SHUT_HARD = r"(?![\w%]|/\w|[.,]\d|[-–]\d)"

# what a date can begin with, and the shapes that begin so, those tried first in front
BEGINNINGS = {
    "figure": ("full", "day_month", "worded", "month_year"),
    "figures": ("iso", "years", "bare_year"),
    "day": ("iso", "full", "day_month", "worded", "bare_day", "weekday"),
    "month": ("months", "month"),
    "quarter": ("quarter",),
    "year": ("years", "year"),
    "weekday": ("weekday",),
}


def _month_words() -> str:
    return either([row["word"] for row in lexicons.rows("dates/months.tsv")])


def _years_about() -> str:
    return rf"{GAP}năm{GAP}(?P<about>{either([row['word'] for row in lexicons.rows('dates/years_about.tsv')])})(?!\w)"


def _weekdays(whole: bool) -> list[str]:
    """What stands behind "thứ", or the ``whole`` names of days, of two words."""
    return [row["word"] for row in lexicons.rows("dates/weekdays.tsv") if (" " in row["word"]) == whole]


def _shapes() -> dict[str, str]:
    named, whole = either(_weekdays(whole=False)), either(_weekdays(whole=True))
    about, years = _years_about(), rf"(?:,?{GAP}năm{GAP}|[ ]?[-–/.][ ]?)(?P<year>{YEAR}){SHUT}"
    month = rf"(?P<month>{MONTH}|{_month_words()})(?!\w)"
    listed = rf"(?:{DASH}|,{GAP}(?:{DAY}{GAP}và{GAP})?|{GAP}(?:và|đến|tới){GAP})"
    short = rf"(?:(?P<first>{DAY}){listed})?(?P<day>{DAY})"
    said = rf"{GAP}năm{GAP}(?P<year>{YEAR})(?!\w)"
    other = rf"{GAP}(?:đến|tới|và){GAP}(?:hết{GAP})?ngày{GAP}(?P<last>{DAY})[/.-](?P<month>{MONTH})\b"
    return {
        "iso": rf"{LEAD}{OPEN}(?P<year>{YEAR})(?P<mark>[-/])(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>[0-3]\d){SHUT}",
        "full": rf"{LEAD}{OPEN}{short}(?P<mark>[ ]?[/.\-–][ ]?)(?P<month>{MONTH})(?P=mark)(?P<year>{YEAR}|\d\d){SHUT}",
        "day_month": rf"{LEAD}{OPEN}{short}(?P<mark>[/.\-–])(?P<month>{MONTH}){SHUT}(?:{about}|{said})?",
        "worded": rf"{LEAD}{OPEN}{short}{GAP}tháng{GAP}{month}(?:{years}|{about}|{SHUT})",
        "bare_day": rf"ngày{GAP}(?P<day>{DAY})(?={other})",
        "months": rf"{OPEN}tháng{GAP}(?P<first>{MONTH}){DASH}(?P<month>{MONTH})(?:{years}|{about}|{SHUT_HARD})",
        "month": rf"{OPEN}(?:tháng{GAP}|T(?=\d\d?[/-]\d)){month}(?:{years}|{about}|{SHUT_HARD})",
        "month_year": rf"{OPEN}(?P<month>{MONTH})/(?P<year>{YEAR}){SHUT}",
        "quarter": rf"{OPEN}qu[ýí]{GAP}{_quarters()}(?!\w)(?:{years}|{about}|{SHUT_HARD})",
        "years": rf"{OPEN}(?:năm{GAP})?(?P<first>{YEAR})(?:{DASH}(?P<year>{YEAR})|[-/](?P<short>\d\d)){SHUT}",
        "year": rf"{OPEN}năm{GAP}(?P<year>{OLD_YEAR}){SHUT}",
        "bare_year": rf"{OPEN}(?P<year>{YEAR}){SHUT_HARD}",
        "weekday": rf"{OPEN}(?:ngày{GAP})?(?:thứ{GAP}(?P<weekday>{named})|(?P<whole>{whole})){SHUT_HARD}",
    }


def _quarters() -> str:
    return either(lexicons.words("dates/quarters.txt"))


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The shapes by what they begin with."""
    shapes = {name: re.compile(shape, re.IGNORECASE) for name, shape in _shapes().items()}
    return {beginning: [(name, shapes[name]) for name in names] for beginning, names in BEGINNINGS.items()}


@cache
def _beginnings() -> re.Pattern[str]:
    """Where a date begins, by the group of its beginning; it spares trying every shape."""
    named, whole = either(_weekdays(whole=False)), either(_weekdays(whole=True))
    beginnings = {
        "figure": rf"\d\d?(?:[ \u00a0]?[/.–-][ \u00a0]?\d|,{GAP}\d|{GAP}(?:tháng|(?:và|đến|tới){GAP}\d))",
        "figures": rf"{YEAR}(?!\w)",
        "day": rf"ngày{GAP}(?:\d|m[ùồ]ng|thứ|{whole})",
        "month": rf"tháng{GAP}(?:\d|{_month_words()})|T\d",
        "quarter": rf"qu[ýí]{GAP}",
        "year": rf"năm{GAP}{OLD_YEAR}",
        "weekday": rf"thứ{GAP}{named}|{whole}",
    }
    any_one = "|".join(f"(?P<{name}>{shape})" for name, shape in beginnings.items())
    return re.compile(rf"{OPEN}(?:{any_one})", re.IGNORECASE)


@cache
def _leading() -> Flags:
    """The known syllables that a date may begin with."""
    words = ["ngày", "tháng", "quý", "quí", "năm", "thứ", *(name.split()[0] for name in _weekdays(whole=True))]
    return by_number(dict.fromkeys(words, 1)) > 0


def places(text: Syllables) -> list[list[int]]:
    """The places in each line where a date may begin: at figures, words that one begins with, and the T of T10."""
    firsts, seconds = text.letters[text.starts], text.letters[text.starts + 1]
    month = ((firsts == ord("T")) | (firsts == ord("t"))) & _figures(seconds)
    at = (_leading()[text.numbers] | _figures(firsts) | month).nonzero()[0]
    found, bounds = text.starts[at].tolist(), at.searchsorted(text.bounds).tolist()
    lines = zip(text.lines.tolist(), pairwise(bounds), strict=False)
    return [[place - line for place in found[first:past]] for line, (first, past) in lines]


def _figures(letters: Codes) -> Flags:
    return (letters >= ord("0")) & (letters <= ord("9"))


def starts(text: str, places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Those of some places where a date may begin, and what it would begin with."""
    beginnings = _beginnings()
    return ((place, str(match.lastgroup)) for place in places if (match := beginnings.match(text, place)))


def shapes_at(text: str, place: int, beginning: str) -> list[tuple[str, re.Match[str]]]:
    """Everything shaped like a date at a place, the longest first."""
    found = [(name, match) for name, shape in _patterns()[beginning] if (match := shape.match(text, place))]
    if len(found) > 1:
        found.sort(key=lambda pair: -pair[1].end())
    return found
