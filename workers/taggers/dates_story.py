"""The day a story stands on, and what else it prints in full, to read its shorter dates by."""

from __future__ import annotations

import datetime
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from workers.document import Document
from workers.taggers.dates_printed import Printed, dates_in
from workers.taggers.reach import within_reach
from workers.taggers.syllables import syllables


@dataclass(frozen=True, slots=True)
class Story:
    """``own`` is the document's date, ``known`` the years it prints by month and day.

    ``inferred``: only the text tells ``own``, which may then be the day of the event and not of the story.
    ``places`` and ``days`` are the dates it prints in full, in order of place.
    """

    own: datetime.date | None
    places: tuple[int, ...]
    days: tuple[datetime.date, ...]
    known: dict[tuple[int | None, int | None], frozenset[int]]
    inferred: bool = False

    def day_at(self, place: int) -> datetime.date | None:
        """The story's own day, or the day in full that stands nearest to a place."""
        if self.own or not self.days:
            return self.own
        right = bisect(self.places, place)
        around = range(max(0, right - 1), min(right + 1, len(self.places)))
        return self.days[min(around, key=lambda at: abs(self.places[at] - place))]


def story_of(document: Document, dates: Sequence[Printed]) -> Story:
    """What a document says of its own time; ``dates`` are those of its story."""
    own = iso_day(document.published) or iso_day(document.hint_published)
    read = dates
    if document.kind == "listing" and not own:  # the day of an item stands beside it, in a block outside the story
        near = within_reach(document.blocks)
        read = [printed for _, printed in dates_in(near, syllables([block.text for block in near]))]
    full = [(printed, day) for printed in read if printed.frames and (day := day_in(printed.year, printed))]
    if document.kind == "article":
        own = own or max((day for printed, day in full if printed.lean <= 0), default=None)
    places, days = tuple(printed.start for printed, _ in full), tuple(day for _, day in full)
    return Story(own, places, days, _known(dates), own in days and not _stamped(document, own))


def _stamped(document: Document, day: datetime.date | None) -> bool:
    """Whether more than the text gives a document its day: a line with a clock, a hint, its address."""
    clock = "T" in (document.published or "") or any(block.role == "dateline" for block in document.blocks)
    address = re.sub(r"\D", "", document.source_url or "")
    return bool(clock or document.hint_published or (day and day.strftime("%Y%m%d") in address))


def _known(dates: Sequence[Printed]) -> dict[tuple[int | None, int | None], frozenset[int]]:
    known: dict[tuple[int | None, int | None], set[int]] = {}
    for printed in dates:
        if printed.year and printed.month and not printed.vague:
            known.setdefault((printed.month, printed.day), set()).add(printed.year)
    return {key: frozenset(years) for key, years in known.items()}


def iso_day(stamp: str | None) -> datetime.date | None:
    """The day that an ISO 8601 date or date-time begins with."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", stamp or "")
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def day_in(year: int | None, printed: Printed) -> datetime.date | None:
    """The printed day in a year; a month stands for its middle; None where there is no such day."""
    try:
        return datetime.date(year, printed.month, printed.day or 15) if year and printed.month else None
    except ValueError:
        return None
