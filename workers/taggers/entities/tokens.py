"""What a token is (a syllable, a number, a single mark), its old spelling and its small letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

TOKEN = re.compile(r"[^\W_]++|\S")
# Where the mark stands is a matter of taste: hoà and hòa, thuỷ and thủy are one word.
OLD_MARKS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
OLD_MARKS |= {old.title(): new.title() for old, new in OLD_MARKS.items()}
OLD_MARKS |= {old.upper(): new.upper() for old, new in OLD_MARKS.items()}
# Behind q the u is no vowel, and quý has one right spelling; qúy, which is met, is read as that.
OLD_MARKS |= {q + new: q + old for old, new in OLD_MARKS.items() if new[1] in "yY" for q in "qQ"}
# The first letter is asked for on its own, for the search runs to the next of a set of letters most quickly.
OLD_MARK = re.compile(
    r"[oOuUqQ](?:(?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<=[uU])(?<![qQ].)[ỳýỷỹỵỲÝỶỸỴ]|(?<=[qQ])[úùủũụÚÙỦŨỤ][yY])(?![^\W_])"
)
# Words that are remembered with what is known of them, 3 MB a table; 100 stories have 12,000, numbers included.
MOST_WORDS = 20_000
LONGEST_WORD = 40
# Of longer numbers there is no end, and they are told quickly; they would crowd out the words.
LONGEST_NUMBER = 3
Value = TypeVar("Value")
OPENERS = frozenset(".!?…:;•*–-“\"‘'|")


def plain(text: str) -> str:
    """The same text with tone marks where the old spelling puts them; no letter more or less."""
    return OLD_MARK.sub(lambda match: OLD_MARKS.get(match[0], match[0]), text)


def lower(text: str) -> str:
    """Small letters, each letter in its place (``İ`` has a small form of two)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Words(dict[str, Value]):
    """What a function tells of words, asked once for each; quicker than ``lru_cache``, which orders them by use."""

    def __init__(self, tell: Callable[[str], Value]):
        self.tell = tell

    def __missing__(self, word: str) -> Value:
        told = self.tell(word)
        if len(word) <= (LONGEST_NUMBER if word.isdigit() else LONGEST_WORD):
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = told
        return told


def phrase(text: str) -> tuple[str, ...]:
    """The tokens of a phrase, in small letters and old spelling, as lists are matched."""
    return tuple(TOKEN.findall(lower(plain(text))))
