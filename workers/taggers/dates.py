"""Dates of a story, as printed and in ISO 8601."""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace

from workers.document import Date, Document
from workers.taggers.dates_printed import Printed, dates_in
from workers.taggers.dates_story import story_of
from workers.taggers.dates_year import settle
from workers.taggers.syllables import story


def tag_dates(document: Document) -> Document:
    """Find the dates of a story; ``iso`` is None for spans and where the story does not settle the year."""
    events = _events(document)
    told = story(document)
    read = [
        (block, printed) for block, printed in dates_in(told.blocks, told.syllables) if not _within(printed, events)
    ]
    dates = [printed for _, printed in read]
    values = settle(dates, story_of(document, dates))
    found = (
        Date(block.text[printed.start - block.start : printed.end - block.start], iso, printed.start, printed.end)
        for (block, printed), iso in zip(read, values, strict=True)
    )
    return replace(document, dates=tuple(found))


def _events(document: Document) -> list[tuple[int, int]]:
    """Where events are named, in order."""
    events = (entity for entity in document.entities if entity.type == "event")
    return sorted((mention.start, mention.end) for event in events for mention in event.mentions)


def _within(printed: Printed, events: list[tuple[int, int]]) -> bool:
    """Whether a year or a season is part of an event's name: V-League 2024-2025."""
    at = bisect(events, (printed.start, printed.end)) - 1
    return at >= 0 and events[at][0] < printed.start and printed.end <= events[at][1]
