"""What only lines of a headline's length or less can be: clocks, buttons, headings, sections, names, sources, forms."""

from __future__ import annotations

import re
from functools import cache

from workers.parsers.rows import row_features
from workers.parsers.signatures import AUTHOR_WORD, DOING, signature, source
from workers.parsers.stamps import stamp_kind
from workers.parsers.vocabulary import fold, folded, headings, marks, openings, says

CRUMB = re.compile(
    r"(?:trang chủ|home|trang nhất)(?!\w*\s+(?:của|là))\s?\S|[^›»/>|]{2,40}\s?[›»]|[^>]{2,30}\s>\s\S"
    r"|(?:[\w&., -]{2,30}\s/\s){1,4}"
)
SIGNED_STAMP = re.compile(r"[^\d,:]{4,40}\s[•·|–-]\s")
LABEL = re.compile(r"[^:.?!]{2,40}:\s+\S")
SCORE = re.compile(r"[^\W\d_][^\d:]{1,30}\s\d{1,2}\s?[-–]\s?\d{1,2}\s[^\W\d_][^\d:.]{1,30}")
ROSTER = 4  # commas from which on a label heads a list of names
FORM = re.compile(r"[_.…]{5,}|\*\s*$|^\s*\[[ x]\]")
COUNTER_WORDS = re.compile(r"\(?\d[\d.,k]*\)?\s*\S*$|\D{2,24}\s?\(\d+\)$", re.I)
BUTTONS = 20  # words that the longest tool bar has
SUBSECTION = 3  # words of "Sao Việt", "Xe máy điện": a section and what part of it
SIGNED = 16  # words that the longest author line has
BAR = 0.8  # share of a menu line's words that are known
HEADING = 7  # words of the longest heading that says what it heads
QUESTION = 20  # words of the longest question of an interview that stands as a subhead
GREETING = 8  # words of "Chúc chị và gia đình nhiều sức khỏe"
SHORTEST, LONGEST = 4, 9  # words of a sentence that stands as a paragraph of its own
CHATTY = 2  # words at the end of a comment that tell it from a headline
CHAT = 25  # words of the longest comment of one sentence
LEADING = "[▢□▪■▶►»>›•*→↓↑- "
BESIDE = 5  # words that may stand beside a clock on its line


def short_features(text: str, low: str, key: str, count: int) -> list[str]:
    """The features of a short line; ``key`` is its folded text."""
    timed, named = _time(text), _named(text, count)
    if timed == ["stamp_with"] and named == ["byline"] and SIGNED_STAMP.match(text):
        named.append("signed")
    found = timed + named + _listed(low, key, count) + _worded(low, key, count)
    if not timed:
        found += row_features(text, count)
    if low.startswith(("http://", "https://")):
        found.append("url")
    if low[0] == "#" and len(low) > 1 and low[1].isalnum():
        found.append("tag_line")
    if (low.startswith(("trang", "home")) or any(mark in low[:45] for mark in "›»>/")) and _is_crumb(low):
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
    if says(key, "no_news"):
        found.append("no_news")
    return found


def _is_crumb(low: str) -> bool:
    """Whether a line has a breadcrumb's form and does not begin with a button; a lone part must be a section."""
    parts = [part for part in map(fold, re.split("[›»>/|]", low)) if part]
    if not parts:
        return False
    first, *others = parts
    known = first in folded("sections") or first in marks() or low.startswith(openings("home_words"))
    return CRUMB.match(low) is not None and (known or (bool(others) and first not in folded("noise_lines")))


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


def _worded(low: str, key: str, count: int) -> list[str]:
    """Words by which headings of teasers, subheads and letters are known."""
    found = []
    plain = 1 < count <= HEADING and "|" not in key and key not in headings()
    ends = key.endswith(openings("heading_ends")) and low[-1] != ":"
    if plain and (ends or key.startswith(openings("heading_starts"))):
        found.append("like_heading")
    if key in folded("subhead_words") and low[-1] != ":":
        found.append("subhead_word")
    if low[0] in "*-–" and low[-1] == "?" and count <= QUESTION:
        found.append("asked")
    if count <= GREETING and low.startswith(openings("greetings")):
        found.append("greeting")
    if SHORTEST <= count < LONGEST and low.endswith("."):
        found.append("sentence")
    if says(low, "service_words"):
        found.append("service")
    if count <= CHAT and not folded("chat_words").isdisjoint(low.rstrip(" .!?").split()[-CHATTY:]):
        found.append("chatty")
    return found


def _listed(low: str, key: str, count: int) -> list[str]:
    """Headings, buttons and sections by their names."""
    if key in folded("subhead_words") and key not in folded("sections"):
        return []
    for form in (key, key.partition(" (")[0], key.rpartition(" ")[0] if key[-1:].isdigit() else key):
        if form in headings():
            return ["heading_" + headings()[form]]
    if key in folded("noise_lines") or (low[0] == "[" and fold(low[1:].partition("]")[0]) in folded("noise_lines")):
        return ["noise_line"]
    if key in folded("sections") or (count <= SUBSECTION and key.partition(" ")[0] in folded("sections")):
        return ["section"]
    if 1 < count <= BUTTONS and _is_bar(key.replace("/", " ").replace("|", " ").split()):
        return ["buttons"]
    follows = low.startswith(openings("follow_words")) and any(key.endswith(mark) for mark in marks())
    plain = low.lstrip(LEADING)
    asks = says(low, "noise_phrases")
    return ["noise_start"] if follows or asks or plain.startswith(openings("noise_starts")) else []
