"""Places in a row behind a head that says that there are several: các xã Trà Leng, Trà Tập và Hùng Sơn."""

from __future__ import annotations

from workers.taggers.entities.clues import heads, small_set
from workers.taggers.entities.readings import joins
from workers.taggers.entities.spans import Span


def places_in_row(spans: list[Span]) -> set[int]:
    """The starts of the names that stand in a row of places."""
    found: set[int] = set()
    before: Span | None = None
    for span in spans:
        if _opens_row(span) or (before and before.start in found and _goes_on(before, span)):
            found.add(span.start)
        before = span
    return found


def _opens_row(span: Span) -> bool:
    """Whether several of a kind of place are counted before the name: các xã, hai phường."""
    if span.cue != "location" or span.how == "head":
        return False
    lowers = span.line.lowers
    head = heads().behind(lowers, span.first)
    at = span.first - head - 1
    return head > 0 and at >= 0 and lowers[at] in small_set("naming/several_words.txt")


def _goes_on(before: Span, span: Span) -> bool:
    """Whether a comma or và alone stands between the two, and the second has no head of its own."""
    if before.line is not span.line or span.first - before.last != 1 or span.how == "head":
        return False
    return joins(span.line.lowers[before.last])
