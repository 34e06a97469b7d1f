"""The year and the day that a printed date leaves out, from the story's own date and the dates around it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from workers.taggers.dates_printed import Printed
from workers.taggers.dates_story import Story, day_in, iso_day

BESIDE = 3  # characters between a weekday and its date: ", " or " ("
TOLD_FROM = 31  # days before the story from which a dated event is a past that the next lines go on telling
TOLD_WITHIN = 600  # characters for which they do: about a paragraph and the one behind it
LEAN = {-1: -91, 0: -30, 1: 91}  # days by which "hồi", nothing, "sẽ" move the middle of the year that is looked in
OTHER_YEAR = 90  # days that a date of another year must lie nearer: papers print the year when it is not their own


def settle(dates: Sequence[Printed], story: Story) -> list[str | None]:
    """ISO values of a story's dates; None for spans and where nothing settles the year."""
    values: list[str | None] = []
    frame: Printed | None = None
    for before, printed, lent in zip([None, *dates], dates, _lent(dates), strict=False):
        year = printed.year or lent or _year(printed, before, story, frame)
        values.append(None if printed.vague else _iso(printed, year))
        if printed.frames:
            frame = printed
    return _with_weekdays(dates, values, story)


def _lent(dates: Sequence[Printed]) -> list[int | None]:
    """The years that the last of a row lends to those before it: "3/5, 4/5 và 5/5/2023"."""
    lent: list[int | None] = [None] * len(dates)
    for at in range(len(dates) - 2, -1, -1):
        printed, behind = dates[at], dates[at + 1]
        year = behind.year or lent[at + 1]
        if year and behind.joined and printed.month and behind.month and printed.about is None:
            lent[at] = year - ((printed.month, printed.day or 0) > (behind.month, behind.day or 31))
    return lent


def _year(printed: Printed, before: Printed | None, story: Story, frame: Printed | None) -> int | None:
    anchor = story.day_at(printed.start)
    if printed.month is None:
        return None
    if printed.about is not None:
        return anchor.year + printed.about if anchor else None
    if before and printed.joined and before.year and before.month:
        return before.year + ((printed.month, printed.day or 31) < (before.month, before.day or 0))
    known = story.known.get((printed.month, printed.day), frozenset())
    years = [year for year in known if anchor is None or abs(year - anchor.year) <= 1]
    if len(years) == 1:
        return years[0]
    return _nearest(printed, _told_from(printed, frame, anchor) or anchor)


def _told_from(printed: Printed, frame: Printed | None, anchor: datetime.date | None) -> datetime.date | None:
    """The day in full a little before, when it is a past that is still being told."""
    if frame is None or anchor is None or printed.lean > 0 or printed.today:
        return None
    day = day_in(frame.year, frame)
    told = day and (anchor - day).days >= TOLD_FROM and printed.start - frame.end <= TOLD_WITHIN
    return day if told else None


def _nearest(printed: Printed, day: datetime.date | None) -> int | None:
    """The year that brings a date nearest to a day."""
    if day is None:
        return None
    centre = _moved(day if printed.day else day.replace(day=15), LEAN[printed.lean])
    tried = [date for step in (-1, 0, 1) if (date := day_in(day.year + step, printed))]

    def distance(date: datetime.date) -> int:
        return abs((date - centre).days) + (0 if printed.lean or date.year == day.year else OTHER_YEAR)

    return min(tried, key=distance).year if tried else None


def _iso(printed: Printed, year: int | None) -> str | None:
    if year is None or printed.weekday is not None:
        return None
    if printed.month is None:
        return f"{year:04}"
    if printed.day is None:
        return f"{year:04}-{printed.month:02}"
    day = day_in(year, printed)
    return day.isoformat() if day else None


def _with_weekdays(dates: Sequence[Printed], values: list[str | None], story: Story) -> list[str | None]:
    latest: datetime.date | None = None
    for at, printed in enumerate(dates):
        if printed.weekday is not None:
            beside = [values[k] for k in (at + 1, at - 1) if 0 <= k < len(dates) and _beside(printed, dates[k])]
            anchor = story.own or latest or story.day_at(printed.start)
            values[at] = next(iter(beside), None) or _weekday(printed, anchor, story.inferred)
        latest = iso_day(values[at]) or latest
    return values


def _beside(weekday: Printed, other: Printed) -> bool:
    gap = other.start - weekday.end if other.start > weekday.start else weekday.start - other.end
    return bool(other.day) and gap <= BESIDE


def _weekday(printed: Printed, anchor: datetime.date | None, inferred: bool) -> str | None:
    """The last such weekday up to the story's own day, or the next from it where the sentence looks ahead.

    Where the day is ``inferred`` from the text, the day behind it may be told as past: "đêm 20/9 ... hôm thứ Hai".
    """
    if anchor is None or printed.weekday is None:
        return None
    ahead = (printed.weekday - anchor.weekday()) % 7
    if printed.about is not None:
        days = printed.weekday - anchor.weekday() + 7 * printed.about
    else:
        days = ahead if printed.lean > 0 or ahead <= int(inferred) else ahead - 7
    return _moved(anchor, days).isoformat()


def _moved(day: datetime.date, by: int) -> datetime.date:
    try:
        return day + datetime.timedelta(days=by)
    except OverflowError:
        return day
