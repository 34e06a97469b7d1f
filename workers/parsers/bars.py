"""Lines of small things side by side: menus, what readers may do with a comment, options; and where to call."""

from __future__ import annotations

import re
from functools import cache

from workers.parsers.breadcrumb import JOIN
from workers.parsers.vocabulary import alternatives, fold, folded

# What stands between the entries of a menu on one line; a dash or two spaces need more entries to be told from a
# headline with a dash, and so does a slash.
STRONG = re.compile(r"\s*[|•●·▸▪■◦☰]+\s*|\]\s*\[|\s+[⚡🏠🔥🎬🎵👗🕐⚽]\s*")
WEAK = re.compile(r"\s+[-–—]\s+|\s{2,}|\s*/\s*|(?<=[^\W\d_A-Z])-(?=[^\W\d_a-z])")
# What a bar cannot do without, quick to look for: of any kind, and of those with weak marks.
MARK = re.compile(r"[]|•●·▸▪■◦☰🏠🔥🎬🎵👗🕐⚽/–—-]|  ")
WEAK_MARK = re.compile(r"[/–—-]|\s\s")
FEW, MANY = 3, 5  # entries of a menu by the marks between them
ENTRY = 6  # words of the longest entry
MEAN = 3.5  # words of the mean entry; the parts of a dateline or of a footer's offices are longer
CROWD = 9  # words of the shortest menu without any marks
GLUED = 0.7  # share of known names in a line of names run together
CAPITALS = 0.4  # share of capitals in one; a home link with the headline run after it has fewer
TOOLS = 12  # words of the longest line below a comment
SITE = re.compile(r"(?:[a-z0-9-]+\.){1,3}[a-z]{2,8}(?:/\S*)?(?=$|\s)", re.I)
E_MAIL = re.compile(r"[\w.+-]+@\w[\w-]*\.\w")
PHONE = re.compile(r"(?<![\d.,/])(?:\(?\+?84\)?|\(?0\d{1,3}\)?)(?:[ .-]?[\dx*]{2,4}){2,4}(?![\d/])")
REPLY = re.compile(rf"\b(?:{alternatives('reply_words')})\b", re.I)
BESIDE = re.compile(
    rf"\b(?:{alternatives('reply_words')}|{alternatives('comment_tools')})\b"
    rf"|(?:\d+|một|vài)\s?(?:{alternatives('clock_units')}|[gdhm])\b(?:\s(?:trước|ago))?|{alternatives('just_now')}",
    re.I,
)
LETTERS = re.compile(r"[^\W\d_]")
ADDRESS = re.compile(
    rf"(?:(?:số|lô) )?\d+\w?(?:[/-]\d+\w?)* (?:{alternatives('street_words')}) |(?:tầng|lầu|phòng|số|lô) \w+, ", re.I
)
PART = re.compile(rf", (?:{alternatives('place_words')}) [^,.:]+", re.I)  # a part of a town, in an address
ABROAD = re.compile(r"\d+ [A-Z][\w .]+, [A-Z][\w .]+, [A-Z]{2} \d{5}\b")  # "120 Maple Street, Springfield, IL 62701"
OPTION = re.compile(r"^(?:[○◯☐□]|\( ?\)|\[ ?\])\s*\S|\d\s?%(?:\s?\(\d[\d.,]*\))?$")
FIGURES = 8  # digits of the shortest telephone number, some of which a page may hide


def bar_features(text: str, words: list[str], digit: bool) -> list[str]:
    """A line of menu entries, or one with an e-mail address or a telephone number; ``words`` are folded."""
    found = []
    if _is_bar(text) or _is_crowd(text, words):
        found.append("bar")
    numbered = digit and (_is_address(text) or _has_phone(text))
    if numbered or _is_site(text) or ("@" in text and E_MAIL.search(text)):
        found.append("contact")
    if ((digit and text[-1] in "%)") or text[0] in "○◯☐□([") and OPTION.search(text):
        found.append("option")
    return found


def reply(text: str, low: str, count: int) -> list[str]:
    """A line below a comment, with which it is answered or liked; a button alone may as well head an answer."""
    if count > TOOLS or not any(map(low.__contains__, folded("reply_words"))):
        return []
    if ":" in REPLY.sub("", text)[:2] or LETTERS.search(BESIDE.sub("", text)):
        return []
    return ["reply" if LETTERS.search(REPLY.sub("", text)) or any(map(str.isdigit, text)) else "answer"]


def glued(text: str, first: str, names: frozenset[str]) -> bool:
    """Whether buttons and sections are run together, "Chia sẻ FacebookSao chép"; ``first`` is its first word."""
    if first not in _first_words(names):
        return False
    parts = JOIN.split(text)
    return len(parts) >= FEW and sum(fold(part) in names for part in parts) >= GLUED * len(parts)


@cache
def _first_words(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in names)


def _is_bar(text: str) -> bool:
    if not MARK.search(text):
        return False
    parts = [part for part in STRONG.split(text.strip("[] ")) if part]
    if len(parts) >= FEW:
        return _are_entries(parts)
    if len(WEAK_MARK.findall(text)) < MANY - 1:
        return False
    parts = [part for part in WEAK.split(text) if part]
    return len(parts) >= MANY and _are_entries(parts)


def _are_entries(parts: list[str]) -> bool:
    sizes = [len(part.split()) for part in parts]
    lettered = sum(part[0].isalpha() for part in parts)
    return max(sizes) <= ENTRY and sum(sizes) <= MEAN * len(sizes) and 3 * lettered >= 2 * len(parts)


def _is_crowd(text: str, words: list[str]) -> bool:
    """Whether the entries of a menu stand one after the other with nothing but spaces between them."""
    if len(words) < CROWD or not text.replace(" ", "").isalnum():
        return False
    if words[0] not in _starts() and " ".join(words[:2]) not in _starts():
        return False
    return sum(word[0].isupper() for word in text.split()) >= CAPITALS * len(words)


def _starts() -> frozenset[str]:
    return folded("home_words")


def _is_site(text: str) -> bool:
    """Whether a line begins with a site's address; whole addresses are source lines."""
    site = SITE.match(text) if "." in text[:40] and "://" not in text else None
    return site is not None and site.group()[1:].islower()


def _is_address(text: str) -> bool:
    """Whether a line is nothing but an address: a house or a floor, and the part of a town that it stands in."""
    if (text[0].isdigit() or text[-1].isdigit()) and ABROAD.search(text):
        return True
    return text[-1].isalnum() and ADDRESS.match(text) is not None and PART.search(text) is not None


def _has_phone(text: str) -> bool:
    if sum(map(str.isdigit, text)) + text.count("x") < FIGURES:
        return False
    return any(sum(map(str.isalnum, found.group())) >= FIGURES for found in PHONE.finditer(text))
