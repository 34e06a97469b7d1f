"""When a story was published, as files state it: ISO 8601, RFC 2822, counts of seconds, or a printed date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from workers.parsers.published import stamp

HOME = timezone(timedelta(hours=7))  # a time without an offset is Vietnam's, as everywhere in the pipeline
YEARS = range(1865, 2100)  # from the first newspaper in Vietnamese; years beyond are garbage
SECONDS = range(631_152_000, 4_102_444_800)  # 1990 to 2100; smaller counts are numbers of something else
LONGEST = 80  # characters of the longest printed date
DIGITS = re.compile(r"\d{8}|\d{10}|\d{13,14}")
ZONE = re.compile(r"\s*(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$|\s*\b(?:GMT|UTC)$")
CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d(?:\.\d+)?)?\s*")
MAILED = re.compile(r"\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{2,4}\b")


def moment(value: object) -> str | None:
    """The date, or the date-time with its offset, in ISO 8601; None where the value states none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _counted(value)
    text = " ".join(value[: LONGEST + 1].split()) if isinstance(value, str) else ""
    if not text or len(text) > LONGEST or not text.isprintable():
        return None
    if text.isascii() and DIGITS.fullmatch(text):
        return _digits(text)
    return next((found for form in (_iso, _mailed, _printed) if (found := form(text))), None)


def _counted(number: float) -> str | None:
    """Seconds or milliseconds since 1970."""
    for unit in (1, 1000):
        if SECONDS.start * unit <= number < SECONDS.stop * unit:
            return datetime.fromtimestamp(int(number // unit), HOME).isoformat()
    return None


def _digits(text: str) -> str | None:
    if len(text) in {10, 13}:
        return _counted(int(text))
    return _iso(text[:8] + ("T" + text[8:] if len(text) > 8 else ""))


def _iso(text: str) -> str | None:
    return _settled(text, datetime.fromisoformat)


def _mailed(text: str) -> str | None:
    return _settled(text, parsedate_to_datetime) if MAILED.search(text) else None


def _settled(text: str, parse: Callable[[str], datetime]) -> str | None:
    try:
        found = parse(_zoned(text)).replace(microsecond=0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found.year not in YEARS:
        return None
    if found.tzinfo is None and found.time() == time():  # midnight without a zone: only a day was meant
        return found.date().isoformat()
    return (found if found.tzinfo else found.replace(tzinfo=HOME)).isoformat()


def _zoned(text: str) -> str:
    """The text with a zone after its clock ("GMT+7", " +0700") in the one form that both standards take."""
    clock = CLOCK.search(text)
    found = ZONE.fullmatch(text[clock.end() :].strip()) if clock else None
    if not clock or not found:
        return text
    zone = f"{found[1]}{int(found[2]):02}{found[3] or '00'}" if found[1] else "+0000"
    mailed = " " if MAILED.search(text) else ""
    return text[: clock.end()].rstrip() + mailed + zone


def _printed(text: str) -> str | None:
    found = stamp(text)
    try:
        return found if found and date.fromisoformat(found[:10]).year in YEARS else None
    except ValueError:
        return None
