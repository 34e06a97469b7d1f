"""Texts that a page ran together without a stop between them."""

from __future__ import annotations

import re
from functools import cache

from workers import lexicons
from workers.parsers.vocabulary import fold, marks, openings

MID_LEAD_IN = re.compile(r"\S\s?\(([\w.+&/ -]{2,24})\)\s*[-–—]\s")
JOINED = re.compile(r"[^\W\d_A-ZĐ][A-ZĐ][^\W\d_A-ZĐ]")
CRUMBS = 250  # characters of the longest breadcrumb with its title
OPENING = 140  # characters of a line in which a headline run into its blurb ends
SOONEST = 18  # characters that the shortest such headline has


@cache
def _run_on() -> re.Pattern[str]:
    """A word that opens sentences, with its capital between small words and no stop before it."""
    openers = "|".join(sorted(lexicons.words("parsing/sentence_openers.txt")))
    return re.compile(rf" (?:{openers}) [^\W\d_A-ZĐ]")


def joined(head: str, low: str) -> list[str]:
    """A headline run into its blurb, or the parts of a breadcrumb into one another."""
    found = []
    if ") -" in head or ") –" in head or ")-" in head:
        inner = MID_LEAD_IN.search(head, 10)
        if inner and fold(inner.group(1)) in marks():
            found.append("mid_lead_in")
    if len(head) < CRUMBS and low.startswith(openings("home_words")) and JOINED.search(head):
        found.append("joined")
    if any(head[match.start() - 1].isalnum() for match in _run_on().finditer(head, SOONEST, OPENING)):
        found.append("run_on")
    return found
