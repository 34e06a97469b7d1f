"""Extracts of texts around what was searched for, as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape

from service.store.asked import Asked, Term
from service.store.folding import fold

# Characters of an extract, and of those before its first hit.
LENGTH, BEFORE = 230, 60
# How far a text is looked through, and how many hits are looked at: a story has told by then what it is about.
MOST, MOST_HITS = 6_000, 100
# Latin, Greek and Cyrillic with their diacritics; other letters are found as they are.
LAST = 0x1F00
LETTER = r"[^\W_]"
# All quantifiers keep what they took: a text of a hundred thousand accents is read once.
ACCENTS, BETWEEN, ENDING = "[\u0300-\u036f]*+", r"[\W_]++", f"{LETTER}*+"
Hit = tuple[int, int, int]


def maker(asked: Asked) -> Callable[[str | None, str | None], str | None]:
    """What makes extracts of a lead and a text for a search: hits in ``<mark>``, all else escaped; None of nothing."""
    find = _pattern(asked.wanted)

    def make(lead: str | None, text: str | None) -> str | None:
        whole = text or lead
        return _extract(whole, _hits(find, whole)) if whole else None

    return make


def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """One group for each term. It begins with all letters that begin one, which is quick to look for."""
    ordered = sorted(terms, key=lambda term: len(term.words), reverse=True)
    first = "".join(dict.fromkeys(_written(term.words[0][0]) for term in ordered))
    each = "|".join(f"(?<=[{_written(term.words[0][0])}])({_rest(term)})" for term in ordered)
    return re.compile(f"[{first}](?<!{LETTER}.)(?:{each})", re.DOTALL)


def _rest(term: Term) -> str:
    spelled = BETWEEN.join(ACCENTS.join(f"[{_written(letter)}]" for letter in word) + ACCENTS for word in term.words)
    return spelled[spelled.index("]") + 1 :] + (ENDING if term.begins else "") + f"(?!{LETTER})"


def _written(letter: str) -> str:
    return "".join(_variants().get(letter, letter))


@cache
def _variants() -> dict[str, list[str]]:
    """All letters that are compared as one."""
    found: dict[str, list[str]] = {}
    for letter in filter(str.isalnum, map(chr, range(LAST))):
        found.setdefault(fold(letter), []).append(letter)
    return found


def _hits(find: re.Pattern[str], text: str) -> list[Hit]:
    """Start, end and term of what was found."""
    found = find.finditer(text, 0, MOST)
    return [(one.start(), one.end(), one.lastindex or 0) for one, _ in zip(found, range(MOST_HITS), strict=False)]


def _extract(text: str, hits: list[Hit]) -> str:
    start, end = _around(text, hits)
    parts, place = [], start
    for first, last, _ in hits:
        if first >= start and last <= end:
            parts += [escape(text[place:first]), f"<mark>{escape(text[first:last])}</mark>"]
            place = last
    return "".join([*parts, escape(text[place:end])])


def _around(text: str, hits: list[Hit]) -> tuple[int, int]:
    """Where the extract with the most terms begins and ends; it cuts no word unless it is a very long one."""
    first, last, _ = max(hits, key=lambda hit: _terms_from(hit, hits), default=(0, 0, 0))
    start = max(0, min(first - BEFORE, len(text) - LENGTH))
    end = min(len(text), max(start + LENGTH, last))
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    cut = end
    while last < cut < len(text) and not text[cut].isspace():
        cut -= 1
    return start, cut if cut > last else end


def _terms_from(hit: Hit, hits: list[Hit]) -> int:
    end = hit[0] + LENGTH - BEFORE
    return len({term for first, last, term in hits if first >= hit[0] and last <= end})
