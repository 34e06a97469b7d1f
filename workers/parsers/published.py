"""When a story was published: printed over it or under it, in its address, or told by its text with enough ground."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from workers import lexicons
from workers.document import Block
from workers.parsers.stamps import ENGLISH

# These begin with a digit or a letter in one of its cases, which is quick to look for, and look back from there.
NUMERIC = re.compile(r"(\d(?<![\d/.-].)\d?)\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])")
SHORT = re.compile(r"(\d(?<![\d/].)\d?)/(\d{1,2})/(\d{2})(?![\d/])")
ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?=\d{0,9}(?!\d))")
WRITTEN = re.compile(r"(\d\d?)\s+(?:tháng|thg\.?)\s+(\d{1,2}|[^\W\d_]+(?:\s(?:một|hai))?),?\s+(?:năm\s+)?(\d{4})", re.I)
MONTH_FIRST = re.compile(r"(?-i:[tT])(?<!\w.)háng\s+(\d{1,2}|[^\W\d_]+(?:\s(?:một|hai))?)\s+(\d\d?),\s+(\d{4})", re.I)
CLOCK = re.compile(r"(?<![\d/.-])([01]?\d|2[0-3])\s?[:hg]\s?([0-5]\d)(?::([0-5]\d))?(?!\d)\s*(am|pm|sa|ch)?", re.I)
OFFSET = re.compile(r"(?:GMT|UTC)\s*([+-])\s*(\d{1,2})|([+-])(\d{2}):?00\b", re.I)
DAY = re.compile(r"\s\(?(\d{1,2})[/.-](\d{1,2})(?![\d/.-]*\d)")
DAY_WORDS = ("ngày", "hôm", "sáng", "chiều", "tối", "trưa", "đêm", "nay", "qua")
LED = rf"[ ,]+(?:(?:{'|'.join(DAY_WORDS)})[ ,(]*)*\Z"
PART = re.compile(r"\w+")  # of a date in English
STOP = re.compile(r"[.!?;\n](?:\s|\Z)")
DAY_AND_YEAR = re.compile(r"(\d(?<![\d/.-].)\d?)[/-](\d{1,2})(?![\d/-])[^.!?\n]{0,60}?\bnăm\s(\d{4})\b")
NEAR = 100  # days between a story and a dated line on its page that settles its year: teasers are a few weeks newer
AHEAD = 7  # days that a story may be newer than what it dates in full, as a photo
RECENT = 1997  # the first Vietnamese newspapers went online
APART = 60  # characters of the sentence in front of a day in which a word can put it before or behind the story
OPENING = 4  # blocks of the story in which it says when it happens


class _Spoken(NamedTuple):
    """A day as a story tells it."""

    month: int
    number: int
    year: int | None = None


def stamp(text: str) -> str | None:
    """The first date of a printed line, with its time and offset (Vietnam's where none is printed), as ISO 8601."""
    day = next(_days(text), None) or next(_short_days(text), None)
    if day is None and (day := next(_english_days(text), None)) and not OFFSET.search(text):
        return day.isoformat()  # the clock of such a site is not Vietnam's
    if day is None:
        return None
    match = CLOCK.search(SHORT.sub(" ", NUMERIC.sub(" ", text)))
    if match is None or text.strip().startswith("#"):
        return day.isoformat()
    hour, minute, second, half = int(match[1]), match[2], match[3] or "00", (match[4] or "").lower()
    if half in {"pm", "ch"} and hour < 12:
        hour += 12
    if half in {"am", "sa"} and hour == 12:
        hour = 0
    return f"{day.isoformat()}T{hour:02}:{minute}:{second}{_offset(text)}"


def _offset(text: str) -> str:
    found = OFFSET.search(text)
    return f"{found[1] or found[3]}{int(found[2] or found[4]):02}:00" if found else "+07:00"


def _days(text: str) -> Iterator[date]:
    """Full dates of a line or an address, in the order of the forms that print them."""
    yield from _told_days(text)
    for form in (ISO, COMPACT):
        for found in form.finditer(text):
            yield from _day(int(found[1]), int(found[2]), int(found[3]))


def _short_days(text: str) -> Iterator[date]:
    """Dates with two figures for the year, as only printed lines have them."""
    for found in SHORT.finditer(text):
        yield from _day(2000 + int(found[3]), int(found[2]), int(found[1]))


def _english_days(text: str) -> Iterator[date]:
    """Dates as printed lines of English pages have them: "March 27, 2025", "27 Mar. 2025"."""
    for found in ENGLISH.finditer(text):
        *day, year = PART.findall(found.group().lower())
        number, month = sorted(day)
        yield from _day(int(year), _months("english_months")[month], int(number.rstrip("dhnrst")))


def _told_days(text: str) -> Iterator[date]:
    """Full dates as running text tells them."""
    return (day for _, day in _placed_days(text))


def _placed_days(text: str) -> Iterator[tuple[int, date]]:
    """Full dates as running text tells them, each with its place; those in figures first."""
    for found in NUMERIC.finditer(text):
        for day in _day(int(found[3]), int(found[2]), int(found[1])):
            yield found.start(), day
    for found in WRITTEN.finditer(text):
        for day in _day(int(found[3]), _month(found[2]), int(found[1])):
            yield found.start(), day
    for found in MONTH_FIRST.finditer(text):
        for day in _day(int(found[3]), _month(found[1]), int(found[2])):
            yield found.start(), day


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _months("months").get(written.lower(), 0)


@cache
def _months(name: str) -> dict[str, int]:
    return {row["month"]: int(row["number"]) for row in lexicons.rows(f"parsing/{name}.tsv")}


def _day(year: int, month: int, day: int) -> Iterator[date]:
    if RECENT <= year < 2100:
        try:
            yield date(year, month, day)
        except ValueError:
            return


def in_address(url: str | None) -> str | None:
    """The date that an address carries, as ``/2024/10/16/`` or ``-20241016093000``."""
    day = next(_days(url.partition("//")[2].partition("/")[2]), None) if url else None
    return day.isoformat() if day else None


def in_story(story: Iterable[Block], blocks: Iterable[Block]) -> str | None:
    """The day on which the story's opening, first its lead, says that it happens, when the page settles the year."""
    opening = [block for block in story if block.role in {"lead", "body", "caption"}][:OPENING]
    page = "\n".join(block.text[:1500] for block in blocks)
    newest = cache(lambda: _newest(page))  # seldom asked for
    lead = [day for block in opening if block.role == "lead" for day in _own_days(block.text[:1500], newest)]
    told = lead or [day for block in opening for day in _own_days(block.text[:1500], newest)]
    if not told:
        full = [day for block in opening for day in _told_days(block.text[:1500])]
        return max(full).isoformat() if full and max(full) == _latest(page) else None
    days = [(day.month, day.number) for day in told]
    month, number = max(days, key=lambda day: (days.count(day), -days.index(day)))
    year = next((day.year for day in told if (day.month, day.number) == (month, number) and day.year), None)
    if year:
        return date(year, month, number).isoformat()
    return next((day.isoformat() for day in _candidates(month, number, page)), None)


def _latest(page: str) -> date | None:
    return max(_told_days(page), default=None)


def _own_days(text: str, newest: Callable[[], date | None]) -> list[_Spoken]:
    """The days a text may tell as its own; with a year only those that are not long before the page's ``newest``."""
    full = [
        _Spoken(day.month, day.day, day.year)
        for start, day in _placed_days(text)
        if _follows_day_word(text[:start].rstrip(" ,("))
        and not _apart(text, start)
        and not ((last := newest()) and (last - day).days > AHEAD)
    ]
    short = [
        _Spoken(int(found[2]), int(found[1]))
        for found in DAY.finditer(text)
        if _follows_day_word(text[: found.start()]) and not _apart(text, found.start())
    ]
    return full + short


def _follows_day_word(before: str) -> bool:
    """Whether "ngày", "hôm", "sáng nay" or the like ends a text."""
    return before[-5:].lower().endswith(DAY_WORDS)


def _apart(text: str, start: int) -> bool:
    """Whether the words before a day make it another day than the story's: "đến ngày 9/11", "sẽ hạ cánh ngày 19/12"."""
    sentence = STOP.split(text[max(0, start - APART) : start].lower())[-1]
    return bool(_either("days_apart", r"(?!\w)").search(sentence) or _either("days_led", LED).search(sentence))


@cache
def _either(name: str, behind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicons.words(f"parsing/{name}.txt")))
    return re.compile(rf"(?<!\w)(?:{words}){behind}")


def _newest(page: str) -> date | None:
    """The newest day that a page dates in full, but for days that are ahead or a limit."""
    return max((day for start, day in _placed_days(page) if not _apart(page, start)), default=None)


def _candidates(month: int, number: int, page: str) -> Iterator[date]:
    dated = set(_told_days(page))
    for found in DAY_AND_YEAR.finditer(page):
        dated.update(_day(int(found[3]), int(found[2]), int(found[1])))
    for other in sorted(dated):
        for year in (other.year, other.year - 1):
            for day in _day(year, month, number):
                if -AHEAD <= (other - day).days <= NEAR:
                    yield day


def published(blocks: tuple[Block, ...], story: tuple[Block, ...], url: str | None, hint: str | None) -> str | None:
    """The best grounded date: dateline, hint, address, text; a crawler's own date line is the last resort."""
    printed = [block.text for block in blocks if block.role in {"dateline", "byline"}]
    own = [text for text in printed if not text.startswith("#")]
    told = _stamped(own) or (hint and (stamp(hint) or hint)) or in_address(url)
    return told or _stamped(printed) or in_story(story, blocks)


def _stamped(lines: list[str]) -> str | None:
    """The first date of lines."""
    return next(filter(None, map(stamp, lines)), None)
