"""Extracts of texts around what was searched for, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from service.store.asked import Asked
from service.store.hits import MOST, Hit, finder

# Characters of an extract, and of those before its first hit.
LENGTH, BEFORE = 230, 60
# Nothing of an extract comes from behind this, and nothing behind it changes one.
READ = MOST + 2 * LENGTH


def maker(asked: Asked) -> Callable[[str | None, str | None], str | None]:
    """What makes extracts of a lead and a text for a search: hits in ``<mark>``, all else escaped; None of nothing."""
    find = finder(asked.wanted)

    def make(lead: str | None, text: str | None) -> str | None:
        whole = text or lead
        return _extract(whole, enough(find(whole), len(asked.wanted))) if whole else None

    return make


def enough(hits: Iterable[Hit], terms: int) -> list[Hit]:
    """As many hits as an extract needs: all, or up to where the first one that shows every term ends at the latest."""
    found: list[Hit] = []
    last: dict[int, int] = {}
    end = None
    for hit in hits:
        if end is not None and hit.start > end:
            break
        found.append(hit)
        last[hit.term] = hit.start
        if end is None and len(last) == terms and hit.end <= min(last.values()) + LENGTH - BEFORE:
            end = hit.start + LENGTH
    return found


def _extract(text: str, hits: list[Hit]) -> str:
    first, last = _best(hits)
    start, end = _around(text, first, last)
    parts, place = [], start
    for hit in hits:
        if hit.start >= start and hit.end <= end:
            parts += [escape(text[place : hit.start]), f"<mark>{escape(text[hit.start : hit.end])}</mark>"]
            place = hit.end
    return "".join([*parts, escape(text[place:end])])


def _best(hits: Sequence[Hit]) -> tuple[int, int]:
    """Where the first hit of the extract with the most terms begins and ends."""
    most, best = 0, (0, 0)
    terms = len({hit.term for hit in hits})
    for number, hit in enumerate(hits):
        end = hit.start + LENGTH - BEFORE
        found = len({other.term for other in hits[number:] if other.end <= end})
        if found > most or not most:
            most, best = found, (hit.start, hit.end)
        if most == terms:
            break
    return best


def _around(text: str, first: int, last: int) -> tuple[int, int]:
    """Where an extract begins and ends; it cuts no word unless it is a very long one."""
    start = max(0, min(first - BEFORE, len(text) - LENGTH))
    end = min(len(text), max(start + LENGTH, last))
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    cut = end
    while last < cut < len(text) and not text[cut].isspace():
        cut -= 1
    return start, cut if cut > last else end
