"""A block as lines of tokens with offsets: syllables, numbers, single marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import ne
from typing import TypeVar

from workers.document import Block

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
SPLIT = re.compile(f"({TOKEN.pattern})")
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
# A line longer than this is cut at the next sentence end or space, so that no list grows with the file.
LONGEST_LINE = 4000
SENTENCE_END = re.compile(r"[.!?…]\s")
# Words that are remembered with what is known of them, 3 MB a table; 100 stories have 12,000, numbers included.
MOST_WORDS = 20_000
LONGEST_WORD = 40
Value = TypeVar("Value")
SIGMA = "Σ"
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
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = told
        return told


LOWERS = Words(lower)


def phrase(text: str) -> tuple[str, ...]:
    """The tokens of a phrase, in small letters and old spelling, as lists are matched."""
    return tuple(TOKEN.findall(lower(plain(text))))


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of (a piece of) a block, each from one of ``starts`` to one of ``ends``; ``offset`` leads from its letters
    to the document's. ``capital`` holds for iPhone too: any word with a large letter."""

    text: str
    plain: str
    lower: str
    offset: int
    role: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lowers: list[str]
    capital: list[bool]

    def token(self, start: int) -> int:
        """The token that begins at a letter."""
        return bisect_left(self.starts, start)

    def glued(self, i: int) -> bool:
        """Whether token i stands right behind the one before, no space between."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def hyphened(self, i: int) -> bool:
        """Whether a hyphen ties a word in small letters to token i."""
        if not (self.glued(i + 1) and self.glued(i + 2) and self.words[i + 1] == "-"):
            return False
        return not self.capital[i + 2] and self.words[i + 2].isalpha()

    def opens(self, i: int) -> bool:
        """Whether token i opens a sentence, so that its capital says nothing."""
        if i == 0:
            return True
        before = self.words[i - 1]
        if before in OPENERS:
            return not self.glued(i) or (before in "“\"‘'" and (i == 1 or not self.words[i - 2][0].isalnum()))
        return False

    def shown(self, first: int, last: int) -> str:
        """The text of tokens first to last (exclusive), old spelling."""
        return self.plain[self.starts[first] : self.ends[last - 1]]


def lines(block: Block) -> Iterator[Line]:
    """The block's lines, each short enough to work on."""
    start = 0
    while start < len(block.text):
        end = _cut(block.text, start)
        yield line(block.text[start:end], block.start + start, block.role)
        start = end


def _cut(text: str, start: int) -> int:
    """Where the line that begins at ``start`` ends: past a sentence end, else a space, else by force."""
    if len(text) - start <= LONGEST_LINE:
        return len(text)
    match = SENTENCE_END.search(text, start + LONGEST_LINE // 2, start + LONGEST_LINE)
    space = text.rfind(" ", start + LONGEST_LINE // 2, start + LONGEST_LINE) + 1
    return match.end() if match else space or start + LONGEST_LINE


def line(text: str, offset: int = 0, role: str = "body") -> Line:
    """Tokenize one line."""
    old = plain(text)
    small = lower(old)
    pieces = SPLIT.split(old)  # what stands between tokens and the tokens, in turns
    edges = list(accumulate(map(len, pieces)))
    starts, ends, words = edges[:-1:2], edges[1::2], pieces[1::2]
    # Letter by letter only where a small form depends on the letters around it; else a word has one, remembered.
    if SIGMA in text:
        lowers = [small[first:last] for first, last in zip(starts, ends, strict=True)]
    else:
        lowers = list(map(LOWERS.__getitem__, words))
    return Line(text, old, small, offset, role, starts, ends, words, lowers, list(map(ne, words, lowers)))
