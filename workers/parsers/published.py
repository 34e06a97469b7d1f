"""When a story was published: printed over it or under it, in its address, or told by its text with enough ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from workers import lexicons
from workers.document import Block

NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])")
SHORT = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/])")
ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?=\d{0,9}(?!\d))")
WRITTEN = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}|[^\W\d_]+(?:\s(?:một|hai))?),?\s+(?:năm\s+)?(\d{4})", re.I)
CLOCK = re.compile(r"(?<![\d/.-])([01]?\d|2[0-3])\s?[:hg]\s?([0-5]\d)(?::([0-5]\d))?(?!\d)\s*(am|pm|sa|ch)?", re.I)
OFFSET = re.compile(r"(?:GMT|UTC)\s*([+-])\s*(\d{1,2})|([+-])(\d{2}):?00\b", re.I)
DAY = re.compile(r"\s\(?(\d{1,2})[/.-](\d{1,2})(?![\d/.-]*\d)")
DAY_WORDS = ("ngày", "hôm", "sáng", "chiều", "tối", "trưa", "đêm", "nay", "qua")
DAY_AND_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})(?![\d/-])[^.!?\n]{0,60}?\bnăm\s(\d{4})\b")
NEAR = 100  # days between a story and a dated line on its page that settles its year: teasers are a few weeks newer
AHEAD = 7  # days that a story may be newer than what it dates in full, as a photo
RECENT = 1997  # the first Vietnamese newspapers went online
OPENING = 4  # blocks of the story in which it says when it happens


def stamp(text: str) -> str | None:
    """The first date of a printed line, with its time and offset (Vietnam's where none is printed), as ISO 8601."""
    day = next(_days(text), None) or next(_short_days(text), None)
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


def _told_days(text: str) -> Iterator[date]:
    """Full dates as running text tells them."""
    for found in NUMERIC.finditer(text):
        yield from _day(int(found[3]), int(found[2]), int(found[1]))
    for found in WRITTEN.finditer(text):
        month = found[2].lower()
        number = int(month) if month.isdigit() else _months().get(month, 0)
        yield from _day(int(found[3]), number, int(found[1]))


@cache
def _months() -> dict[str, int]:
    return {row["month"]: int(row["number"]) for row in lexicons.rows("parsing/months.tsv")}


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
    """The day on which the story's opening says that it happens, when the page settles the year."""
    opening = [block.text for block in story if block.role in {"lead", "body", "caption"}][:OPENING]
    told = [day for text in opening for day in _spoken_days(text[:1500])]
    full = [day for text in opening for day in _told_days(text[:1500])]
    if not told and not full:
        return None
    page = "\n".join(block.text[:1500] for block in blocks)
    if not told:
        return max(full).isoformat() if max(full) == _latest(page) else None
    month, number = max(told, key=lambda day: (told.count(day), -told.index(day)))
    return next((day.isoformat() for day in _candidates(month, number, page)), None)


def _latest(page: str) -> date | None:
    return max(_told_days(page), default=None)


def _spoken_days(text: str) -> Iterator[tuple[int, int]]:
    """Month and day of "ngày 16/10", "hôm 24/3", "sáng nay (8-12)": days without their year."""
    for found in DAY.finditer(text):
        if text[max(0, found.start() - 5) : found.start()].lower().endswith(DAY_WORDS):
            yield int(found[2]), int(found[1])


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
    first = next((when for text in printed if not text.startswith("#") and (when := stamp(text))), None)
    noted = next((when for text in printed if (when := stamp(text))), None)
    return first or (hint and (stamp(hint) or hint)) or in_address(url) or noted or in_story(story, blocks)
