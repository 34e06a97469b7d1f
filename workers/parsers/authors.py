"""An author line without what stands around the names: titles, roles, offices, e-mail addresses, photographers."""

from __future__ import annotations

import re
from functools import cache

from workers import lexicons
from workers.parsers.vocabulary import alternatives, first_words, fold, folded, openings

LEADING = re.compile(r"^(?:[✍✎🖊🖋📝👤]\ufe0f?|by)\s+(?=\S)", re.I)
PENS = frozenset("✍✎🖊🖋📝👤")
E_MAIL = re.compile(r"[\s,;|(/–-]*(?:e-?mail\s*:\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?", re.I)
PICTURES = re.compile(rf"\s*[,;|(/–-]\s*(?:{alternatives('picture_credits')})(?:\s?[,&]\s?\w+)?\s*:.*$", re.I)
ROLE = re.compile(rf"(?:\s+[-–|(]\s*|\s*,\s*|\s+\()(?:{alternatives('author_roles')})\b[^.:?!\d]*$", re.I)
OUTLET = re.compile(r"(?<=\w)/[^/\d]{2,40}$")  # "Lan Anh/Tiếng Dân"; between two authors there are spaces
PAPER = re.compile(rf"^theo\s+([^()]{{3,40}}?)\s*\((?:{alternatives('paper_kinds')})\b[^()]*\)$", re.I)
PLACE = re.compile(r"\s\([^()\d:]{2,40}\)$")
TITLE_WORDS = 4  # words of the longest title before a name
DESK = 9  # words of the longest desk


NAMES = ("vietnamese_surnames", "vietnamese_given_names", "vietnamese_middle_names")
FOREIGN = ("western_given_names", "highland_surnames", "korean_surnames", "japanese_surnames", "chinese_surnames")


@cache
def _named(*lists: str) -> frozenset[str]:
    return frozenset(word.lower() for name in lists for word in lexicons.words(f"names/{name}.txt"))


def likeness(name: str) -> str:
    """How like a person's name it is: ``byline``, ``rare`` (its end names no one known) or ``stranger`` (its start)."""
    words = name.lower().split() or [""]
    first, last = words[0], words[-1]
    if "." in name or first in _named(*FOREIGN):
        return "byline"
    if first not in _named(*NAMES):
        return "stranger"
    full = len(words) > 2 and first in _named(NAMES[0]) and words[1] in _named(NAMES[2])
    return "byline" if full or last in _named(NAMES[1]) else "rare"


@cache
def _titles() -> frozenset[str]:
    return folded("author_titles")


def untitled(name: str) -> str:
    """A name without its titles: "PGS.TS Lê An" is Lê An."""
    words = name.split()
    if not words or not _opens_title(words[0]):
        return name
    for size in range(min(TITLE_WORDS, len(words) - 1), 0, -1):
        if " ".join(words[:size]).lower().replace(".", " ").strip() in _titles() or _glued(words[:size]):
            return " ".join(words[size:])
    return name


def _opens_title(word: str) -> bool:
    """Whether a title may begin with a word, which may have others run into it."""
    parts = word.lower().replace(".", " ").split()
    return not parts or parts[0] in first_words("author_titles")


def _glued(words: list[str]) -> bool:
    """Titles run together by their stops: "PGS.TS", "ThS.BS"."""
    parts = [part for part in " ".join(words).lower().replace(".", " ").split() if part]
    return "." in words[0] and all(part in _titles() for part in parts)


def unmarked(text: str) -> str:
    """A line without the pen, or the "by", before its names."""
    return LEADING.sub("", text) if text[:1] in PENS or text[:3].lower() == "by " else text


def bare(text: str) -> tuple[str, bool]:
    """The names of an author line without author words, and whether what stood around them says what they are."""
    if text[:5].lower() == "theo " and (cited := PAPER.match(text)):
        return cited.group(1), True
    left = E_MAIL.sub("", text) if "@" in text else text
    if ":" in left:
        left = PICTURES.sub("", left)
    sure = left != text
    named = ROLE.sub("", left)
    sure = sure or (named != left and likeness(named) != "stranger")
    left = named
    if "/" in left:
        left = OUTLET.sub("", left)
    return left.strip(), sure


def is_desk(text: str) -> bool:
    """Whether a line names a desk or "PV" where others name their author."""
    key = fold(text)
    return len(key.split()) <= DESK and key.startswith(openings("desk_words")) and _is_plain(text, key)


def _is_plain(text: str, key: str) -> bool:
    begun = max((entry for entry in openings("desk_words") if key.startswith(entry)), key=len)
    return key[len(begun) :][:1] in {"", " "} and not any(map(str.isdigit, text)) and ":" not in text
