"""Texts that a page ran together without a stop between them."""

from __future__ import annotations

import re
from functools import cache

from workers import lexicons
from workers.parsers.vocabulary import fold, marks

MID_LEAD_IN = re.compile(r"\S\s?\(([\w.+&/ -]{2,24})\)\s*[-–—]\s")
JOINED = re.compile(r"[^\W\d_A-ZĐ][A-ZĐ][^\W\d_A-ZĐ]")
CRUMBS = 250  # characters of the longest breadcrumb with its title
OPENING = 140  # characters of a line in which a headline run into its blurb ends
SOONEST = 18  # characters that the shortest such headline has


@cache
def _run_on() -> re.Pattern[str]:
    """A word that opens sentences, with its capital between small words and no stop before it.

    Most words are told by their first letter to be none.
    """
    firsts = "".join(sorted({word[0] for word in openers()}))
    return re.compile(rf" (?=[{firsts}])(?<=[^\W_] )(?:{'|'.join(sorted(openers()))}) [^\W\d_A-ZĐ]")


@cache
def openers() -> frozenset[str]:
    """The words that open sentences, with their capitals."""
    return lexicons.words("parsing/sentence_openers.txt")


def joined(head: str, begun: frozenset[str]) -> list[str]:
    """A headline run into its blurb, or the parts of a breadcrumb into one another."""
    found = []
    if ")" in head and (") -" in head or ") –" in head or ")-" in head):
        inner = MID_LEAD_IN.search(head, 10)
        if inner and fold(inner.group(1)) in marks():
            found.append("mid_lead_in")
    if "home_words" in begun and len(head) < CRUMBS and JOINED.search(head):
        found.append("joined")
    if _run_on().search(head, SOONEST, OPENING):
        found.append("run_on")
    return found
