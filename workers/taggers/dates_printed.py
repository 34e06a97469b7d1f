"""From the shapes in a text to the dates it prints: their parts, and what the sentence says of before and after."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from functools import cache

from workers import lexicons
from workers.taggers.dates_context import after, any_in, before, chained, is_date
from workers.taggers.dates_forms import find_shapes

CLAUSE = 80  # characters of the sentence in front of a date that may hold its "sẽ" or "đã"
VAGUE = frozenset({"quarter", "years", "months"})  # spans that no YYYY, YYYY-MM or YYYY-MM-DD can say
_PAPER = re.compile(r"/[\w-]*[A-ZĐ][\w-]*,?\s*\Z")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as a text prints it; what it leaves out is None.

    ``about``: the distance of a "năm ngoái" from the story's year, of a weekday's "tuần trước" from its week.
    ``lean``: 1 when the sentence looks ahead, -1 when back, 0 when it does not say.
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


def find_dates(text: str) -> list[Printed]:
    """The dates of a text in order of place; none overlaps another."""
    found: list[Printed] = []
    for name, match in find_shapes(text):
        end = found[-1].end if found else None
        if end is not None and match.start() < end:
            continue
        printed = _printed(name, match, text) if is_date(name, match, text, end) else None
        if printed:
            found.append(replace(printed, joined=True) if chained(text, end, match.start()) else printed)
    return found


def _printed(name: str, match: re.Match[str], text: str) -> Printed | None:
    parts = match.groupdict()
    year, month, day = _year(parts.get("year")), _month(parts.get("month")), _number(parts.get("day"))
    if day and day > calendar.monthrange(year or 2000, month or 1)[1]:
        return None
    runs, rest = before(text, match.start()), after(text, match.end())
    return Printed(
        match.start(),
        match.end(),
        year,
        month,
        day,
        _weekday(parts.get("weekday") or parts.get("whole")),
        _about(parts.get("about"), rest),
        _lean(text, match, rest),
        name in VAGUE
        or bool(parts.get("first"))
        or _decade(year, month, runs)
        or _lunar(parts.get("month"), runs, rest),
        bool(day and year) and not _old(text, match, runs),
        any_in(runs, "today"),
    )


def _number(printed: str | None) -> int | None:
    return int(printed) if printed else None


def _year(printed: str | None) -> int | None:
    """A year; of two figures, those up to 49 lie in this century (papers print "16/10/24" of their own time)."""
    if printed and len(printed) == 2:
        return int(printed) + (2000 if int(printed) < 50 else 1900)
    return _number(printed)


def _decade(year: int | None, month: int | None, runs: tuple[str, ...]) -> bool:
    return year is not None and month is None and year % 10 == 0 and any_in(runs, "decades")


def _old(text: str, match: re.Match[str], runs: tuple[str, ...]) -> bool:
    """Whether it is the day of a birth or of a paper's number ("7/2031/TT-BXD ngày 2/5/2031")."""
    return any_in(runs, "births") or bool(_PAPER.search(text[max(0, match.start() - 30) : match.start()]))


def _lunar(month: str | None, runs: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    named = any(
        row["word"] == (month or "").lower() for row in lexicons.rows("dates/months.tsv") if row["lunar"] == "yes"
    )
    return named or any_in(rest, "lunar") or any_in(runs, "lunar_before")


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
def _cues(name: str) -> re.Pattern[str]:
    words = sorted(lexicons.words(f"dates/{name}.txt"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _lean(text: str, match: re.Match[str], rest: tuple[str, ...]) -> int:
    if any_in(rest, "ahead") or rest == ("tới",):
        return 1
    if any_in(rest, "behind") or rest == ("trước",):
        return -1
    clause = re.split(r"[.;!?]\s", text[max(0, match.start() - CLAUSE) : match.start()])[-1]
    ahead, back = (
        max((cue.start() for cue in _cues(name).finditer(clause)), default=-1) for name in ("future", "past")
    )
    if ahead == back:
        return 1 if _cues("future").search(re.split(r"[.;!?]", text[match.end() : match.end() + CLAUSE // 2])[0]) else 0
    return 1 if ahead > back else -1
