"""Days, weeks and months in Vietnam, and the parts of counts that stand for days and months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from service.store.carried import HANOI, MONTH, month

INTERVALS = ("day", "week", "month")
WEEK = 7
MONTHS = 12
PUBLISHED, CREATED = "d", "c"
DAY = len("d2024-10-16")
# Of a tag that is told of each day the counts of so many months, and of one more, stand on a page of the index.
FEW_MONTHS = 4
# After all days; what comes after a day has this behind it.
AFTER_ALL = "~"


def today() -> date:
    """The day it is in Vietnam."""
    return datetime.now(HANOI).date()


def part(letter: str, day: date) -> str:
    """The part of a day: ``d2024-10-16`` of publication, ``c2024-10-16`` of arrival."""
    return f"{letter}{day.isoformat()}"


def after(day: date) -> str:
    """What comes after the part of a day of publication, and before that of the next day."""
    return part(PUBLISHED, day) + AFTER_ALL


def covering(letter: str, low: str, high: str) -> Iterator[tuple[str, str]]:
    """Parts from one on, before another, that cover days: whole months, and single days before and after those.

    ``low`` (included, unless a ``~`` follows) and ``high`` (not included) are like ``2024-10-16``; ``low`` may be
    empty, ``high`` AFTER_ALL. A few months are read faster as days, which lie side by side.
    """
    first, last = low[: MONTH - 1], high[: MONTH - 1]
    if low and high != AFTER_ALL and _months(last) - _months(first) <= FEW_MONTHS:
        yield letter + low, letter + high
        return
    if low[MONTH - 1 :] not in ("", "-01"):
        yield letter + low, f"{letter}{first}{AFTER_ALL}"
        first += AFTER_ALL
    months = month(letter)
    yield months + first, months + last
    if high != AFTER_ALL:
        yield letter + last, letter + high


def over(low: str, high: str) -> list[str]:
    """The parts of the days from one part on, before another."""
    first, last = date.fromisoformat(low[1:DAY]).toordinal(), date.fromisoformat(high[1:DAY]).toordinal()
    return [part(low[0], date.fromordinal(day)) for day in range(first, last)]


def _months(month: str) -> int:
    return int(month[:4]) * MONTHS + int(month[5:])


def of(part: str) -> date:
    """The day that a part stands for, or the first of its month."""
    return date.fromisoformat(part[1:] if len(part) > MONTH else f"{part[1:]}-01")


def before(day: date, days: int) -> date:
    """So many days earlier, or the first day there is."""
    return date.fromordinal(max(1, day.toordinal() - days))


def start(day: date, interval: str) -> date:
    """The first day of the week (a Monday) or month that a day is in."""
    if interval == "month":
        return day.replace(day=1)
    return before(day, day.weekday()) if interval == "week" else day


def back(day: date, interval: str, most: int) -> date:
    """Where a timeline that ends on a day begins when it is as long as it may be."""
    if interval == "month":
        months = max(MONTHS, day.year * MONTHS + day.month - most)
        return date(months // MONTHS, months % MONTHS + 1, 1)
    return before(start(day, interval), (most - 1) * _length(interval))


def starts(first: date, last: date, interval: str) -> Iterator[date]:
    """The first days of all intervals from that of one day to that of another."""
    if interval == "month":
        months = range(first.year * MONTHS + first.month - 1, last.year * MONTHS + last.month)
        return (date(month // MONTHS, month % MONTHS + 1, 1) for month in months)
    days = range(start(first, interval).toordinal(), last.toordinal() + 1, _length(interval))
    return map(date.fromordinal, days)


def _length(interval: str) -> int:
    return WEEK if interval == "week" else 1
