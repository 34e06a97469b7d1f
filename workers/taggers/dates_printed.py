"""From the shapes in a text to the dates it prints: their parts, and what the sentence says of before and after."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from workers import lexicons
from workers.document import Block
from workers.taggers.dates_context import Around, around, is_date
from workers.taggers.dates_forms import places, shapes_at, starts
from workers.taggers.either import either
from workers.taggers.letters import without_odd
from workers.taggers.syllables import Syllables

CLAUSE = 80  # characters of the sentence in front of a date that may hold its "sẽ" or "đã"
VAGUE = frozenset({"quarter", "years", "months"})  # spans that no YYYY, YYYY-MM or YYYY-MM-DD can say
_STOP, _MARK = re.compile(r"[.;!?]\s"), re.compile(r"[.;!?]")
_PAPER = re.compile(r"/[\w-]*[A-ZĐ][\w-]*,?\s*\Z")


class Printed(NamedTuple):
    """A date as a text prints it; what it leaves out is None.

    ``about``: the distance of a "năm ngoái" from the story's year, of a weekday's "tuần trước" from its week.
    ``lean``: 1 when the sentence looks ahead, -1 when back, 0 when it does not say, and for a year without a day.
    ``vague``: no single day, month or year is meant. ``frames``: the next lines may be told from this day.
    ``today``: a "sáng nay" or "hôm qua" stands before it. ``joined``: only a "đến" or a dash parts it from the last.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    about: int | None = None
    lean: int = 0
    vague: bool = False
    frames: bool = False
    today: bool = False
    joined: bool = False


def dates_in(blocks: Sequence[Block], text: Syllables) -> Iterator[tuple[Block, Printed]]:
    """The dates that some lines print, in order of place; ``text``: the syllables of these lines."""
    for block, near in zip(blocks, places(text), strict=True):
        if near:
            yield from ((block, printed) for printed in _dates(without_odd(block.text), near, block.start))


def _dates(text: str, beginnings: list[int], offset: int) -> list[Printed]:
    """The dates that begin at some places of a text, ``offset`` added to these; none overlaps another."""
    found: list[Printed] = []
    end: int | None = None
    for place, beginning in starts(text, beginnings):
        if end is not None and place < end:
            continue
        for name, match in shapes_at(text, place, beginning):
            near = around(text, place, match.end(), end)
            printed = _printed(name, match, near, offset) if is_date(name, match, near) else None
            if printed:
                one = _one_day(found[-1], printed, text, offset) if found else None
                found[-1:] = [one] if one else [*found[-1:], printed]
                end = match.end()
                break
    return found


def _one_day(before: Printed, day: Printed, text: str, offset: int) -> Printed | None:
    """A weekday and the day of the month right behind it, which are one date: thứ Sáu, 12/12; none in brackets."""
    between = text[before.end - offset : day.start - offset]
    only = before.weekday is not None and before.day is None and before.month is None
    if not only or day.day is None or day.vague or day.weekday is not None or between.strip("\u00a0 ,"):
        return None
    return day._replace(start=before.start, joined=before.joined, today=before.today)


def _printed(name: str, match: re.Match[str], near: Around, offset: int) -> Printed | None:
    parts = match.groupdict()
    year, month, day = _year(parts.get("year")), _month(parts.get("month")), _number(parts.get("day"))
    if day and day > calendar.monthrange(year or 2000, month or 1)[1]:
        return None
    return Printed(
        offset + match.start(),
        offset + match.end(),
        year,
        month,
        day,
        _weekday(parts.get("weekday") or parts.get("whole")),
        _about(parts.get("about"), near.rest),
        _lean(match, near) if day or not year else 0,
        name in VAGUE or bool(parts.get("first")) or _decade(year, month, near) or _lunar(parts.get("month"), near),
        bool(day and year) and not _old(match, near),
        "today" in near.front,
        near.chain,
    )


def _number(printed: str | None) -> int | None:
    return int(printed) if printed else None


def _year(printed: str | None) -> int | None:
    """A year; of two figures, those up to 49 lie in this century (papers print "16/10/24" of their own time)."""
    if printed and len(printed) == 2:
        return int(printed) + (2000 if int(printed) < 50 else 1900)
    return _number(printed)


def _decade(year: int | None, month: int | None, near: Around) -> bool:
    return year is not None and month is None and year % 10 == 0 and "decades" in near.front


def _old(match: re.Match[str], near: Around) -> bool:
    """Whether it is the day of a birth or of a paper's number ("7/2031/TT-BXD ngày 2/5/2031")."""
    text, start = match.string, match.start()
    return "births" in near.front or bool(_PAPER.search(text[max(0, start - 30) : start]))


def _lunar(month: str | None, near: Around) -> bool:
    return (month or "").lower() in _lunar_months() or "lunar" in near.behind or "lunar_before" in near.front


@cache
def _lunar_months() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.rows("dates/months.tsv") if row["lunar"] == "yes")


@cache
def _table(name: str, key: str, value: str) -> dict[str, int]:
    return {row[key]: int(row[value]) for row in lexicons.rows(f"dates/{name}.tsv")}


def _month(printed: str | None) -> int | None:
    if not printed or printed.isdigit():
        return _number(printed)
    return _table("months", "word", "month")[printed.lower()]


def _weekday(printed: str | None) -> int | None:
    return _table("weekdays", "word", "day")[printed.lower()] if printed else None


def _about(printed: str | None, rest: tuple[str, ...]) -> int | None:
    if printed:
        return _table("years_about", "word", "shift")[printed.lower()]
    weeks = _table("weeks_about", "word", "shift")
    return next((weeks[run] for run in rest if run in weeks), None)


@cache
def _leanings() -> dict[str, int]:
    """The words that put a date ahead of the story or behind it."""
    leanings = {"future": 1, "past": -1}
    return {word: lean for name, lean in leanings.items() for word in lexicons.words(f"dates/{name}.txt")}


@cache
def _leaning() -> re.Pattern[str]:
    """Where one of those words stands in small letters; found by its first letter, and looked at from behind that."""
    first = "".join(sorted({word[0] for word in _leanings()}))
    return re.compile(rf"[{first}](?<!\w.)(?<=(?=({either(_leanings())})(?!\w)).)")


def _lean(match: re.Match[str], near: Around) -> int:
    if "ahead" in near.behind or near.rest == ("tới",):
        return 1
    if "behind" in near.behind or near.rest == ("trước",):
        return -1
    text, start, end = match.string, match.start(), match.end()
    before = _leaning().findall(_STOP.split(text[max(0, start - CLAUSE) : start].lower())[-1])
    if before:
        return _leanings()[before[-1]]
    behind = _leaning().findall(_MARK.split(text[end : end + CLAUSE // 2].lower())[0])
    return int(any(_leanings()[cue] > 0 for cue in behind))
