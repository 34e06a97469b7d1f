"""What only lines of a headline's length or less can be: clocks, buttons, headings, sections, names, sources, forms."""

from __future__ import annotations

import re
from functools import cache

from workers.parsers.signatures import AUTHOR_WORD, DOING, signature, source
from workers.parsers.stamps import stamp_kind
from workers.parsers.vocabulary import fold, folded, headings, marks, openings

CRUMB = re.compile(
    r"(?:trang chủ|home|trang nhất)(?!\w*\s+(?:của|là))\s?\S|[^›»/>|]{2,40}\s?[›»]|[^>]{2,30}\s>\s\S"
    r"|(?:[\w&., -]{2,30}\s/\s){1,4}"
)
LABEL = re.compile(r"[^:.?!]{2,40}:\s+\S")
SCORE = re.compile(r"[^\W\d_][^\d:]{1,30}\s\d{1,2}\s?[-–]\s?\d{1,2}\s[^\W\d_][^\d:.]{1,30}")
ROSTER = 4  # commas from which on a label heads a list of names
FORM = re.compile(r"[_.…]{5,}|\*\s*$|^\s*\[[ x]\]")
COUNTER_WORDS = re.compile(r"\(?\d[\d.,k]*\)?\s*\S*$|\D{2,24}\s?\(\d+\)$", re.I)
BUTTONS = 20  # words that the longest tool bar has
SUBSECTION = 3  # words of "Sao Việt", "Xe máy điện": a section and what part of it
SIGNED = 16  # words that the longest author line has
BAR = 0.8  # share of a menu line's words that are known
BESIDE = 5  # words that may stand beside a clock on its line


def short_features(text: str, low: str, key: str, count: int) -> list[str]:
    """The features of a short line; ``key`` is its folded text."""
    timed, named = _time(text), _named(text, count)
    found = timed + named + _listed(low, key, count)
    if low.startswith(("http://", "https://")):
        found.append("url")
    if low[0] == "#" and len(low) > 1 and low[1].isalnum():
        found.append("tag_line")
    if (low.startswith(("trang", "home")) or any(mark in low[:45] for mark in "›»>/")) and CRUMB.match(low):
        found.append("crumb")
    if "buttons" in found and ("crumb" in found or "source" in found):
        found.remove("buttons")
    if ":" in text[:42] and LABEL.match(text):
        found.append("label")
    if SCORE.fullmatch(text):
        found.append("score")
    if "label" in found and text.count(",") >= ROSTER:
        found.append("roster")
    if FORM.search(text):
        found.append("form")
    if not timed and count <= 6 and COUNTER_WORDS.match(text):
        found.append("counted")
    if any(entry in key for entry in folded("no_news")):
        found.append("no_news")
    return found


def _time(text: str) -> list[str]:
    kind, rest = stamp_kind(text)
    if not kind:
        return []
    left = len(rest.split())
    if left == 0:
        return [kind]
    return [kind + "_with"] if left <= BESIDE or fold(rest) in folded("sections") else ["ends_" + kind]


def _named(text: str, count: int) -> list[str]:
    """An author line or a source line."""
    if source(text):
        return ["source"]
    if count <= SIGNED and _may_sign(text) and (signed := signature(text)):
        return ["byline_credit" if signed.credits or DOING.search(text) or AUTHOR_WORD.match(text) else "byline"]
    return []


def _may_sign(text: str) -> bool:
    """A plain look before the patterns: names are capitals, or a credit or a colon says what the line is."""
    if not (text[0].isupper() or text[0] in "(*"):
        return False
    words = text.split()
    return ":" in text or "heo " in text or 2 * sum(word[0].islower() for word in words) <= len(words)


def _is_bar(words: list[str]) -> bool:
    """Whether a line is made of the names of sections and buttons: a menu that was put on one line."""
    single, several = _bar_names()
    at = named = 0
    while at < len(words):
        size = next((size for size in (4, 3, 2) if " ".join(words[at : at + size]) in several), 0)
        size = size or int(words[at] in single)
        if not (named or size):
            return False
        named += size
        at += size or 1
    return named >= BAR * len(words)


@cache
def _bar_names() -> tuple[frozenset[str], frozenset[str]]:
    """Names of one word, and of several, that menus and tool bars are made of."""
    several = folded("sections") | folded("noise_lines")
    return folded("button_words") | folded("sections"), several


def _listed(low: str, key: str, count: int) -> list[str]:
    """Headings, buttons and sections by their names."""
    for form in (key, key.partition(" (")[0], key.rpartition(" ")[0] if key[-1:].isdigit() else key):
        if form in headings():
            return ["heading_" + headings()[form]]
    if key in folded("noise_lines"):
        return ["noise_line"]
    if key in folded("sections") or (count <= SUBSECTION and key.partition(" ")[0] in folded("sections")):
        return ["section"]
    if 1 < count <= BUTTONS and _is_bar(key.replace("/", " ").replace("|", " ").split()):
        return ["buttons"]
    follows = low.startswith(openings("follow_words")) and any(key.endswith(mark) for mark in marks())
    asks = any(phrase in low for phrase in folded("noise_phrases"))
    return ["noise_start"] if follows or asks or low.startswith(openings("noise_starts")) else []
