"""Dates of a story, as printed and in ISO 8601."""

from __future__ import annotations

from dataclasses import replace

from workers.document import Date, Document
from workers.taggers.dates_story import read_block, story_of
from workers.taggers.dates_year import settle


def tag_dates(document: Document) -> Document:
    """Find the dates of a story; ``iso`` is None for spans and where the story does not settle the year."""
    read = [(block, printed) for block in document.story for printed in read_block(block)]
    dates = [printed for _, printed in read]
    values = settle(dates, story_of(document, dates))
    found = (
        Date(block.text[printed.start - block.start : printed.end - block.start], iso, printed.start, printed.end)
        for (block, printed), iso in zip(read, values, strict=True)
    )
    return replace(document, dates=tuple(found))
