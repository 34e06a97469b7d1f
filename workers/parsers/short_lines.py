"""What only lines of a headline's length or less can be: clocks, buttons, headings, sections, names, sources, forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workers.parsers.authors import PENS, is_desk, likeness, untitled
from workers.parsers.bars import bar_features, glued, reply
from workers.parsers.rows import row_features
from workers.parsers.signatures import CUES, signature, source
from workers.parsers.stamps import stamp_kind
from workers.parsers.vocabulary import fold, folded, headings, held, marks, opened, openings

SECTIONS, NOISE_LINES = folded("sections"), folded("noise_lines")
SUBHEADS, CHATTY_WORDS = folded("subhead_words"), folded("chat_words")
CRUMB = re.compile(
    r"(?:trang chủ|home|trang nhất)(?!\w*\s+(?:của|là))\s?\S|[^›»❯∕→/>|]{2,40}\s?[›»❯∕→]|[^>]{2,30}\s>>?\s\S"
    r"|(?:[\w&., -]{2,30}\s/\s){1,4}"
)
SIGNED_STAMP = re.compile(r"[^\d,:]{4,40}(?:\s[•·|–-]\s|[\s-](?:thứ|chủ nhật)\b)", re.I)
LABEL = re.compile(r"[^:.?!]{2,40}:\s+\S")
SCORE = re.compile(r"[^\W\d_][^\d:]{1,30}\s\d{1,2}\s?[-–]\s?\d{1,2}\s[^\W\d_][^\d:.]{1,30}(?:\s\d{2,4})?")
FIXTURE = re.compile(r"[^\W\d][^:()]{1,30}\s[-–]\s[^\W\d][^:()]{1,30}\s\(\d{1,2}[h:]\d{0,2}(?:,\s[^()]{3,16})?\)")
ROSTER = 4  # commas from which on a label heads a list of names
BRACKETED_DATE = re.compile(r"\(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)")
DATED_ITEM = re.compile(rf"\S+(?:\s\S+){{4,}}\s?{BRACKETED_DATE.pattern}")
FORM = re.compile(r"[_.…]{5,}|\*\s*$|^\s*\[[ x]\]")
COUNTER_WORDS = re.compile(r"\(?\d[\d.,k]*\)?\s*\S*$|\D{2,24}\s?\(\d+\)$", re.I)
PAIR = re.compile(r"\s[-–]\s")
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
ENTRY = 4  # words of a menu's entry that could as well head teasers
CRUMB_MARK = re.compile("[›»>❯∕→/]")
CLOCKS = (["stamp"], ["ago"], ["counter"])
LEADING = "[▢□▪■▶►»>›•*→↓↑👉☞- "
FOLLOWED = "trên"  # "Theo dõi Báo Mẫu trên", over the names of networks
OPENS = PENS | {"(", "*"}
TITLED = 4  # words of the shortest headline with a mark in brackets or a date in brackets
BESIDE = 5  # words that may stand beside a clock on its line


@dataclass(slots=True)
class Seen:
    """A short line as printed, in small letters and folded, the words of both, and more.

    ``digit`` says whether it has any, ``begun`` are the lists of openings that it begins with, ``held`` the lists of
    phrases that it holds one of.
    """

    text: str
    low: str
    key: str
    words: list[str]
    own: list[str]
    size: int
    digit: bool
    begun: frozenset[str]
    held: frozenset[str]


def short_features(seen: Seen) -> list[str]:
    """The features of a short line."""
    text, low, count = seen.text, seen.low, seen.size
    timed = _time(text) if seen.digit or "trước" in text else []
    named = [] if timed in CLOCKS else _named(seen)
    if timed == ["stamp_with"] and named[:1] in (["byline"], ["desk"]) and SIGNED_STAMP.match(text):
        named.append("signed")
    found = timed + named + _listed(seen) + _worded(seen) + reply(text, low, count)
    if not timed:
        found += row_features(text, count, seen.digit)
        if named != ["byline_credit"]:
            found += bar_features(text, seen.own, seen.digit)
        if seen.digit and count <= 6 and COUNTER_WORDS.match(text):
            found.append("counted")
    if low.startswith(("http://", "https://")):
        found.append("url")
    if low[0] == "#" and len(low) > 1 and low[1].isalnum():
        found.append("tag_line")
    if (low.startswith(("trang", "home")) or CRUMB_MARK.search(low, 0, 45)) and _is_crumb(low):
        found = [*(name for name in found if name != "columns"), "crumb"]
    heads = count > ENTRY and "like_heading" in found
    if "buttons" in found and (heads or "crumb" in found or "source" in found):
        found.remove("buttons")
    return found + _formed(text, seen.digit)


def _formed(text: str, digit: bool) -> list[str]:
    """Labels, results, rosters, lines to fill in, and headlines with their dates in brackets."""
    dated = digit and text[-1] == ")" and BRACKETED_DATE.search(text) and DATED_ITEM.search(text)
    found = ["dated_item"] if dated else []
    if ":" in text[:42] and LABEL.match(text):
        found.append("label")
        if text.count(",") >= ROSTER:
            found.append("roster")
        elif _is_saying(text.partition(":")[2].split(None, 2)):
            found.append("saying")
    if digit and (SCORE.fullmatch(text) or (text[-1] == ")" and FIXTURE.fullmatch(text))):
        found.append("score")
    if (".." in text or "_" in text or "…" in text or text[-1] == "*" or text[0] == "[") and FORM.search(text):
        found.append("form")
    return found


def _is_saying(words: list[str]) -> bool:
    """Whether a headline goes on behind a colon, "Hà Nội: Hạ màn ...", and no name does, "Bàn thắng: Văn Lâm ..."."""
    return len(words) > 1 and words[0].lstrip("\"'“‘")[:1].isupper() and words[1][0].islower()


def _is_crumb(low: str) -> bool:
    """Whether a line has a breadcrumb's form and does not begin with a button; a lone part must be a section."""
    parts = [part for part in map(fold, re.split("[›»>❯∕→/|]", low)) if part]
    if not parts:
        return False
    first, *others = parts
    known = first in SECTIONS or first in marks() or "home_words" in opened(low)
    return CRUMB.match(low) is not None and (known or (bool(others) and first not in NOISE_LINES))


def _time(text: str) -> list[str]:
    kind, rest = stamp_kind(text)
    if not kind:
        return []
    left = sum(any(map(str.isalnum, word)) for word in rest.split())
    if left == 0:
        return [kind]
    last = rest.split()[-1]
    lasts = left > 1 and (last in folded("span_words") or (left >= TITLED and last.islower()))
    if kind == "ago" and lasts and "trước" not in text:
        return []  # "hết vé trong 40 phút", "Tắc đường hơn 4 giờ"
    beside = TITLED - 1 if text[-1] == ")" else BESIDE
    return [kind + "_with"] if left <= beside or fold(rest) in SECTIONS else ["ends_" + kind]


def _named(seen: Seen) -> list[str]:
    """An author line or a source line; most lines hold nothing of what a source line must."""
    text = seen.text
    credited = any(map(seen.low.__contains__, CUES)) or seen.key in marks() or text[0] in "(["
    if (credited or "://" in text) and source(text):
        return ["source"]
    if seen.size <= SIGNED and (_may_sign(text) or _is_desk(seen)) and (signed := signature(text)):
        if not signed.sure and _is_placed(text):
            return ["byline", "letter"]
        if signed.desk or signed.sure:
            return ["desk" if signed.desk else "byline_credit"]
        return [likeness(signed.authors[0]), *(["titled"] if untitled(text) != text else [])]
    return []


def _is_placed(text: str) -> bool:
    """Whether the place that a reader writes from stands in brackets behind the name."""
    place = text.partition(" (")[2].lower()
    return text[-1] == ")" and f"{place} ".startswith(_places())


@cache
def _places() -> tuple[str, ...]:
    return tuple(f"{word} " for word in openings("place_words"))


def _is_desk(seen: Seen) -> bool:
    return seen.key.startswith(openings("desk_words")) and is_desk(seen.text)


def _may_sign(text: str) -> bool:
    """A plain look before the patterns: names are capitals, or a credit or a colon says what the line is."""
    if not (text[0].isupper() or text[0] in OPENS or text[:3] == "by "):
        return False
    words = text.split()
    return ":" in text or "heo " in text or 2 * sum([word[0].islower() for word in words]) <= len(words)


def _is_bar(key: str, words: list[str]) -> bool:
    """Whether a line is made of the names of sections and buttons: a menu that was put on one line."""
    if "/" in key or "|" in key:
        words = key.replace("/", " ").replace("|", " ").split()
    single, several = _bar_names()
    if not words or (words[0] not in single and " ".join(words[:2]) not in _bar_starts()):
        return False
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
    return folded("button_words") | SECTIONS, SECTIONS | NOISE_LINES


@cache
def _bar_starts() -> frozenset[str]:
    """The two words, or the only one, with which names of several begin."""
    return frozenset(" ".join(name.split()[:2]) for name in _bar_names()[1])


def _worded(seen: Seen) -> list[str]:
    """Words by which headings of teasers, subheads and letters are known."""
    low, key, count = seen.low, seen.key, seen.size
    found = []
    if (
        1 < count <= HEADING
        and not seen.digit
        and _is_like_heading(low, key, seen.begun if low[:1] == key[:1] else opened(key))
    ):
        found.append("like_heading")
    if key in SUBHEADS and low[-1] != ":":
        found.append("subhead_word")
    if low[-1] == "?" and low[0] in "*-–" and count <= QUESTION:
        found.append("asked")
    if count <= GREETING and ("greetings" in seen.begun or low.rstrip(" !,.:").endswith(openings("greeting_ends"))):
        found.append("greeting")
    if SHORTEST <= count < LONGEST and low[-1] == ".":
        found.append("sentence")
    if count <= CHAT and not CHATTY_WORDS.isdisjoint(low.rstrip(" .!?").rsplit(None, CHATTY)[-CHATTY:]):
        found.append("chatty")
    return found + _said(seen)


def _is_like_heading(low: str, key: str, begun: frozenset[str]) -> bool:
    if "|" in key or key in headings():
        return False
    return "heading_starts" in begun or (low[-1] != ":" and key.endswith(openings("heading_ends")))


def _said(seen: Seen) -> list[str]:
    """Phrases of services, of errors, of buttons."""
    found = ["service"] if "service_words" in seen.held else []
    if "masthead_words" in seen.held:
        found.append("masthead")
    holds = seen.held if seen.key == seen.low else held(seen.key, seen.own)
    if "missing_page" in holds:
        return [*found, "no_news", "missing"]
    return [*found, "no_news"] if "no_news" in holds else found


def _listed(seen: Seen) -> list[str]:
    """Headings, buttons and sections by their names."""
    low, key = seen.low, seen.key
    if key in SUBHEADS and key not in SECTIONS:
        return []
    if heads := _heads(low[1:-1] if low[0] == "[" and low[-1] == "]" else key):
        return ["heading_" + heads]
    if key in NOISE_LINES or (low[0] == "[" and _is_tag(low)):
        return ["noise_line"]
    if key in SECTIONS or _is_section(seen):
        return ["section"]
    several = 1 < seen.size <= BUTTONS and low[-1] != "."
    if several and (_is_bar(key, seen.own) or glued(seen.text, seen.own[0], _bar_names()[1])):
        return ["buttons"]
    return ["noise_start"] if _is_noise(seen) else []


def _is_tag(low: str) -> bool:
    """Whether a line begins with a button in brackets; "[Video]" before a headline says what is behind it."""
    name, _, rest = low[1:].partition("]")
    return fold(name) in NOISE_LINES and (fold(name) not in SECTIONS or len(rest.split()) < TITLED)


def _is_section(seen: Seen) -> bool:
    """A section and what part of it, or two sections with a dash."""
    if seen.size <= SUBSECTION and seen.own and seen.own[0] in SECTIONS:
        return True
    dashed = " - " in seen.key or " – " in seen.key
    return dashed and seen.size <= HEADING and SECTIONS.issuperset(PAIR.split(seen.key))


def _heads(key: str) -> str | None:
    """What a heading opens, also one with a note or a number behind it."""
    known = headings()
    found = known.get(key)
    if not found and " (" in key:
        found = known.get(key.partition(" (")[0])
    if not found and key[-1:].isdigit():
        found = known.get(key.rpartition(" ")[0])
    return found


def _is_noise(seen: Seen) -> bool:
    low = seen.low
    if "follow_words" in seen.begun and (seen.own[-1] == FOLLOWED or any(map(seen.key.endswith, marks()))):
        return True
    quoted = low[0] == "-" and low[-1] == "." and seen.size > LONGEST  # "- Nghe bài này ..." of a reader who is quoted
    begun = opened(low.lstrip(LEADING)) if low[0] in LEADING and not quoted else seen.begun
    return "noise_starts" in begun or "noise_phrases" in seen.held
